import { inline } from '../markdown/inline.js'
import { PROPERTY_KINDS } from '../properties/registry.js'
import { hasOptions } from '../properties/select.js'
import { plainTitle } from '../state/title.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { dashed, isId } from '../values/id.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../values/json.js'

const many = (value: Json): ReadonlyArray<Json> => (isArray(value) ? value : value === null ? [] : [value])

const named = (value: Json): Json => (typeof value === 'string' ? { name: value } : value)

const date = (value: Json): Json => {
  if (typeof value === 'string') return { start: value }
  return isArray(value) ? { start: value[0] ?? '', end: value[1] ?? null } : value
}

const demandFound = <A>(found: A | undefined, what: string, name: string): A => {
  if (found === undefined) throw new TypeError(`there is no ${what} called ${JSON.stringify(name)}`)
  return found
}

const person = (workspace: Workspace, value: Json): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: value }
  // The last one of a name: what was there before a declaration is not what it means.
  const found = [...workspace.users.values()].filter((user) => user.name === value).at(-1)
  return { id: demandFound(found, 'user', value).id ?? '' }
}

/** Finds the last row of a data source that has a title. */
export type FindRow = (sourceId: string, title: string) => string | undefined

/** Finds rows by titles that change no more: those of a data source are read once, as there may be many. */
export const rowFinder = (workspace: Workspace): FindRow => {
  const known = new Map<string, ReadonlyMap<string, string>>()
  const titlesOf = (sourceId: string): ReadonlyMap<string, string> => {
    const source = workspace.nodes.get(sourceId)
    const rows = source?.kind === 'data_source' ? source.rows : []
    return new Map(
      rows.flatMap((id): ReadonlyArray<[string, string]> => {
        const row = workspace.nodes.get(id)
        return row === undefined ? [] : [[plainTitle(row), id]]
      }),
    )
  }
  return (sourceId, title) => {
    const titles = known.get(sourceId) ?? titlesOf(sourceId)
    known.set(sourceId, titles)
    return titles.get(title)
  }
}

const related = (findRow: FindRow, property: Property, value: Json): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: dashed(value) }
  const found = findRow(asString(property.config.data_source_id), value)
  return { id: demandFound(found, 'related row', value) }
}

const file = (value: Json): Json => {
  if (typeof value !== 'string') return value
  const path = URL.canParse(value) ? new URL(value).pathname : value
  return { name: path.slice(path.lastIndexOf('/') + 1) || value, external: { url: value } }
}

const content = (workspace: Workspace, findRow: FindRow, property: Property, value: Json): Json => {
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return typeof value === 'string' ? inline(value) : value
    case 'select':
    case 'status':
      return named(value)
    case 'multi_select':
      return many(value).map(named)
    case 'date':
      return date(value)
    case 'people':
      return many(value).map((each) => person(workspace, each))
    case 'relation':
      return many(value).map((each) => related(findRow, property, each))
    case 'files':
      return many(value).map(file)
    default:
      return value
  }
}

/** A value as a request carries it, of a value as it is declared; one in the long form already stays. */
export const longValue = (workspace: Workspace, findRow: FindRow, property: Property, value: Json): JsonObject =>
  isObject(value) && value[property.type] !== undefined
    ? value
    : { [property.type]: content(workspace, findRow, property, value) }

/** A configuration as a request carries it: options may be named in a list, and a formula may stand alone. */
const longConfig = (type: string, config: Json): Json => {
  if (isArray(config) && hasOptions(type)) return { options: config.map(named) }
  return type === 'formula' && typeof config === 'string' ? { expression: config } : config
}

/** A schema as a request carries it, of a property as it is declared. */
export const longSchema = (sourcesOf: (title: string) => ReadonlyArray<DataSourceNode>, declared: Json): JsonObject => {
  if (typeof declared === 'string') {
    if (!PROPERTY_KINDS.has(declared)) throw new TypeError(`there is no type of property ${JSON.stringify(declared)}`)
    return { [declared]: {} }
  }
  if (isArray(declared)) return { select: { options: asArray(declared).map(named) } }
  const { relation, two_way: back, ...rest } = asObject(declared)
  if (typeof relation !== 'string')
    return Object.fromEntries(Object.entries(asObject(declared)).map(([type, each]) => [type, longConfig(type, each)]))
  const found = sourcesOf(relation)
  if (found.length > 1) throw new TypeError(`there are several databases called ${JSON.stringify(relation)}`)
  const target = demandFound(found[0], 'database', relation)
  const kind =
    back === undefined ? { single_property: {} } : { dual_property: { synced_property_name: asString(back) } }
  return { ...rest, relation: { data_source_id: target.id, ...kind } }
}
