import { dashed, isId } from '../id.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../json.js'
import { inline } from '../markdown/inline.js'
import { PROPERTY_KINDS } from '../properties/registry.js'
import { plainTitle } from '../state/title.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

const many = (value: Json): ReadonlyArray<Json> => (isArray(value) ? value : value === null ? [] : [value])

const named = (value: Json): Json => (typeof value === 'string' ? { name: value } : value)

const date = (value: Json): Json => {
  if (typeof value === 'string') return { start: value }
  return isArray(value) ? { start: value[0] ?? '', end: value[1] ?? null } : value
}

const person = (workspace: Workspace, value: Json): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: value }
  const found = [...workspace.users.values()].find((user) => user.name === value)
  if (found === undefined) throw new TypeError(`there is no user called ${JSON.stringify(value)}`)
  return { id: found.id ?? '' }
}

const related = (workspace: Workspace, property: Property, value: Json): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: dashed(value) }
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  const rows = target?.kind === 'data_source' ? target.rows : []
  const found = rows.find((id) => {
    const row = workspace.nodes.get(id)
    return row !== undefined && plainTitle(row) === value
  })
  if (found === undefined) throw new TypeError(`there is no related row called ${JSON.stringify(value)}`)
  return { id: found }
}

const file = (value: Json): Json =>
  typeof value === 'string' ? { name: value.slice(value.lastIndexOf('/') + 1), external: { url: value } } : value

const content = (workspace: Workspace, property: Property, value: Json): Json => {
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
      return many(value).map((each) => related(workspace, property, each))
    case 'files':
      return many(value).map(file)
    default:
      return value
  }
}

/** A value as a request carries it, of a value as it is declared; one in the long form already stays. */
export const longValue = (workspace: Workspace, property: Property, value: Json): JsonObject =>
  isObject(value) && value[property.type] !== undefined
    ? value
    : { [property.type]: content(workspace, property, value) }

/** A schema as a request carries it, of a property as it is declared. */
export const longSchema = (sourceOf: (title: string) => DataSourceNode | undefined, declared: Json): JsonObject => {
  if (typeof declared === 'string') {
    if (!PROPERTY_KINDS.has(declared)) throw new TypeError(`there is no type of property ${JSON.stringify(declared)}`)
    return { [declared]: {} }
  }
  if (isArray(declared)) return { select: { options: asArray(declared).map(named) } }
  const { relation, two_way: back, ...rest } = asObject(declared)
  if (typeof relation !== 'string') return asObject(declared)
  const target = sourceOf(relation)
  if (target === undefined) throw new TypeError(`there is no database called ${JSON.stringify(relation)}`)
  const kind =
    back === undefined ? { single_property: {} } : { dual_property: { synced_property_name: asString(back) } }
  return { ...rest, relation: { data_source_id: target.id, ...kind } }
}
