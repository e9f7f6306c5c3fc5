/** The endpoint of one property of a page, whose value is not limited to 25 references. */
import { findPageProperty, propertyItem } from '../../domain/properties/propertyItem.js'
import { findPage } from '../../domain/state/find.js'
import type { Property } from '../../domain/state/types.js'
import { encodeId } from '../../domain/values/id.js'
import { asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

/** An opaque cursor of an item that has no id of its own. */
const cursorOf = (property: Property, index: number): string =>
  `${encodeId(property.id)}.${(index * 7919 + 104729).toString(36)}`

const retrieve = (request: ApiRequest): JsonObject => {
  const { workspace, params } = request
  const paging = queryPaging(request)
  const page = findPage(workspace, pathId(request, 'page_id'))
  const property = findPageProperty(workspace, page, params.property_id ?? '')
  const value = propertyItem(workspace, page, property)
  if (value.kind === 'single') return value.item
  const id = encodeId(property.id)
  const part = paginate(value.items, paging, (_, index) => cursorOf(property, index))
  const next = part.next === null ? null : encodeURIComponent(asString(part.next))
  return {
    object: 'list',
    results: part.items,
    next_cursor: part.next,
    has_more: part.next !== null,
    type: 'property_item',
    property_item: {
      id,
      next_url:
        next === null
          ? null
          : `https://api.notion.com/v1/pages/${params.page_id ?? page.id}/properties/${id}?start_cursor=${next}&page_size=${paging.size}`,
      type: property.type,
      [property.type]: value.summary(next !== null),
    },
  }
}

/** `/v1/pages/{page_id}/properties` */
export const pagePropertyRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/pages/:page_id/properties/:property_id', handler: retrieve },
]
