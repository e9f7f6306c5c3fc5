/** Compares the states of a node before and after a request, and finds the events that the difference causes. */
import { parentId } from '../domain/state/tree.js'
import type { DataSourceNode, Node, PageNode, Property } from '../domain/state/types.js'
import type { Workspace } from '../domain/state/workspace.js'
import { encodeId } from '../domain/values/id.js'
import type { Json } from '../domain/values/json.js'
import { nodeEvent, rowsChanged, type WebhookEvent } from './nodeEvents.js'

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
