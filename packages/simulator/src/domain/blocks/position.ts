/** The position of appended blocks: `position`, or `after` in older versions. */
import { failedValidation, invalid } from '../errors.js'
import { findBlock } from '../state/find.js'
import { atEnd, type Position, parentId } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { problem } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asObject, type JsonObject } from '../values/json.js'

/** The position after a block, which must be a child of the parent. */
export const afterBlock = (workspace: Workspace, parent: BlockNode | PageNode, id: string): Position => {
  const block = findBlock(workspace, id)
  if (parentId(block) !== parent.id || !parent.children.includes(block.id))
    throw invalid(`Block ${block.id} is not a child of ${parent.id}, so nothing can be put after it.`)
  return { at: 'after', id: block.id }
}

/** The position in a checked append. */
export const positionOf = (workspace: Workspace, parent: BlockNode | PageNode, request: JsonObject): Position => {
  const position = asObject(request.position)
  if (request.after !== undefined && request.position !== undefined)
    throw failedValidation('body', problem('body.after', 'not present', request.after))
  if (position.type === 'start') return { at: 'start' }
  if (position.type === 'after_block') return afterBlock(workspace, parent, bodyId(asObject(position.after_block).id))
  return request.after === undefined ? atEnd : afterBlock(workspace, parent, bodyId(request.after))
}
