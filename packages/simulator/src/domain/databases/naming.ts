/**
 * The titles and descriptions of databases and data sources. While a database has only one data source and both have
 * the same text, a change of one changes the other.
 */
import { plainText } from '../richText/plainText.js'
import { textRuns } from '../richText/textRuns.js'
import { onlySource } from '../state/find.js'
import { DEFAULT_NAME } from '../state/title.js'
import { touch } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { Json } from '../values/json.js'

/** The title of a database, or the default title. */
export const databaseTitle = (given: Json): Json => (plainText(given) === '' ? textRuns(DEFAULT_NAME) : given)

const sameText = (left: Json | undefined, right: Json | undefined): boolean =>
  plainText(left ?? []) === plainText(right ?? [])

const rename = (workspace: Workspace, source: DataSourceNode, changes: Partial<DataSourceNode>): void => {
  Object.assign(source, changes)
  touch(workspace, source)
}

/** Changes the title and description of a database, and those of its only data source if they are the same. */
export const nameDatabase = (
  workspace: Workspace,
  database: DatabaseNode,
  { title, description }: { readonly title?: Json | undefined; readonly description?: Json | undefined },
): void => {
  const source = onlySource(workspace, database)
  if (title !== undefined) {
    if (source !== undefined && sameText(databaseTitle(source.title), databaseTitle(database.title)))
      rename(workspace, source, { title })
    database.title = databaseTitle(title)
  }
  if (description !== undefined) {
    if (source !== undefined && sameText(source.description, database.description))
      rename(workspace, source, { description })
    database.description = description
  }
}

/**
 * Changes the title and description of a data source, and those of its database if it is the only one there and they
 * are the same.
 */
export const nameDataSource = (
  workspace: Workspace,
  source: DataSourceNode,
  { title, description }: { readonly title?: Json | undefined; readonly description?: Json | undefined },
): void => {
  const above = workspace.nodes.get(String(source.parent.database_id ?? ''))
  const database = above?.kind === 'database' && onlySource(workspace, above) === source ? above : undefined
  if (title !== undefined) {
    if (database !== undefined && sameText(databaseTitle(source.title), databaseTitle(database.title)))
      database.title = databaseTitle(title)
    source.title = title
  }
  if (description !== undefined) {
    if (database !== undefined && sameText(source.description, database.description)) database.description = description
    source.description = description
  }
}
