/**
 * Pages that were loaded with only an id. They become databases, data sources or blocks when a request or another
 * object says so.
 */
import type { BlockNode, DatabaseNode, DataSourceNode, Node, PageNode, Property } from './types.js'
import type { Workspace } from './workspace.js'

const titleProperty = (): Property => ({ id: 'title', name: 'Name', type: 'title', description: null, config: {} })

const emptyDataSource = (base: Pick<DataSourceNode, keyof PlainParts>): DataSourceNode => ({
  kind: 'data_source',
  title: [],
  description: [],
  properties: new Map([['title', titleProperty()]]),
  rows: [],
  templates: [],
  defaultTemplate: undefined,
  uniqueIds: 0,
  open: true,
  ...base,
})

interface PlainParts
  extends Pick<
    PageNode,
    | 'id'
    | 'parent'
    | 'inTrash'
    | 'shared'
    | 'createdTime'
    | 'lastEditedTime'
    | 'createdBy'
    | 'lastEditedBy'
    | 'icon'
    | 'cover'
    | 'publicUrl'
    | 'url'
  > {}

const plainParts = (node: PlainParts): PlainParts => ({
  id: node.id,
  parent: node.parent,
  inTrash: node.inTrash,
  shared: node.shared,
  createdTime: node.createdTime,
  lastEditedTime: node.lastEditedTime,
  createdBy: node.createdBy,
  lastEditedBy: node.lastEditedBy,
  icon: node.icon,
  cover: node.cover,
  publicUrl: node.publicUrl,
  url: node.url,
})

const emptyDatabase = (base: PlainParts): DatabaseNode => ({
  kind: 'database',
  title: [],
  description: [],
  isInline: false,
  isLocked: false,
  omitsArchived: undefined,
  dataSources: [],
  ...base,
})

/** Adds an open data source to a database; its schema grows with the rows that it gets. */
export const addOpenDataSource = (
  workspace: Workspace,
  database: DatabaseNode,
  id: string,
  shared: boolean,
): DataSourceNode => {
  const source = emptyDataSource({
    ...plainParts(database),
    id,
    shared,
    parent: { type: 'database_id', database_id: database.id },
    inTrash: false,
  })
  source.title = database.title
  workspace.nodes.set(id, source)
  database.dataSources.push(id)
  return source
}

/** A database that replaces a placeholder is shared as that was; one that nothing but references name is not. */
const isShared = (replaced: Node | undefined): boolean => replaced?.shared === true

/** Turns a placeholder page into the database that a request says it is. */
export const asDatabase = (workspace: Workspace, page: PageNode): DatabaseNode => {
  const database = emptyDatabase(plainParts(page))
  workspace.nodes.set(page.id, database)
  addOpenDataSource(workspace, database, workspace.newId(), true)
  return database
}

/** Turns a placeholder page into the data source that a request says it is. */
export const asDataSource = (workspace: Workspace, page: PageNode, databaseId = workspace.newId()): DataSourceNode => {
  const existing = workspace.nodes.get(databaseId)
  const database =
    existing?.kind === 'database'
      ? existing
      : emptyDatabase({ ...plainParts(page), id: databaseId, shared: isShared(existing) })
  workspace.nodes.set(databaseId, database)
  return addOpenDataSource(workspace, database, page.id, true)
}

/** Turns a placeholder page into the block that its children say it is: one of a type that can have children. */
export const asBlock = (workspace: Workspace, page: PageNode): BlockNode => {
  const { icon: _, cover: __, publicUrl: ___, url: ____, ...base } = plainParts(page)
  const block: BlockNode = {
    ...base,
    kind: 'block',
    type: 'toggle',
    payload: { rich_text: [], color: 'default' },
    children: page.children,
    claimsChildren: page.claimsChildren,
  }
  workspace.nodes.set(page.id, block)
  return block
}

/** Adds a data source that is known only from rows that name it. */
export const addImpliedDataSource = (
  workspace: Workspace,
  id: string,
  databaseId: string,
  shared: boolean,
): DataSourceNode => {
  const now = workspace.now()
  const parts: PlainParts = {
    id,
    parent: { type: 'workspace', workspace: true },
    inTrash: false,
    shared,
    createdTime: now,
    lastEditedTime: now,
    createdBy: workspace.botId,
    lastEditedBy: workspace.botId,
    icon: null,
    cover: null,
    publicUrl: null,
    url: undefined,
  }
  const existing = workspace.nodes.get(databaseId)
  const database =
    existing?.kind === 'database' ? existing : emptyDatabase({ ...parts, id: databaseId, shared: isShared(existing) })
  workspace.nodes.set(databaseId, database)
  return addOpenDataSource(workspace, database, id, shared)
}
