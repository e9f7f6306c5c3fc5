/** Loads contents of any kind: objects as the API returns them, a declared workspace, or a snapshot. */
import { loadDeclaration } from './declare/loadDeclaration.js'
import { seed } from './seed/seed.js'
import { capture, isSnapshot, restoreCapture, restoreOwnSnapshot } from './snapshot/snapshot.js'
import type { Workspace } from './state/workspace.js'
import { isId } from './values/id.js'
import { asArray, isObject, type JsonObject } from './values/json.js'

const OBJECT_TYPES = new Set([
  'page',
  'database',
  'data_source',
  'block',
  'user',
  'comment',
  'view',
  'file_upload',
  'agent',
  'custom_emoji',
])

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value

/** Responses contain custom emojis without `object`. */
const isEmoji = ({ object, name, url }: JsonObject): boolean =>
  object === undefined && typeof name === 'string' && typeof url === 'string'

const preview = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** One object, or those of a list response. */
const objectsIn = (value: unknown, path: string): ReadonlyArray<JsonObject> => {
  if (!isObject(value)) throw new TypeError(`${path} must be an object as the API returns it, not ${preview(value)}.`)
  if (value.object === 'list')
    return asArray(value.results).flatMap((each, index) => objectsIn(each, `${path}.results[${index}]`))
  if (!isEmoji(value) && (typeof value.object !== 'string' || !OBJECT_TYPES.has(value.object)))
    throw new TypeError(`${path}.object must be one of ${[...OBJECT_TYPES].join(', ')}, not ${preview(value.object)}.`)
  if (!isId(value.id)) throw new TypeError(`${path}.id must be a valid uuid, not ${preview(value.id)}.`)
  // The field belongs to the response that contained it, not to the object.
  const { request_id: _, ...object } = value
  return [object]
}

/** Loads a declaration completely or not at all. */
const loadAtomically = (workspace: Workspace, declared: JsonObject): void => {
  const before = capture(workspace)
  try {
    loadDeclaration(workspace, declared)
  } catch (reason) {
    restoreCapture(workspace, before)
    throw reason
  }
}

const loadOne = (workspace: Workspace, contents: unknown): void => {
  if (!isObject(contents))
    throw new TypeError(
      `Contents must be a declared workspace, objects as the API returns them or a snapshot, not ${preview(contents)}.`,
    )
  if (contents.object === undefined && !isEmoji(contents)) loadAtomically(workspace, contents)
  else seed(workspace, objectsIn(contents, 'object'))
}

/** Through JSON, so that the caller cannot change the workspace later. */
const copyThroughJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

/** Loads contents that nothing else refers to, such as parsed JSON. */
export const loadOwn = (workspace: Workspace, contents: unknown): void => {
  if (isIterable(contents)) {
    const objects = [...contents].flatMap((each, index) => objectsIn(each, `objects[${index}]`))
    seed(workspace, objects)
  } else if (isSnapshot(contents)) restoreOwnSnapshot(workspace, contents)
  else loadOne(workspace, contents)
}

/**
 * Loads objects as the API returns them, a declared workspace or a snapshot. Throws a TypeError with the place of the
 * mistake, and then changes nothing.
 */
export const load = (workspace: Workspace, contents: unknown): void =>
  loadOwn(workspace, isIterable(contents) ? [...contents].map(copyThroughJson) : copyThroughJson(contents))
