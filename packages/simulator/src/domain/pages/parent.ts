/** The parents that requests name. A database stands for its only data source, and is refused when it has several. */
import { invalid } from '../errors.js'
import { assertNotInTrash, findDatabase, findDataSource, findPage } from '../state/find.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asObject, type JsonObject } from '../values/json.js'

/** The only data source of a database; with several, the error names them. */
export const findOnlySource = (workspace: Workspace, id: string): DataSourceNode => {
  const database = findDatabase(workspace, id)
  const [first, second] = database.dataSources
  // A linked database shows those of others.
  if (first === undefined)
    throw invalid(`Database with ID ${database.id} does not contain any data sources accessible by this API bot.`)
  if (second !== undefined)
    throw invalid(
      `Databases with multiple data sources are not supported in this API version. Use a data_source_id as the parent instead.`,
      {
        error_type: 'multiple_data_sources_for_database',
        database_id: database.id,
        child_data_source_ids: database.dataSources,
        minimum_api_version: '2025-09-03',
      },
    )
  return findDataSource(workspace, first)
}

/** The page or the data source that a checked parent names. */
export const findParent = (workspace: Workspace, parent: JsonObject): PageNode | DataSourceNode => {
  if (parent.data_source_id !== undefined) return findDataSource(workspace, bodyId(parent.data_source_id))
  if (parent.database_id !== undefined) return findOnlySource(workspace, bodyId(parent.database_id))
  if (parent.page_id !== undefined) return findPage(workspace, bodyId(parent.page_id))
  throw invalid(
    "Internal integrations aren't owned by a single user, so creating workspace-level private pages is not supported. Provide a parent page, data source or database.",
  )
}

/** The page that a checked parent of a database names; undefined at the top of the workspace. */
export const findDatabaseParent = (workspace: Workspace, parent: JsonObject): PageNode | undefined => {
  if (parent.page_id === undefined) return undefined
  const page = findPage(workspace, bodyId(parent.page_id))
  assertNotInTrash(workspace, page)
  return page
}

/** Whether a checked parent is the top of the workspace, where only connections of a user can add things. */
export const isWorkspaceTop = (workspace: Workspace, parent: JsonObject): boolean => {
  const { owner } = asObject(asObject(workspace.users.get(workspace.botId)).bot)
  return (parent.workspace === true || Object.keys(parent).length === 0) && asObject(owner).type === 'user'
}

/** A page with a change of its own is no longer a placeholder for a database. */
export const confirmPage = (node: PageNode | DataSourceNode): void => {
  if (node.kind === 'page') node.placeholder = false
}
