/** Loads objects as the API returns them, in any order: first the nodes themselves, then their places in the tree. */
import { kindOf } from '../properties/registry.js'
import { textRuns } from '../richText/textRuns.js'
import { WORKSPACE_PARENT } from '../state/find.js'
import { addOpenDataSource, asBlock } from '../state/placeholder.js'
import { childIds, detach, isContainer, parentId, parentOf } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode, Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { dashed, isId } from '../values/id.js'
import { asArray, asObject, asString, isArray, isObject, type JsonObject } from '../values/json.js'
import {
  dashIds,
  seedBlock,
  seedChildPage,
  seedDatabase,
  seedDataSource,
  seedPage,
  seedProperties,
} from './seedNodes.js'
import { seedOther } from './seedOther.js'
import { rowSource, seedValues } from './seedRows.js'

const seedUser = (workspace: Workspace, object: JsonObject): void => {
  const id = dashed(asString(object.id))
  const own = asObject(object.bot).owner !== undefined
  if (own && id !== workspace.botId) {
    workspace.users.delete(workspace.botId)
    workspace.botId = id
    if (typeof object.name === 'string') workspace.integrationName = object.name
  }
  workspace.users.set(id, object)
}

const createNode = (workspace: Workspace, object: JsonObject): Node => {
  if (object.object === 'page') return seedPage(workspace, object)
  if (object.object === 'database' || object.type === 'child_database') return seedDatabase(workspace, object)
  if (object.object === 'data_source') return seedDataSource(workspace, object)
  return object.type === 'child_page' ? seedChildPage(workspace, object) : seedBlock(workspace, object)
}

const SEEN_FROM_PARENT = ['child_page', 'child_database']

/** An object that is loaded again is replaced, and keeps its children. */
const merged = (node: Node, known: Node): Node => {
  if (isContainer(node) && isContainer(known))
    return { ...node, children: known.children, claimsChildren: node.claimsChildren || known.claimsChildren }
  if (node.kind === 'database' && known.kind === 'database') return { ...node, dataSources: known.dataSources }
  if (node.kind === 'data_source' && known.kind === 'data_source') {
    const { rows, templates, defaultTemplate, uniqueIds } = known
    return { ...node, rows, templates, defaultTemplate, uniqueIds }
  }
  return node
}

const putNode = (workspace: Workspace, object: JsonObject): void => {
  const node = createNode(workspace, object)
  const known = workspace.nodes.get(node.id)
  const isLoaded = known !== undefined && !(known.kind === 'page' && known.placeholder)
  // The page or database itself has more data than its block.
  if (isLoaded && object.object === 'block' && SEEN_FROM_PARENT.includes(asString(object.type))) return
  if (known !== undefined && parentId(known) !== parentId(node)) detach(workspace, known)
  workspace.nodes.set(node.id, known === undefined ? node : merged(node, known))
}

/** Removes the empty data sources that a database was given while its own were unknown. */
const dropImplied = (workspace: Workspace, database: DatabaseNode): void => {
  for (const id of [...database.dataSources]) {
    const source = workspace.nodes.get(id)
    if (source?.kind !== 'data_source' || !source.open || source.rows.length > 0) continue
    detach(workspace, source)
    workspace.nodes.delete(id)
  }
}

const linkDataSources = (workspace: Workspace, object: JsonObject, database: DatabaseNode): void => {
  if (isArray(object.data_sources)) dropImplied(workspace, database)
  for (const reference of asArray(object.data_sources).map(asObject)) {
    const id = dashed(asString(reference.id))
    const source = workspace.nodes.get(id)
    if (source === undefined || (source.kind === 'page' && source.placeholder)) {
      workspace.nodes.delete(id)
      const created = addOpenDataSource(workspace, database, id, true)
      created.title = textRuns(asString(reference.name))
    } else if (!database.dataSources.includes(id)) database.dataSources.push(id)
  }
}

/** A database of an older version has the schema itself; one without properties gets an open data source. */
const seedOwnSource = (workspace: Workspace, database: DatabaseNode, properties: JsonObject): void => {
  const source = addOpenDataSource(workspace, database, workspace.newId(), true)
  source.description = database.description ?? []
  if (Object.keys(properties).length === 0) return
  source.properties = seedProperties(properties)
  source.open = false
}

/** The nodes that are in the tree already, and the previous number of rows of each data source. */
interface Progress {
  readonly placed: Set<string>
  readonly rowsBefore: Map<DataSourceNode, number>
}

/** Connects a database and its data sources; `listed` are the databases that say which ones they have. */
const linkParts = (workspace: Workspace, object: JsonObject, listed: Set<string>): void => {
  const node = workspace.nodes.get(dashed(asString(object.id)))
  if (node?.kind === 'database') {
    if (isArray(object.data_sources)) listed.add(node.id)
    linkDataSources(workspace, object, node)
    if (node.dataSources.length === 0 && !listed.has(node.id))
      seedOwnSource(workspace, node, asObject(object.properties))
  }
  if (node?.kind !== 'data_source') return
  const database = workspace.nodes.get(asString(node.parent.database_id))
  if (database?.kind === 'database' && !database.dataSources.includes(node.id)) database.dataSources.push(node.id)
  if (database === undefined || (database.kind === 'page' && database.placeholder))
    adoptDatabase(workspace, node, object, database?.shared === true)
}

