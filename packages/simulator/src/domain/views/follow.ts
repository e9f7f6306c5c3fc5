import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asArray, asObject, isObject, type Json, type JsonObject } from '../values/json.js'

/** What a property is called now, by what it was called; undefined when it is gone. */
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

const followed = (entry: JsonObject, renames: Renames): Json | undefined => {
  const name = String(entry.property)
  if (!renames.has(name)) return entry
  const next = renames.get(name)
  return next === undefined ? undefined : { ...entry, property: next }
}

const filterFollowed = (filter: Json, renames: Renames): Json | undefined => {
  if (!isObject(filter)) return filter
  const group = filter.and !== undefined ? 'and' : filter.or !== undefined ? 'or' : undefined
  if (group === undefined) return filter.property === undefined ? filter : followed(filter, renames)
  const parts = asArray(filter[group]).flatMap((part) => filterFollowed(part, renames) ?? [])
  return parts.length === 0 ? undefined : { [group]: parts }
}

const sortsFollowed = (sorts: Json, renames: Renames): Json =>
  Array.isArray(sorts)
    ? asArray(sorts).flatMap((sort) => {
        const entry = asObject(sort)
        return entry.property === undefined ? [entry] : (followed(entry, renames) ?? [])
      })
    : sorts

const quickFollowed = (filters: Json, renames: Renames): Json =>
  isObject(filters)
    ? Object.fromEntries(
        Object.entries(filters).flatMap(([key, each]): ReadonlyArray<[string, Json]> => {
          const next = renames.has(key) ? renames.get(key) : key
          return next === undefined ? [] : [[next, each]]
        }),
      )
    : filters

/** Keeps views in step with a changed schema: what is renamed goes on under its new name, what is gone is dropped. */
export const followSchema = (
  workspace: Workspace,
  source: DataSourceNode,
  before: ReadonlyMap<string, Property>,
): void => {
  const renames = renamesOf(before, source.properties)
  if (renames.size === 0) return
  for (const view of workspace.views.values()) {
    if (view.dataSourceId !== source.id) continue
    view.filter = filterFollowed(view.filter, renames) ?? null
    view.sorts = sortsFollowed(view.sorts, renames)
    view.quickFilters = quickFollowed(view.quickFilters, renames)
  }
}
