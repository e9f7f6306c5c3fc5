import { bare } from './id.js'

/** Where Notion shows pages and databases. */
export const NOTION_PLACE = 'https://app.notion.com/p'

/** Where a page or a database is, by its id alone. */
export const notionAddress = (id: string): string => `${NOTION_PLACE}/${bare(id)}`
