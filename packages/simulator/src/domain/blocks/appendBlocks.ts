/** Appends blocks to a page or a block. The response contains the new blocks and the ones after them, up to 100. */
import { assertNotInTrash } from '../state/find.js'
import { liveChildren, touch } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, type JsonObject } from '../values/json.js'
import { addBlocks, assertAllowedChildren, type Child, isChild, validateBlocks } from './addBlocks.js'
import { assertLinks } from './assertLinks.js'
import { positionOf } from './position.js'

/** The maximum number of blocks in the response to an append. */
const SHOWN = 100

/** Appends the blocks of a checked request, and returns them with the blocks after them, as the response does. */
export const appendBlocks = (
  workspace: Workspace,
  parent: BlockNode | PageNode,
  request: JsonObject,
): ReadonlyArray<Child> => {
  assertNotInTrash(workspace, parent)
  const children = asArray(request.children)
  assertAllowedChildren(parent, children)
  validateBlocks(workspace, children)
  assertLinks(children)
  const position = positionOf(workspace, parent, request)
  const created = addBlocks(workspace, parent, children, position)
  parent.claimsChildren = false
  touch(workspace, parent)
  const live = liveChildren(workspace, parent).filter(isChild)
  const first = live.findIndex((child) => child.id === created[0]?.id)
  return first < 0 ? [] : live.slice(first, first + Math.max(SHOWN, created.length))
}
