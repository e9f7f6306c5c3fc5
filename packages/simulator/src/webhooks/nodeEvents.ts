/** The events of nodes, from their state before and after a request. A changed block is an event of its page. */
import { ancestors, parentId } from '../domain/state/tree.js'
import type { DataSourceNode, Node, PageNode, Property } from '../domain/state/types.js'
import { spaceOf, type Workspace } from '../domain/state/workspace.js'
import { encodeId } from '../domain/values/id.js'
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

/** The state of a node, to compare it with a later one. */
export interface NodeState {
  readonly trashed: boolean
  readonly locked: boolean
  readonly parent: string | undefined
  readonly properties: ReadonlyMap<string, string>
}

const shapeOf = ({ name, type, config, description }: Property): string =>
  JSON.stringify([name, type, config, description])

const schemaOf = (source: DataSourceNode): ReadonlyMap<string, string> =>
  new Map([...source.properties].map(([id, property]) => [id, shapeOf(property)]))

/** The current state of a node. */
export const captureState = (node: Node): NodeState => ({
  trashed: node.inTrash,
  locked: 'isLocked' in node && node.isLocked === true,
  parent: parentId(node),
  properties: node.kind === 'data_source' ? schemaOf(node) : new Map(),
})

const nameIn = (shape: string | undefined): string | null => {
  const parsed: unknown = JSON.parse(shape ?? '[]')
  return Array.isArray(parsed) && typeof parsed[0] === 'string' ? parsed[0] : null
}

const schemaChanges = (old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ReadonlyArray<Json> =>
  [...new Set([...old.keys(), ...now.keys()])].flatMap((id): ReadonlyArray<Json> => {
    if (old.get(id) === now.get(id)) return []
    const action = !old.has(id) ? 'created' : now.has(id) ? 'updated' : 'deleted'
    return [{ id: encodeId(id), name: nameIn(now.get(id) ?? old.get(id)), action }]
  })

/** The events of data sources when a row is trashed, restored or moved. */
const rowEvents = (
  workspace: Workspace,
  page: PageNode,
  old: NodeState,
  now: NodeState,
): ReadonlyArray<WebhookEvent> => {
  if (now.parent !== old.parent) return [...rowsChanged(workspace, page, old.parent), ...rowsChanged(workspace, page)]
  return now.trashed === old.trashed ? [] : rowsChanged(workspace, page)
}

/** The events of a changed node: trashed or restored, locked or unlocked, moved, and its schema. Blocks have none. */
export const changes = (workspace: Workspace, node: Node, old: NodeState): ReadonlyArray<WebhookEvent> => {
  if (node.kind === 'block') return []
  const now = captureState(node)
  const schema = schemaChanges(old.properties, now.properties)
  return [
    ...(now.trashed === old.trashed ? [] : [nodeEvent(workspace, node, now.trashed ? 'deleted' : 'undeleted')]),
    ...(now.locked === old.locked || node.kind !== 'page'
      ? []
      : [nodeEvent(workspace, node, now.locked ? 'locked' : 'unlocked')]),
    ...(now.parent === old.parent ? [] : [nodeEvent(workspace, node, 'moved')]),
    ...(node.kind === 'page' ? rowEvents(workspace, node, old, now) : []),
    ...(schema.length === 0 ? [] : [nodeEvent(workspace, node, 'schema_updated', { updated_properties: schema })]),
  ]
}
