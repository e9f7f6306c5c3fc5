import { bare } from '../id.js'
import { notionAddress } from '../notionAddress.js'
import { ancestors } from '../state/tree.js'
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** Where a block is: on its page. */
export const placeOf = (workspace: Workspace, block: Node): string => {
  const page = ancestors(workspace, block).find(({ kind }) => kind === 'page')
  return page === undefined ? notionAddress(block.id) : `${notionAddress(page.id)}#${bare(block.id)}`
}
