/** Updates views after a schema change, as filters and sorts name properties that may have been renamed or removed. */
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asArray, asObject, isObject, type Json, type JsonObject } from '../values/json.js'

/** The current names of properties by their old names; undefined when a property was removed. */
type Renames = ReadonlyMap<string, string | undefined>

const renamesOf = (before: ReadonlyMap<string, Property>, after: ReadonlyMap<string, Property>): Renames =>
  new Map(
    [...before].flatMap(([id, old]): ReadonlyArray<[string, string | undefined]> => {
      const next = after.get(id)
      if (next !== undefined && next.type === old.type) return next.name === old.name ? [] : [[old.name, next.name]]
      return [
        [old.name, undefined],
        [encodeId(id), undefined],
        [id, undefined],
      ]
    }),
  )

const updatedEntry = (entry: JsonObject, renames: Renames): Json | undefined => {
  const name = String(entry.property)
  if (!renames.has(name)) return entry
  const next = renames.get(name)
  return next === undefined ? undefined : { ...entry, property: next }
}

const updatedFilter = (filter: Json, renames: Renames): Json | undefined => {
  if (!isObject(filter)) return filter
  const group = filter.and !== undefined ? 'and' : filter.or !== undefined ? 'or' : undefined
  if (group === undefined) return filter.property === undefined ? filter : updatedEntry(filter, renames)
  const parts = asArray(filter[group]).flatMap((part) => updatedFilter(part, renames) ?? [])
  return parts.length === 0 ? undefined : { [group]: parts }
}

const updatedSorts = (sorts: Json, renames: Renames): Json =>
  Array.isArray(sorts)
    ? asArray(sorts).flatMap((sort) => {
        const entry = asObject(sort)
        return entry.property === undefined ? [entry] : (updatedEntry(entry, renames) ?? [])
      })
    : sorts

const updatedQuickFilters = (filters: Json, renames: Renames): Json =>
  isObject(filters)
    ? Object.fromEntries(
        Object.entries(filters).flatMap(([key, each]): ReadonlyArray<[string, Json]> => {
          const next = renames.has(key) ? renames.get(key) : key
          return next === undefined ? [] : [[next, each]]
        }),
      )
    : filters

/** Updates views after a schema change: renamed properties get their new name, removed ones are dropped. */
export const followSchema = (
  workspace: Workspace,
  source: DataSourceNode,
  before: ReadonlyMap<string, Property>,
): void => {
  const renames = renamesOf(before, source.properties)
  if (renames.size === 0) return
  for (const view of workspace.views.values()) {
    if (view.dataSourceId !== source.id) continue
    view.filter = updatedFilter(view.filter, renames) ?? null
    view.sorts = updatedSorts(view.sorts, renames)
    view.quickFilters = updatedQuickFilters(view.quickFilters, renames)
  }
}
