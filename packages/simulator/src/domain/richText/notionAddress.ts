import { ancestors } from '../state/tree.js'
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bare } from '../values/id.js'

/** Where Notion shows pages and databases. */
export const NOTION_BASE_URL = 'https://app.notion.com/p'

/** Where a page or a database is, by its id alone. */
export const notionAddress = (id: string): string => `${NOTION_BASE_URL}/${bare(id)}`

/** Where a block is: on its page. */
export const blockAddress = (workspace: Workspace, block: Node): string => {
  const page = ancestors(workspace, block).find(({ kind }) => kind === 'page')
  return page === undefined ? notionAddress(block.id) : `${notionAddress(page.id)}#${bare(block.id)}`
}
