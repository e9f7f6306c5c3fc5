import { plant } from './declare/declare.js'
import { seed } from './seed/seed.js'
import { isSnapshot, restoreSnapshot, takeSnapshot } from './snapshot/snapshot.js'
import type { Workspace } from './state/workspace.js'
import { isId } from './values/id.js'
import { asArray, isObject, type JsonObject } from './values/json.js'

const KINDS = new Set([
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

/** Custom emojis are answered without their kind. */
const isEmoji = ({ object, name, url }: JsonObject): boolean =>
  object === undefined && typeof name === 'string' && typeof url === 'string'

/** Through JSON, so that what a caller keeps hold of cannot change the workspace. */
const copied = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** One object, or those of a list as the API answers one. */
const unfolded = (value: unknown, path: string): ReadonlyArray<JsonObject> => {
  if (!isObject(value))
    throw new TypeError(`${path} should be an object as the API answers one, instead was ${shown(value)}.`)
  if (value.object === 'list')
    return asArray(value.results).flatMap((each, index) => unfolded(each, `${path}.results[${index}]`))
  if (!isEmoji(value) && (typeof value.object !== 'string' || !KINDS.has(value.object)))
    throw new TypeError(`${path}.object should be one of ${[...KINDS].join(', ')}, instead was ${shown(value.object)}.`)
  if (!isId(value.id)) throw new TypeError(`${path}.id should be a valid uuid, instead was ${shown(value.id)}.`)
  return [value]
}

/** A declaration that is wrong somewhere leaves nothing behind. */
const plantWhole = (workspace: Workspace, declared: JsonObject): void => {
  const before = takeSnapshot(workspace)
  try {
    plant(workspace, declared)
  } catch (reason) {
    restoreSnapshot(workspace, before)
    throw reason
  }
}

const loadOne = (workspace: Workspace, contents: unknown): void => {
  if (!isObject(contents))
    throw new TypeError(
      `Contents should be a declared workspace, objects as the API answers them or a snapshot, instead were ${shown(contents)}.`,
    )
  if (contents.object === undefined && !isEmoji(contents)) plantWhole(workspace, contents)
  else seed(workspace, unfolded(contents, 'object'))
}

/**
 * Fills a workspace from objects as the API answers them, from a declared workspace or from a snapshot. Throws a
 * TypeError that says where they are wrong, and then changes nothing.
 */
export const load = (workspace: Workspace, contents: unknown): void => {
  if (isIterable(contents)) {
    const objects = [...contents].flatMap((each, index) => unfolded(copied(each), `objects[${index}]`))
    seed(workspace, objects)
  } else if (isSnapshot(contents)) restoreSnapshot(workspace, contents)
  else loadOne(workspace, copied(contents))
}
