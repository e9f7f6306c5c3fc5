/** The position of new children. */
import { invalid } from '../errors.js'
import { findBlock } from '../state/find.js'
import { type Position, parentId } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** The position after a block, which must be a child of the parent. */
export const afterBlock = (workspace: Workspace, parent: BlockNode | PageNode, id: string): Position => {
  const block = findBlock(workspace, id)
  if (parentId(block) !== parent.id || !parent.children.includes(block.id))
    throw invalid(`Block ${block.id} is not a child of ${parent.id}, so nothing can be put after it.`)
  return { at: 'after', id: block.id }
}
