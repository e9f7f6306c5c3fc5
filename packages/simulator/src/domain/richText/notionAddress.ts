/** The addresses of pages, databases and blocks in Notion. That of a block is on its page. */
import { ancestors } from '../state/tree.js'
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bare } from '../values/id.js'

/** The base address of pages and databases in Notion. */
export const NOTION_BASE_URL = 'https://app.notion.com/p'

/** The address of a page or a database. */
export const notionAddress = (id: string): string => `${NOTION_BASE_URL}/${bare(id)}`

/** The address of a block: on its page. */
export const blockAddress = (workspace: Workspace, block: Node): string => {
  const page = ancestors(workspace, block).find(({ kind }) => kind === 'page')
  return page === undefined ? notionAddress(block.id) : `${notionAddress(page.id)}#${bare(block.id)}`
}
