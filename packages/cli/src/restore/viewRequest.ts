/** Requests that create views on another data source than that they were read from. */
import type { DataSource, View } from 'notion-fp'
import { isUuid } from '../values/isUuid.js'
import { isRecord, type Json } from '../values/json.js'
import { decodedId } from './decodedId.js'

type Properties = Pick<DataSource, 'properties'>

/** What is known of the data source of a view, in the backup and now. */
export interface ViewSide {
  /** The data source in the backup. */
  readonly source: Properties
  /** The current state of the new data source. */
  readonly live: Properties
  /** The new page for one in the backup. */
  readonly pageOf: (id: string) => string | undefined
  /** Whether a user is in the workspace. */
  readonly hasUser: (id: string) => boolean
}

/** Reports a loss of a view. */
export type LoseOfView = (what: string, why: string) => void

/** The request for a view, without the place where it is created. */
export interface ViewRequest {
  readonly name: string
  readonly type: string
  readonly filter?: unknown
  readonly sorts?: ReadonlyArray<unknown>
  readonly quick_filters?: Json
  readonly configuration?: Json
}

const TYPES = /^(table|board|list|calendar|timeline|gallery|form|chart|map|dashboard)$/

/** The required setting of each type of view. */
const REQUIRED: { readonly [type: string]: string } = {
  board: 'group_by',
  calendar: 'date_property_id',
  timeline: 'date_property_id',
  chart: 'chart_type',
}

/** A property of the data source in the backup, by its id or name, and its id in the new one. */
const findViewProperty = (
  { source, live }: ViewSide,
  given: string,
): { readonly name: string; readonly id: string | undefined } | undefined => {
  const all = Object.values(source.properties)
  const known = all.find(({ id }) => decodedId(id) === decodedId(given)) ?? all.find(({ name }) => name === given)
  return known && { name: known.name, id: live.properties[known.name]?.id }
}

/** The ids in a condition, such as `{ relation: { contains: id } }`, also inside rollups; `undefined` if one leads nowhere. */
const conditionOf = (side: ViewSide, value: unknown, type: string): unknown => {
  if (typeof value === 'string' && isUuid(value)) {
    if (type === 'relation') return side.pageOf(value)
    if (/^(people|created_by|last_edited_by)$/.test(type)) return side.hasUser(value) ? value : undefined
  }
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(
    // The conditions of a type are one level below its name.
    ([name, inner]) => [name, conditionOf(side, inner, isRecord(inner) ? name : type)] as const,
  )
  return entries.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(entries)
}

const leafOf = (side: ViewSide, { property, ...condition }: Json, lose: LoseOfView): Json | undefined => {
  const found = typeof property === 'string' ? findViewProperty(side, property) : undefined
  // A condition on a timestamp has no property.
  if (property !== undefined && found?.id === undefined) {
    lose('filter', `the property ${found?.name ?? String(property)} is not there`)
    return undefined
  }
  const mapped = conditionOf(side, condition, '')
  if (!isRecord(mapped)) {
    lose('filter', `the condition on ${found?.name ?? 'a timestamp'} names a page or person that is not there`)
    return undefined
  }
  return { ...(found && { property: found.id }), ...mapped }
}

const filterOf = (side: ViewSide, filter: unknown, lose: LoseOfView): Json | undefined => {
  if (!isRecord(filter)) return undefined
  for (const kind of ['and', 'or']) {
    const members = filter[kind]
    if (!Array.isArray(members)) continue
    const mapped = members.flatMap((one) => filterOf(side, one, lose) ?? [])
    return mapped.length === 0 ? undefined : { [kind]: mapped }
  }
  return leafOf(side, filter, lose)
}

const sortsOf = (side: ViewSide, sorts: unknown, lose: LoseOfView): ReadonlyArray<Json> =>
  (Array.isArray(sorts) ? sorts : []).flatMap((sort: Json) => {
    if (typeof sort.property !== 'string') return [sort]
    const found = findViewProperty(side, sort.property)
    if (found?.id !== undefined) return [{ ...sort, property: found.id }]
    lose('sorts', `the property ${found?.name ?? sort.property} is not there`)
    return []
  })

const quickFiltersOf = (side: ViewSide, filters: unknown, lose: LoseOfView): Json =>
  Object.fromEntries(
    Object.entries(isRecord(filters) ? filters : {}).flatMap(([property, condition]) => {
      const leaf = leafOf(side, { ...(isRecord(condition) && condition), property }, (_what, why) =>
        lose('quick_filters', why),
      )
      if (!leaf) return []
      const { property: id, ...mapped } = leaf
      return [[String(id), mapped]]
    }),
  )

