import { bare } from '../id.js'
import { ancestors } from '../state/tree.js'
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** Where a page or a database is. */
export const addressOf = (id: string): string => `https://www.notion.so/${bare(id)}`

/** Where a block is: on its page. */
export const placeOf = (workspace: Workspace, block: Node): string => {
  const page = ancestors(workspace, block).find(({ kind }) => kind === 'page')
  return page === undefined ? addressOf(block.id) : `${addressOf(page.id)}#${bare(block.id)}`
}
