import { asObject, isObject, type JsonObject } from '../json.js'
import { failedValidation, invalid } from '../server/errors.js'
import { bodyId } from '../server/route.js'
import { isLegacy, type Version } from '../server/version.js'
import { findBlock } from '../state/find.js'
import { atEnd, type Position, parentId } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { boolean, type Check, fields, oneOf, optional, problem, uuid, variant } from '../validate/check.js'

/** A key that a version no longer knows. */
const gone: Check = (value, path) => (value === undefined ? [] : problem(path, 'not present', value))

/** `in_trash`, and `archived` where the version still has it. */
export const trashChecks = (version: Version): Readonly<Record<string, Check>> => ({
  in_trash: optional(boolean),
  archived: isLegacy(version) ? optional(boolean) : gone,
})

/** Whether a checked body puts something into the trash or takes it out; undefined when it does neither. */
export const wantsTrash = (body: JsonObject): boolean | undefined => {
  const wish = body.in_trash ?? body.archived
  return typeof wish === 'boolean' ? wish : undefined
}

/** The newer way to say where children go, and on the older version `after` as well. */
export const positionChecks = (version: Version): Readonly<Record<string, Check>> => ({
  after: isLegacy(version) ? optional(uuid) : gone,
  position: optional((value, path) => [
    ...fields({ type: oneOf('after_block', 'start', 'end') })(value, path),
    ...(asObject(value).type === 'after_block' ? fields({ after_block: fields({ id: uuid }) })(value, path) : []),
  ]),
})

/** The place after a block, which must be a child of the parent. */
export const afterBlock = (workspace: Workspace, parent: BlockNode | PageNode, id: string): Position => {
  const block = findBlock(workspace, id)
  if (parentId(block) !== parent.id || !parent.children.includes(block.id))
    throw invalid(`Block ${block.id} is not a child of ${parent.id}, so nothing can be put after it.`)
  return { at: 'after', id: block.id }
}

/** Where a checked append puts its children. */
export const positionOf = (workspace: Workspace, parent: BlockNode | PageNode, body: JsonObject): Position => {
  const position = asObject(body.position)
  if (body.after !== undefined && body.position !== undefined)
    throw failedValidation('body', problem('body.after', 'not present', body.after))
  if (position.type === 'start') return { at: 'start' }
  if (position.type === 'after_block') return afterBlock(workspace, parent, bodyId(asObject(position.after_block).id))
  return body.after === undefined ? atEnd : afterBlock(workspace, parent, bodyId(body.after))
}

/** A parent that names one of several things. */
export const parentCheck = (...keys: ReadonlyArray<string>): Check => {
  const names = Object.fromEntries(keys.map((key) => [key, key === 'workspace' ? oneOf(true) : uuid]))
  return (value, path) => {
    const { type, ...rest } = asObject(value)
    // A data source's parent comes back with its database beside it, and may be sent so.
    const both = rest.data_source_id !== undefined && rest.database_id !== undefined
    const { database_id: _, ...single } = rest
    return isObject(value)
      ? variant(names)({ ...(both ? single : rest), ...(type === undefined ? {} : { type }) }, path)
      : variant(names)(value, path)
  }
}
