import { QUERY_CAP, requestStatus } from '../../domain/query/limit.js'
import { search, searchChecks } from '../../domain/search/search.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { serializePage } from '../../domain/serialize/page.js'
import { assertValid, fields } from '../../domain/validate/check.js'
import type { Json, JsonObject } from '../../domain/values/json.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import type { ApiRequest, Route } from '../route.js'

const searchByTitle = ({ workspace, body, version }: ApiRequest): JsonObject => {
  assertValid(fields({ ...searchChecks, ...pagingChecks }, true), body, 'body')
  const found = search(workspace, body)
  const part = paginate(found.slice(0, QUERY_CAP), bodyPaging(body), ({ id }) => id)
  const results = part.items.map(
    (node): Json =>
      node.kind === 'page' ? serializePage(workspace, node, version) : serializeDataSource(workspace, node, version),
  )
  return { ...listOf('page_or_data_source', results, part.next), ...requestStatus(part.next, found.length) }
}

/** `/v1/search` */
export const searchRoutes: ReadonlyArray<Route> = [{ method: 'POST', path: '/v1/search', handler: searchByTitle }]
