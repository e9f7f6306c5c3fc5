import { invalid } from '../../domain/errors.js'
import { findProperty } from '../../domain/properties/find.js'
import { presentProperty, rolledUp, sourceOf } from '../../domain/properties/registry.js'
import { shownProperties } from '../../domain/properties/shown.js'
import { findPage } from '../../domain/state/find.js'
import type { PageNode, Property } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { encodeId } from '../../domain/values/id.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
import { cut, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

/** What a rollup computes that cannot be read property by property. */
const UNSUPPORTED = new Set(['show_unique', 'unique', 'median', 'count_per_group', 'percent_per_group'])

/** The types whose items are listed one by one. */
const LISTED = new Set(['title', 'rich_text', 'people', 'relation', 'rollup'])

const itemsOf = (workspace: Workspace, page: PageNode, property: Property, value: Json): ReadonlyArray<JsonObject> => {
  if (property.type === 'rollup')
    return rolledUp(workspace, page, property).map(({ id = '', type = '', ...rest }) => ({
      object: 'property_item',
      type,
      id,
      ...rest,
    }))
  return asArray(value).map((each) => ({
    object: 'property_item',
    type: property.type,
    id: encodeId(property.id),
    [property.type]: each,
  }))
}

/** An opaque cursor of an item that has no id of its own. */
const cursorOf = (property: Property, index: number): string =>
  `${encodeId(property.id)}.${(index * 7919 + 104729).toString(36)}`

/** What a list says of the whole value: of a rollup what it comes to, once its last page is read. */
const summary = (property: Property, value: Json, more: boolean): Json => {
  if (property.type !== 'rollup') return {}
  const rollup = asObject(value)
  if (rollup.type === 'array') return { ...rollup, array: [] }
  return more ? { type: 'incomplete', incomplete: {}, function: rollup.function ?? 'show_original' } : rollup
}

/** A value alone. It names who verified a page by id. */
const single = (property: Property, value: Json): Json => {
  const by = asObject(asObject(value).verified_by)
  return property.type === 'verification' && by.id !== undefined
    ? { ...asObject(value), verified_by: { object: 'user', id: by.id } }
    : value
}

const retrieve = (request: ApiRequest): JsonObject => {
  const { workspace, params } = request
  const paging = queryPaging(request)
  const page = findPage(workspace, pathId(request, 'page_id'))
  const wanted = params.property_id ?? ''
  const property = findProperty(shownProperties(workspace, sourceOf(workspace, page)), wanted)
  if (property === undefined) throw invalid(`${wanted} is not a property that exists.`)
  const rolled = property.type === 'rollup' ? asString(property.config.function) : ''
  if (UNSUPPORTED.has(rolled)) throw invalid(`Rollups that compute ${rolled} cannot be retrieved by this endpoint.`)
  const whole = presentProperty(workspace, page, property)
  const id = encodeId(property.id)
  const value = whole[property.type] ?? null
  if (!LISTED.has(property.type))
    return { object: 'property_item', type: property.type, id, [property.type]: single(property, value) }
  const part = cut(itemsOf(workspace, page, property, value), paging, (_, index) => cursorOf(property, index))
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
      [property.type]: summary(property, value, next !== null),
    },
  }
}

/** `/v1/pages/{page_id}/properties` */
export const pagePropertyRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/pages/:page_id/properties/:property_id', handler: retrieve },
]
