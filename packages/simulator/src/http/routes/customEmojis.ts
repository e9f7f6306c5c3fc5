/** The endpoint of custom emojis, which can be filtered by their exact name. */
import { asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import type { ApiRequest, Route } from '../route.js'

const list = (request: ApiRequest): JsonObject => {
  const paging = queryPaging(request)
  const name = request.query.get('name')
  const emojis = [...request.workspace.emojis.values()].filter((emoji) => name === null || emoji.name === name)
  const part = paginate(emojis, paging, (emoji) => asString(emoji.id))
  // Only this list has no object under its type.
  return {
    object: 'list',
    type: 'custom_emoji',
    results: part.items,
    has_more: part.next !== null,
    next_cursor: part.next,
  }
}

/** `/v1/custom_emojis` */
export const customEmojiRoutes: ReadonlyArray<Route> = [{ method: 'GET', path: '/v1/custom_emojis', handler: list }]
