/** The tree of pages, databases, data sources and blocks. An edit of a block also counts as an edit of its page. */
import type { JsonObject } from '../values/json.js'
import { isNotShared } from './isNotShared.js'
import type { BlockNode, Container, Node, PageNode, Stamp } from './types.js'
import type { Workspace } from './workspace.js'

/** The position among the children of a node. */
export type Position = { readonly at: 'start' } | { readonly at: 'end' } | { readonly at: 'after'; readonly id: string }

/** The default position. */
export const atEnd: Position = { at: 'end' }

/** Created and edited by the bot now. */
export const stampNow = (workspace: Workspace): Stamp => {
  const now = workspace.now()
  return { createdTime: now, lastEditedTime: now, createdBy: workspace.botId, lastEditedBy: workspace.botId }
}

/** The id of the parent, undefined at the top of the workspace. */
export const parentId = (node: { readonly parent: JsonObject }): string | undefined => {
  const { parent } = node
  const id = parent.data_source_id ?? parent.page_id ?? parent.block_id ?? parent.database_id
  return typeof id === 'string' ? id : undefined
}

/** The parent, if it is in this workspace. */
export const parentOf = (workspace: Workspace, node: { readonly parent: JsonObject }): Node | undefined => {
  const id = parentId(node)
  return id === undefined ? undefined : workspace.nodes.get(id)
}

/** The ancestors, nearest first. A circle, which loaded objects may contain, ends the list. */
export const ancestors = (workspace: Workspace, node: Node): ReadonlyArray<Node> => {
  const found: Array<Node> = []
  const seen = new Set([node.id])
  let above = parentOf(workspace, node)
  while (above !== undefined && !seen.has(above.id)) {
    found.push(above)
    seen.add(above.id)
    above = parentOf(workspace, above)
  }
  return found
}

/** Longer than any chain of parents that is not a circle. */
const MAX_ANCESTORS = 1000

/** Whether a node or one of its ancestors is in the trash. */
export const isTrashed = (workspace: Workspace, node: Node): boolean => {
  let at: Node | undefined = node
  for (let steps = 0; at !== undefined && steps < MAX_ANCESTORS; steps += 1) {
    if (at.inTrash) return true
    at = parentOf(workspace, at)
  }
  return false
}

/** Whether a node can have blocks below it. */
export const isContainer = (node: Node): node is BlockNode | PageNode => node.kind === 'block' || node.kind === 'page'

/** The pages with the given ids, in order: the rows of a data source, or its templates. */
export const pagesAmong = (workspace: Workspace, ids: ReadonlyArray<string>): ReadonlyArray<PageNode> => {
  // For speed: a loop takes a third of the time of flatMap.
  const pages: Array<PageNode> = []
  for (const id of ids) {
    const page = workspace.nodes.get(id)
    if (page?.kind === 'page') pages.push(page)
  }
  return pages
}

/** The ids of the children of a node, of any kind. */
export const childIds = (node: Node): ReadonlyArray<string> =>
  isContainer(node) ? node.children : node.kind === 'database' ? node.dataSources : [...node.rows, ...node.templates]

/** A child by its id, unless it is in the trash or not shared with the connection. */
export const liveChild = (workspace: Workspace, id: string): Node | undefined => {
  const child = workspace.nodes.get(id)
  return child === undefined || child.inTrash || isNotShared(workspace, child) ? undefined : child
}

/** The children that are not in the trash and are shared with the connection, in order. */
export const liveChildren = (workspace: Workspace, container: Container): ReadonlyArray<Node> =>
  container.children.flatMap((id) => liveChild(workspace, id) ?? [])

/** Inserts ids at a position. */
export const insertAt = (into: Array<string>, ids: ReadonlyArray<string>, position: Position): void => {
  const index = position.at === 'start' ? 0 : position.at === 'end' ? into.length : into.indexOf(position.id) + 1
  into.splice(index, 0, ...ids)
}

const withoutId = (list: Array<string>, id: string): void => {
  const index = list.indexOf(id)
  if (index >= 0) list.splice(index, 1)
}

/** Removes a node from the lists of its parent; the node itself stays. */
export const detach = (workspace: Workspace, node: Node): void => {
  const parent = parentOf(workspace, node)
  if (parent === undefined) return
  if (isContainer(parent)) withoutId(parent.children, node.id)
  if (parent.kind === 'database') withoutId(parent.dataSources, node.id)
  if (parent.kind === 'data_source') {
    withoutId(parent.rows, node.id)
    withoutId(parent.templates, node.id)
  }
}

const edit = (workspace: Workspace, node: Node): void => {
  node.lastEditedTime = workspace.now()
  node.lastEditedBy = workspace.botId
}

/** Marks the page of a node as edited by the bot now. */
export const touchAbove = (workspace: Workspace, node: Node): void => {
  const page = node.kind === 'page' ? undefined : ancestors(workspace, node).find((above) => above.kind === 'page')
  if (page !== undefined) edit(workspace, page)
}

/** Marks a node and its page as edited by the bot now. */
export const touch = (workspace: Workspace, node: Node): void => {
  edit(workspace, node)
  touchAbove(workspace, node)
}
