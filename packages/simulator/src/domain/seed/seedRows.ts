/**
 * Loads the property values of pages. A row whose data source was not loaded gets one, whose schema grows with the
 * loaded values.
 */
import { kindOf, propertyOfValue, typeNamedIn } from '../properties/registry.js'
import { addImpliedDataSource, asDatabase, asDataSource } from '../state/placeholder.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import { rawId } from './seedNodes.js'

/** The property of a loaded value; it is created when the schema lacks it. */
const propertyFor = (source: DataSourceNode, name: string, value: JsonObject): Property => {
  const id = rawId(value.id) || name
  const found = source.properties.get(id)
  if (found !== undefined) {
    if (source.open) found.name = name
    return found
  }
  const type = asString(value.type)
  const created = propertyOfValue(id, name, type, value[type] ?? null)
  source.properties.set(id, created)
  return created
}

/** Loads the property values of a page; of one without a data source only the title. */
export const seedValues = (
  workspace: Workspace,
  page: PageNode,
  properties: JsonObject,
  source: DataSourceNode | undefined,
): void => {
  for (const [name, each] of Object.entries(properties)) {
    const value = asObject(each)
    const type = asString(value.type) || (typeNamedIn(value) ?? '')
    const content = value[type] ?? null
    if (source === undefined) {
      if (type === 'title') page.values.set('title', content)
      continue
    }
    const property = propertyFor(source, name, { ...value, type })
    page.values.set(property.id, kindOf(property.type).load({ workspace, source, property }, content, value))
  }
}

/** The data source of a loaded row, which may be implied by the row; undefined for a page that is no row. */
export const rowSource = (workspace: Workspace, page: PageNode): DataSourceNode | undefined => {
  const { data_source_id: id, database_id: database } = page.parent
  if (typeof id === 'string') {
    const node = workspace.nodes.get(id)
    if (node?.kind === 'data_source') return node
    const container = typeof database === 'string' ? database : undefined
    if (node?.kind === 'page' && node.placeholder) return asDataSource(workspace, node, container)
    return node === undefined ? addImpliedDataSource(workspace, id, container ?? workspace.newId(), false) : undefined
  }
  if (typeof database !== 'string') return undefined
  const node = workspace.nodes.get(database)
  if (node === undefined) addImpliedDataSource(workspace, workspace.newId(), database, false)
  const container =
    node?.kind === 'page' && node.placeholder ? asDatabase(workspace, node) : workspace.nodes.get(database)
  const first = container?.kind === 'database' ? workspace.nodes.get(container.dataSources[0] ?? '') : undefined
  if (first?.kind !== 'data_source') return undefined
  page.parent = { type: 'data_source_id', data_source_id: first.id, database_id: database }
  return first
}