const PROPERTY_KEY =
  /^(property_id|date_property_id|end_date_property_id|map_by|x_axis_property_id|y_axis_property_id|toggle_column_id)$/

/** Fields that only responses have. */
const RESPONSE_KEY = /^(id|property_name|date_property_name|end_date_property_name|map_by_property_name)$/

/** The minimum width of a column in a request. */
const MIN_WIDTH = 32

/** A part of a configuration with the ids of the new properties; `undefined` if its property does not exist. */
const partOf = (side: ViewSide, value: unknown, lose: LoseOfView): unknown => {
  if (Array.isArray(value)) return value.flatMap((one) => partOf(side, one, lose) ?? [])
  if (!isRecord(value)) return value
  const entries = settingsOf(side, value, lose)
  return Object.keys(value).some((key) => PROPERTY_KEY.test(key) && value[key] !== null && !(key in entries))
    ? undefined
    : entries
}

const settingsOf = (side: ViewSide, settings: Json, lose: LoseOfView): Json =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]): ReadonlyArray<readonly [string, unknown]> => {
      if (value === null || RESPONSE_KEY.test(key)) return []
      if (key === 'width' && typeof value === 'number') return [[key, Math.max(MIN_WIDTH, value)]]
      // Notion returns -1 if no column is frozen, but does not accept it in a request.
      if (key === 'frozen_column_index' && Number(value) < 0) return []
      if (!PROPERTY_KEY.test(key) || typeof value !== 'string') {
        const part = partOf(side, value, lose)
        return part === undefined ? [] : [[key, part]]
      }
      const found = findViewProperty(side, value)
      if (found?.id !== undefined) return [[key, found.id]]
      // A property that had already been deleted from the data source is no loss.
      if (found) lose('configuration', `the property ${found.name} is not there`)
      return []
    }),
  )

const requiredOf = (type: string, settings: Json): Json => {
  const name = REQUIRED[type]
  return { type, ...(name !== undefined && { [name]: settings[name] }) }
}

/** The request for a view, or why it cannot be created. Settings that the API cannot set are reported as losses. */
export const viewRequest = (
  view: View,
  side: ViewSide,
  lose: LoseOfView,
): { readonly request: ViewRequest } | { readonly why: string } => {
  const { name, type } = view
  if (!TYPES.test(type)) return { why: `the API cannot create views of the type ${type}` }
  if (type === 'form') lose('questions', 'the API does not have the questions of a form')
  const settings = isRecord(view.configuration) ? view.configuration : undefined
  const configuration = type === 'dashboard' || !settings ? undefined : settingsOf(side, settings, lose)
  const required = REQUIRED[type]
  if (configuration && required !== undefined && configuration[required] === undefined)
    return { why: `its ${required} leads to a property that is not there` }
  const filter = filterOf(side, view.filter, lose)
  const sorts = sortsOf(side, view.sorts, lose)
  const quick_filters = quickFiltersOf(side, view.quick_filters, lose)
  return {
    request: {
      name,
      type,
      ...(filter && { filter }),
      ...(sorts.length > 0 && { sorts }),
      ...(Object.keys(quick_filters).length > 0 && { quick_filters }),
      ...(configuration && { configuration: { ...configuration, type } }),
    },
  }
}

/** Requests for the same view with fewer and fewer settings, in case Notion rejects some, each with the names of those left out. */
export const lesserRequests = (
  request: ViewRequest,
): ReadonlyArray<{ readonly request: ViewRequest; readonly without: string }> => {
  const { configuration, quick_filters: _quick, sorts: _sorts, filter, ...rest } = request
  const least = configuration && { configuration: requiredOf(request.type, configuration) }
  const filtered = filter === undefined ? {} : { filter }
  return [
    ...(configuration ? [{ request: { ...request, ...least }, without: 'configuration' }] : []),
    ...(request.quick_filters || request.sorts
      ? [{ request: { ...rest, ...filtered, ...least }, without: 'configuration, quick_filters, sorts' }]
      : []),
    ...(filter === undefined
      ? []
      : [{ request: { ...rest, ...least }, without: 'configuration, quick_filters, sorts, filter' }]),
  ]
}
