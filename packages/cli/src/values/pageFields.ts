/** Pages and rows as fields: those of the page itself, then its properties. */
import type { Page, PageOrDataSource } from 'notion-fp'
import { isFullPage } from 'notion-fp'
import type { Fields } from '../output/cell.js'
import { plainValue } from './plainValue.js'

/** The fields that every page has, beside its properties. */
export const PAGE_FIELDS: ReadonlyArray<string> = ['id', 'url', 'created_time', 'last_edited_time']

/** The field of a property: its name, or `prop.` and its name if that is a field of every page. */
export const fieldOf = (property: string): string => (PAGE_FIELDS.includes(property) ? `prop.${property}` : property)

/** The fields of a page. */
export const pageFields = (page: Page): Fields => ({
  id: page.id,
  url: page.url,
  created_time: page.created_time,
  last_edited_time: page.last_edited_time,
  ...Object.fromEntries(Object.entries(page.properties).map(([name, value]) => [fieldOf(name), plainValue(value)])),
})

/** The fields of a row; only the id if the connection can read it in part only. */
export const rowFields = (row: PageOrDataSource): Fields => (isFullPage(row) ? pageFields(row) : { id: row.id })
