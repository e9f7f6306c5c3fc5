/** Contents whose responses have a realistic size and mix of types. */
import { blockSamples } from '../test/support/blocks.js'

const id = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

const annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

const text = (content: string) => ({
  type: 'text',
  text: { content, link: null },
  annotations,
  plain_text: content,
  href: null,
})

const person = (number: number) => ({
  object: 'user',
  id: id(number),
  name: `Person ${number}`,
  avatar_url: null,
  type: 'person',
  person: { email: `person${number}@example.com` },
})

const option = (name: string) => ({ id: name.toLowerCase(), name, color: 'blue' })

const TIME = '2026-01-02T03:04:00.000Z'

/** Eighteen properties, each of a different type. */
const properties = (row: number) => ({
  Name: { id: 'title', type: 'title', title: [text(`Row ${row}`)] },
  Notes: { id: 'a%3Aa', type: 'rich_text', rich_text: [text('Some notes on it, '), text('in two runs.')] },
  Estimate: { id: 'b', type: 'number', number: row },
  Stage: { id: 'c', type: 'select', select: option('Next') },
  Labels: { id: 'd', type: 'multi_select', multi_select: [option('Red'), option('Green')] },
  Status: { id: 'e', type: 'status', status: option('Done') },
  Due: { id: 'f', type: 'date', date: { start: '2026-03-11', end: null, time_zone: null } },
  Owners: { id: 'g', type: 'people', people: [person(1), person(2)] },
  Attachments: {
    id: 'h',
    type: 'files',
    files: [{ name: 'plan.pdf', type: 'external', external: { url: 'https://example.com/plan.pdf' } }],
  },
  Done: { id: 'i', type: 'checkbox', checkbox: row % 2 === 0 },
  Site: { id: 'j', type: 'url', url: 'https://example.com' },
  Related: { id: 'k', type: 'relation', relation: [{ id: id(5) }, { id: id(6) }], has_more: false },
  Twice: { id: 'l', type: 'formula', formula: { type: 'number', number: row * 2 } },
  Total: { id: 'm', type: 'rollup', rollup: { type: 'number', number: 3, function: 'sum' } },
  Key: { id: 'n', type: 'unique_id', unique_id: { prefix: 'ROW', number: row } },
  Mail: { id: 'o', type: 'email', email: `row${row}@example.com` },
  Phone: { id: 'p', type: 'phone_number', phone_number: '+1 555 0100' },
  Created: { id: 'q', type: 'created_time', created_time: TIME },
})

const page = (row: number) => ({
  object: 'page',
  id: id(row),
  created_time: TIME,
  last_edited_time: TIME,
  created_by: { object: 'user', id: id(1) },
  last_edited_by: { object: 'user', id: id(1) },
  cover: null,
  icon: { type: 'emoji', emoji: '🥬' },
  parent: { type: 'data_source_id', data_source_id: id(3003), database_id: id(3004) },
  archived: false,
  in_trash: false,
  is_locked: false,
  properties: properties(row),
  url: `https://www.notion.so/Row-${id(row).replaceAll('-', '')}`,
  public_url: null,
})

/** The id of a data source with {@link ROWS} rows of eighteen properties. */
export const DATA_SOURCE_ID = id(3003)
const ROWS = 100

/** The id of a page with {@link BLOCKS} blocks, of all types that a page can contain, in turn. */
export const LONG_PAGE_ID = id(1000)
const BLOCKS = 100

/** The id of a row, by its number. */
export const pageId = (row: number): string => id(row)

const { properties: _, ...bare } = page(0)

const TYPES_WITH_OPTIONS = ['select', 'multi_select', 'status']

/** The schema of the properties. */
const schema = Object.fromEntries(
  Object.entries(properties(0)).map(([name, { id: property, type }]) => [
    name,
    { id: property, name, type, [type]: TYPES_WITH_OPTIONS.includes(type) ? { options: [] } : {} },
  ]),
)

/** The contents of the simulator. */
export const OBJECTS: ReadonlyArray<object> = [
  {
    object: 'database',
    id: id(3004),
    parent: { type: 'workspace', workspace: true },
    data_sources: [{ id: id(3003) }],
  },
  { object: 'data_source', id: id(3003), parent: { type: 'database_id', database_id: id(3004) }, properties: schema },
  ...Array.from({ length: ROWS }, (__, row) => page(row)),
  {
    ...bare,
    id: LONG_PAGE_ID,
    parent: { type: 'workspace', workspace: true },
    properties: { title: { id: 'title', type: 'title', title: [text('Long')] } },
  },
  ...Array.from({ length: BLOCKS }, (__, index) => ({
    ...blockSamples[index % blockSamples.length],
    id: id(2000 + index),
    parent: { type: 'page_id', page_id: LONG_PAGE_ID },
  })),
]
