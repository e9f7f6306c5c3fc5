/** Finds nodes by id. As in the API, what is not shared is reported as if it did not exist. */
import { invalid, Refusal } from '../errors.js'
import { dashed } from '../values/id.js'
import type { JsonObject } from '../values/json.js'
import { asDatabase, asDataSource } from './placeholder.js'
import { isContainer, isTrashed } from './tree.js'
import type { BlockNode, DatabaseNode, DataSourceNode, Node, PageNode } from './types.js'
import type { Workspace } from './workspace.js'

/** The error for objects that do not exist or are not shared: both look the same. */
export const notFound = (workspace: Workspace, what: string, id: string): Refusal =>
  new Refusal(
    'not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "${workspace.integrationName}".`,
    { integration_id: workspace.botId },
  )

const find = (workspace: Workspace, id: string): Node | undefined => {
  const node = workspace.nodes.get(dashed(id))
  return node?.shared === true ? node : undefined
}

/** Finds anything that has the id of a block: blocks, pages, and databases as `child_database`. */
export const findBlock = (workspace: Workspace, id: string): BlockNode | PageNode | DatabaseNode => {
  const node = find(workspace, id)
  if (node === undefined || node.kind === 'data_source') throw notFound(workspace, 'block', dashed(id))
  return node
}

/** Finds a block that can have children. */
export const findContainer = (workspace: Workspace, id: string): BlockNode | PageNode => {
  const node = findBlock(workspace, id)
  if (!isContainer(node)) throw invalid('Block does not support children.')
  return node
}

/** Finds a page. */
export const findPage = (workspace: Workspace, id: string): PageNode => {
  const node = find(workspace, id)
  if (node?.kind === 'page') return node
  if (node?.kind === 'database')
    throw invalid(`Provided ID ${dashed(id)} is a database, not a page. Use the retrieve database API instead.`)
  if (node?.kind === 'block') throw invalid(`Provided ID ${dashed(id)} is a block, not a page.`)
  throw notFound(workspace, 'page', dashed(id))
}

/** Finds a database. */
export const findDatabase = (workspace: Workspace, id: string): DatabaseNode => {
  const node = find(workspace, id)
  if (node?.kind === 'database') return node
  if (node?.kind === 'page' && node.placeholder) return asDatabase(workspace, node)
  if (node?.kind === 'page')
    throw invalid(`Provided database_id ${dashed(id)} is a page, not a database. Use the pages API instead.`)
  throw notFound(workspace, 'database', dashed(id))
}

/** Finds a data source. */
export const findDataSource = (workspace: Workspace, id: string): DataSourceNode => {
  const node = find(workspace, id)
  if (node?.kind === 'data_source') return node
  if (node?.kind === 'page' && node.placeholder) return asDataSource(workspace, node)
  throw notFound(workspace, 'database', dashed(id))
}

/** The data source of a database that has only one. */
export const onlySource = (workspace: Workspace, database: DatabaseNode): DataSourceNode | undefined => {
  const [only, second] = database.dataSources
  const source = only === undefined || second !== undefined ? undefined : workspace.nodes.get(only)
  return source?.kind === 'data_source' ? source : undefined
}

/** Throws a refusal for a change of something in the trash. */
export const assertNotInTrash = (workspace: Workspace, node: Node): void => {
  if (node.inTrash) throw invalid("Can't edit block that is archived. You must unarchive the block before editing.")
  if (isTrashed(workspace, node))
    throw invalid(
      "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page.",
    )
}

/** The parent record of nodes at the top level. */
export const WORKSPACE_PARENT: JsonObject = { type: 'workspace', workspace: true }

/** The parent record of a child of a node. */
export const parentRecord = (node: Node): JsonObject => {
  if (node.kind === 'page') return { type: 'page_id', page_id: node.id }
  if (node.kind === 'database') return { type: 'database_id', database_id: node.id }
  if (node.kind === 'block') return { type: 'block_id', block_id: node.id }
  const database = node.parent.database_id
  return {
    type: 'data_source_id',
    data_source_id: node.id,
    ...(database === undefined ? {} : { database_id: database }),
  }
}
