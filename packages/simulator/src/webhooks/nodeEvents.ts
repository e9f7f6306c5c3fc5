/** The events of nodes. A changed block is an event of its page, and a changed row also one of its data source. */
import { ancestors } from '../domain/state/tree.js'
import type { Node, PageNode } from '../domain/state/types.js'
import { spaceOf, type Workspace } from '../domain/state/workspace.js'
import { asString, type Json, type JsonObject } from '../domain/values/json.js'

/** An event, before it is addressed to a subscriber. */
export interface WebhookEvent {
  readonly type: string
  readonly entity: { readonly id: string; readonly type: string }
  readonly data: JsonObject | undefined
  /** Whether the payload lacks fields that are documented. */
  readonly odd?: boolean
}

/** The parent of a node in the format of webhooks. */
export const parentIn = (workspace: Workspace, node: { readonly parent: JsonObject }): JsonObject => {
  const { parent } = node
  const source = parent.data_source_id
  if (typeof source === 'string') return { id: parent.database_id ?? source, type: 'database', data_source_id: source }
  if (typeof parent.database_id === 'string') return { id: parent.database_id, type: 'database' }
  if (typeof parent.page_id === 'string') return { id: parent.page_id, type: 'page' }
  if (typeof parent.block_id === 'string') return { id: parent.block_id, type: 'block' }
  return { id: spaceOf(workspace).id, type: 'space' }
}

/** An event of a node itself: `page.created`, `data_source.moved` and the like. */
export const nodeEvent = (workspace: Workspace, node: Node, what: string, more: JsonObject = {}): WebhookEvent => ({
  type: `${node.kind}.${what}`,
  entity: { id: node.id, type: node.kind },
  data: { parent: parentIn(workspace, node), ...more },
})

/** The page that contains a node. */
export const pageAbove = (workspace: Workspace, node: Node): PageNode | undefined =>
  [node, ...ancestors(workspace, node)].find((each) => each.kind === 'page')

/** Changed blocks, as an event of their page. */
export const contentUpdated = (
  workspace: Workspace,
  node: Node,
  blocks: ReadonlyArray<string>,
): ReadonlyArray<WebhookEvent> => {
  const page = pageAbove(workspace, node)
  const updated = blocks.map((id): Json => ({ id, type: 'block' }))
  return page === undefined ? [] : [nodeEvent(workspace, page, 'content_updated', { updated_blocks: updated })]
}

/** An added or removed row, as an event of the data source; nothing when the page is not a row. */
export const rowsChanged = (
  workspace: Workspace,
  page: PageNode,
  sourceId: Json | undefined = page.parent.data_source_id,
): ReadonlyArray<WebhookEvent> => {
  const source = workspace.nodes.get(asString(sourceId))
  const updated: Json = [{ id: page.id, type: 'page' }]
  return source?.kind === 'data_source'
    ? [nodeEvent(workspace, source, 'content_updated', { updated_blocks: updated })]
    : []
}
