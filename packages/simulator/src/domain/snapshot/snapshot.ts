/** Snapshots: the whole workspace as JSON. An invalid one is refused before anything changes. */
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, copy, isObject, type Json, type JsonObject } from '../values/json.js'
import { toBase64 } from './base64.js'
import { list, map, number, object, type Read, record, text } from './read.js'
import * as records from './records.js'

/** The version of the format of snapshots; others are not read. */
const VERSION = 1

/** The parts of a workspace that are stored. */
type Contents = Omit<Workspace, 'now' | 'newId' | 'quirks' | 'formulas'>

const contents: Read<Contents> = record<Contents>({
  nodes: map(text, records.node),
  users: map(text, object),
  comments: map(text, records.comment),
  uploads: map(text, records.upload),
  views: map(text, records.view),
  viewQueries: map(text, records.viewQuery),
  tasks: map(text, records.task),
  emojis: map(text, object),
  codes: map(text, records.code),
  tokens: map(text, records.token),
  agents: map(text, records.agent),
  sessions: map(text, records.session),
  scripts: list(records.script),
  transcriptions: map(text, number),
  botId: text,
  integrationName: text,
})

/** Plain data as JSON: maps become lists of pairs, bytes base64, and undefined values are omitted. */
const toJson = (value: unknown): Json => {
  if (value instanceof Map) return [...value].map(([key, each]) => [toJson(key), toJson(each)])
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Uint8Array) return toBase64(value)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [key, toJson(each)]),
    )
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Pages and blocks are many: the JSON in them, which never changes, is shared. */
const nodeToJson = (node: Node): Json => {
  if (node.kind !== 'page' && node.kind !== 'block') return toJson(node)
  const { children } = node
  const json: Record<string, Json> = {}
  for (const [key, value] of Object.entries<Json | undefined | Map<string, Json>>({ ...node, children: [...children] }))
    if (value !== undefined) json[key] = value instanceof Map ? [...value] : value
  return json
}

/** The contents of a workspace at one moment, which share with it what cannot change. */
export interface Capture {
  readonly contents: JsonObject
}

/** Captures the contents: in a tenth of the time of a snapshot. */
export const capture = (workspace: Workspace): Capture => {
  const { now: _, newId: __, formulas: ___, quirks: ____, nodes, ...rest } = workspace
  return { contents: { nodes: [...nodes].map(([id, node]) => [id, nodeToJson(node)]), ...asObject(toJson(rest)) } }
}

/** The whole workspace as JSON. */
export const takeSnapshot = (workspace: Workspace): JsonObject => ({
  snapshot: VERSION,
  workspace: copy(capture(workspace).contents),
})

/** Whether a value looks like a snapshot. */
export const isSnapshot = (value: unknown): value is JsonObject => isObject(value) && value.snapshot !== undefined

/** Replaces the contents of each map by those of the map of the same name; the maps themselves stay. */
const refill = <A extends Record<keyof A, Map<string, unknown>>>(from: A, into: NoInfer<A>): void => {
  for (const name in from) {
    into[name].clear()
    for (const [key, each] of from[name]) into[name].set(key, each)
  }
}

/** Replaces the whole workspace by what was captured. */
export const restoreCapture = (workspace: Workspace, { contents: captured }: Capture): void => {
  const { scripts, botId, integrationName, ...maps } = contents(captured, 'workspace')
  refill(maps, workspace)
  workspace.scripts.splice(0, workspace.scripts.length, ...scripts)
  workspace.botId = botId
  workspace.integrationName = integrationName
}

/**
 * Replaces the whole workspace by a snapshot that nothing else refers to. Throws a TypeError, and changes nothing, when
 * it is invalid.
 */
export const restoreOwnSnapshot = (workspace: Workspace, snapshot: unknown): void => {
  if (!isSnapshot(snapshot)) throw new TypeError('The value is not a snapshot of a simulator.')
  if (snapshot.snapshot !== VERSION)
    throw new TypeError(
      `The snapshot has version ${JSON.stringify(snapshot.snapshot)}; only version ${VERSION} is supported.`,
    )
  restoreCapture(workspace, { contents: asObject(snapshot.workspace) })
}

/** Replaces the whole workspace by a snapshot. Throws a TypeError, and changes nothing, when it is invalid. */
export const restoreSnapshot = (workspace: Workspace, snapshot: unknown): void =>
  // A copy, so that the caller cannot change the workspace later.
  restoreOwnSnapshot(workspace, isObject(snapshot) ? copy(snapshot) : snapshot)
