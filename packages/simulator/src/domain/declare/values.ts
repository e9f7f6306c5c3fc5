/** Expands declared schemas and values to requests. Databases, related rows and people may be declared by name. */
import { assertFound } from '../properties/declared.js'
import type { DeclarationContext } from '../properties/kind.js'
import { declaredOptions } from '../properties/options.js'
import { kindOf, PROPERTY_KINDS, typeNamedIn } from '../properties/registry.js'
import { plainTitle } from '../state/title.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, isArray, isObject, type Json, type JsonObject } from '../values/json.js'

type FindRow = DeclarationContext['findRow']

/** Finds rows by title. The titles of a data source are read once, so they must not change any more. */
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

/** The request for a declared value; one in the long form is returned unchanged. */
export const longValue = (workspace: Workspace, findRow: FindRow, property: Property, value: Json): JsonObject =>
  isObject(value) && value[property.type] !== undefined
    ? value
    : {
        [property.type]: kindOf(property.type).declaredValue?.(value, { workspace, property, findRow }) ?? value,
      }

/** The schema request for a declared property. */
export const longSchema = (
  findDataSources: (title: string) => ReadonlyArray<DataSourceNode>,
  declared: Json,
): JsonObject => {
  if (typeof declared === 'string') {
    if (!PROPERTY_KINDS.has(declared)) throw new TypeError(`unknown property type ${JSON.stringify(declared)}`)
    return { [declared]: {} }
  }
  if (isArray(declared)) return { select: declaredOptions(declared) }
  const schema = asObject(declared)
  const findDataSource = (title: string): DataSourceNode => {
    const found = findDataSources(title)
    if (found.length > 1) throw new TypeError(`several databases are named ${JSON.stringify(title)}`)
    return assertFound(found[0], 'database', title)
  }
  return (
    kindOf(typeNamedIn(schema) ?? '').declaredSchema?.(schema, findDataSource) ??
    Object.fromEntries(
      Object.entries(schema).map(([type, config]) => [type, kindOf(type).declaredConfig?.(config) ?? config]),
    )
  )
}