/** A page that was loaded with only an id turns out to be a block when its children name it as their parent block. */
const confirmBlockAbove = (workspace: Workspace, object: JsonObject): void => {
  const above = workspace.nodes.get(dashed(asString(asObject(object.parent).block_id)))
  if (above?.kind === 'page' && above.placeholder) asBlock(workspace, above)
}

/** Puts a node into its place in the tree: a page among the rows of a data source, others among their siblings. */
const place = (workspace: Workspace, object: JsonObject, { placed, rowsBefore }: Progress): void => {
  const node = workspace.nodes.get(dashed(asString(object.id)))
  if (node === undefined || node.kind === 'data_source') return
  const source = node.kind === 'page' ? rowSource(workspace, node) : undefined
  if (node.kind === 'page' && object.object === 'page') seedValues(workspace, node, asObject(object.properties), source)
  if (source !== undefined) {
    const template = object.is_template === true || object.is_default_template === true
    if (node.kind === 'page') node.isTemplate = template
    if (object.is_default_template === true) source.defaultTemplate = node.id
    if (!rowsBefore.has(source)) rowsBefore.set(source, source.rows.length)
    if (!placed.has(node.id)) (template ? source.templates : source.rows).push(node.id)
    placed.add(node.id)
    return
  }
  const parent = parentOf(workspace, node)
  if (parent === undefined || parent.id === node.id || !isContainer(parent) || placed.has(node.id)) return
  parent.children.push(node.id)
  placed.add(node.id)
}

/**
 * Adds the database of a data source that is loaded without it. It exists, and unless it is shared itself, retrieving it
 * is a 404.
 */
const adoptDatabase = (workspace: Workspace, source: DataSourceNode, object: JsonObject, shared: boolean): void => {
  const id = parentId(source)
  if (id === undefined) return
  const parent = asObject(object.database_parent)
  const { properties: _p, rows: _r, templates: _t, defaultTemplate: _d, uniqueIds: _u, open: _o, ...rest } = source
  workspace.nodes.set(id, {
    ...rest,
    kind: 'database',
    id,
    parent: Object.keys(parent).length === 0 ? WORKSPACE_PARENT : dashIds(parent),
    isInline: object.is_inline === true,
    isLocked: false,
    omitsArchived: undefined,
    dataSources: [source.id],
    shared,
  })
}

const LINK_ORDER = ['database', 'data_source', 'block', 'page']

const rank = (object: JsonObject): number => LINK_ORDER.indexOf(asString(object.object))

/** Databases of older responses may lack `archived`. In responses of the newest version, all other objects lack it too. */
const completeArchived = (workspace: Workspace, nodes: ReadonlyArray<JsonObject>): void => {
  const newest = nodes.some(
    (each) =>
      each.object !== 'database' &&
      typeof each.created_time === 'string' &&
      isObject(each.parent) &&
      each.archived === undefined,
  )
  for (const each of nodes) {
    const node = workspace.nodes.get(dashed(asString(each.id)))
    if (newest && node?.kind === 'database') node.omitsArchived = undefined
  }
}

/** Completes configurations of properties that refer to objects which were loaded after them. */
const linkConfigs = (workspace: Workspace): void => {
  for (const node of workspace.nodes.values())
    for (const property of node.kind === 'data_source' ? node.properties.values() : []) {
      const linked = kindOf(property.type).linkConfig?.(workspace, property.config)
      if (linked !== undefined) property.config = linked
    }
}

/**
 * Loads objects as the API returns them: pages, databases, data sources, blocks, users, comments, views, file uploads,
 * agents and custom emojis, in any order. Siblings keep the order of the list. Parents need not be included.
 */
export const seed = (workspace: Workspace, objects: ReadonlyArray<JsonObject>): void => {
  const known = objects.filter((each) => isId(each.id))
  for (const user of known.filter((each) => each.object === 'user')) seedUser(workspace, user)
  for (const each of known.filter((object) => object.object !== 'file_upload')) seedOther(workspace, each)
  // Stored oldest first; in a list response the newest is first.
  for (const each of known.filter((object) => object.object === 'file_upload').reverse()) seedOther(workspace, each)
  const nodes = known.filter((each) => rank(each) >= 0)
  const renewing = nodes.some((each) => workspace.nodes.has(dashed(asString(each.id))))
  for (const each of nodes) putNode(workspace, each)
  completeArchived(workspace, nodes)
  const listed = new Set<string>()
  for (const each of [...nodes].sort((left, right) => rank(left) - rank(right))) linkParts(workspace, each, listed)
  if (nodes.some((each) => each.object === 'database')) linkConfigs(workspace)
  // New objects are not in the tree yet: rows of a declared workspace are loaded one by one, so the whole tree is not
  // searched.
  const placed = new Set(renewing ? [...workspace.nodes.values()].flatMap(childIds) : [])
  const rowsBefore = new Map<DataSourceNode, number>()
  for (const each of nodes) confirmBlockAbove(workspace, each)
  for (const each of nodes) place(workspace, each, { placed, rowsBefore })
  // Rows are stored oldest first; in a list response the newest is first.
  for (const [source, before] of rowsBefore) {
    const loaded = source.rows.splice(before)
    for (const id of loaded.reverse()) source.rows.push(id)
  }
}
