import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InvalidInput } from '../../../src/core/call/issues.js'
import { idRule } from '../../../src/core/input/idRule.js'
import { contentRule } from '../../../src/core/input/limits.js'
import { plainData } from '../../../src/core/input/plainData.js'
import { anId } from '../../support/fixtures.js'

const text = (content: string) => ({ text: { content } })
const paragraph = (content: string) => ({ paragraph: { rich_text: [text(content)] } })
const toggle = (...children: ReadonlyArray<unknown>) => ({ toggle: { rich_text: [], children } })
const times = <A>(count: number, value: A): ReadonlyArray<A> => Array.from({ length: count }, () => value)

/** The copy and the issues of a body, or of one of its fields. */
const checked = (
  field: string,
  given: unknown,
): { readonly value: unknown; readonly issues: ReadonlyArray<InvalidInput> } => {
  const issues: Array<InvalidInput> = []
  const rules = [idRule(), contentRule()]
  const value = plainData(field ? { [field]: given } : given, issues, rules)
  return { value: field ? Object(value)[field] : value, issues }
}
const issuesIn = (given: unknown, field = 'children'): ReadonlyArray<InvalidInput> => checked(field, given).issues
const fieldsIn = (given: unknown, field = 'children'): ReadonlyArray<string> =>
  issuesIn(given, field).map((issue) => issue.field)
const anAddress = `https://www.notion.so/A-page-${anId(5).replaceAll('-', '')}`

test('default: a body within the limits is unchanged', () => {
  const children = [paragraph('words'), toggle(toggle(toggle())), { divider: {} }]
  expect(checked('children', children)).toEqual({ value: children, issues: [] })
})

test.each([
  [
    'text',
    2000,
    (length: number) => [paragraph('x'.repeat(length))],
    'children[0].paragraph.rich_text[0].text.content',
  ],
  [
    'an equation in text',
    1000,
    (length: number) => [{ quote: { rich_text: [{ equation: { expression: 'x'.repeat(length) } }] } }],
    'children[0].quote.rich_text[0].equation.expression',
  ],
  [
    'an equation',
    1000,
    (length: number) => [{ equation: { expression: 'x'.repeat(length) } }],
    'children[0].equation.expression',
  ],
  [
    'a link',
    2000,
    (length: number) => [{ code: { caption: [{ text: { content: '', link: { url: 'x'.repeat(length) } } }] } }],
    'children[0].code.caption[0].text.link.url',
  ],
  ['a bookmark', 2000, (length: number) => [{ bookmark: { url: 'x'.repeat(length) } }], 'children[0].bookmark.url'],
  [
    'an external file',
    2000,
    (length: number) => [{ image: { external: { url: 'x'.repeat(length) } } }],
    'children[0].image.external.url',
  ],
])('params: %s has at most %i characters', (_name, most, children, field) => {
  expect(issuesIn(children(most))).toEqual([])
  expect(issuesIn(children(most + 1))).toEqual([
    { field, given: 'x'.repeat(most + 1), allowed: `at most ${most} characters` },
  ])
})

test.each([
  ['blocks', (count: number) => times(count, paragraph('x')), 'children'],
  ['children of a block', (count: number) => [toggle(...times(count, paragraph('x')))], 'children[0].toggle.children'],
  ['rich text', (count: number) => [{ to_do: { rich_text: times(count, text('x')) } }], 'children[0].to_do.rich_text'],
  ['a caption', (count: number) => [{ image: { caption: times(count, text('x')) } }], 'children[0].image.caption'],
  [
    'a cell',
    (count: number) => [{ table_row: { cells: [[], times(count, text('x'))] } }],
    'children[0].table_row.cells[1]',
  ],
])('params: %s has at most 100 elements', (_name, children, field) => {
  expect(issuesIn(children(100))).toEqual([])
  expect(issuesIn(children(101))).toMatchObject([{ field, allowed: 'at most 100 elements' }])
})

test('params: a row may have more than 100 cells', () => {
  expect(issuesIn([{ table_row: { cells: times(101, []) } }])).toEqual([])
})

test('params: a request has at most 1000 blocks, including nested ones', () => {
  const full = times(10, toggle(...times(99, { divider: {} })))
  expect(issuesIn(full)).toEqual([])
  expect(issuesIn([...full, { divider: {} }])).toEqual([
    { field: 'body', given: 1001, allowed: 'at most 1000 blocks in total' },
  ])
})

test('params: children have at most two levels', () => {
  expect(fieldsIn([toggle(toggle(toggle()))])).toEqual([])
  expect(fieldsIn([paragraph('x'), toggle(toggle(toggle(toggle())))])).toEqual([
    'children[1].toggle.children[0].toggle.children[0].toggle.children',
  ])
})

test('params: levels count the same in a whole body and in its children alone', () => {
  const leaf = { paragraph: { rich_text: [] } }
  const nested = (levels: number): object =>
    levels === 0 ? leaf : { toggle: { rich_text: [], children: [nested(levels - 1)] } }
  expect(checked('', { children: [nested(2)] }).issues).toEqual([])
  expect(checked('', { children: [nested(3)] }).issues.map(({ field }) => field)).toEqual([
    'children[0].toggle.children[0].toggle.children[0].toggle.children',
  ])
})

test('params: the columns of a column list do not count as a level', () => {
  const columns = (...children: ReadonlyArray<unknown>) => ({ column_list: { children: [{ column: { children } }] } })
  expect(fieldsIn([columns(toggle(toggle()))])).toEqual([])
  expect(fieldsIn([columns(toggle(toggle(toggle())))])).toEqual([
    'children[0].column_list.children[0].column.children[0].toggle.children[0].toggle.children',
  ])
})

test('params: a request has at most 500 KiB', () => {
  const most = times(100, { paragraph: { rich_text: times(2, text('x'.repeat(2000))) } })
  expect(issuesIn(most)).toEqual([])
  const more = times(100, { paragraph: { rich_text: times(3, text('x'.repeat(2000))) } })
  expect(issuesIn(more)).toMatchObject([{ field: 'body', allowed: 'at most 512000 bytes in total' }])
})

test('params: a character of two UTF-16 units counts as one', () => {
  expect(issuesIn([paragraph('🧭'.repeat(2000))])).toEqual([])
  expect(issuesIn([paragraph('🧭'.repeat(2001))])).toHaveLength(1)
})

test('params: an issue in a whole body has the path of its field', () => {
  const body = { paragraph: { rich_text: times(101, text('x')) } }
  expect(fieldsIn(body, '')).toEqual(['paragraph.rich_text'])
  expect(fieldsIn({ a: times(3, 'x'.repeat(200_000)) }, '')).toEqual(['body'])
})

test('params: rich text outside of blocks is checked, and does not count as a block', () => {
  expect(fieldsIn([text('x'.repeat(2001))], 'rich_text')).toEqual(['rich_text[0].text.content'])
  expect(issuesIn(times(1001, text('')), 'rich_text')).toHaveLength(1)
})

test('params: all issues are reported at once', () => {
  expect(fieldsIn([paragraph('x'.repeat(2001)), { equation: { expression: 'x'.repeat(1001) } }])).toEqual([
    'children[0].paragraph.rich_text[0].text.content',
    'children[1].equation.expression',
  ])
})

test('params: a URL is converted to its id, and a plain id keeps its spelling', () => {
  const ids = (one: string) => [
    { link_to_page: { page_id: one } },
    { paragraph: { rich_text: [text('x'), { mention: { page: { id: one } } }] } },
  ]
  expect(checked('children', ids(anAddress))).toEqual({ value: ids(anId(5)), issues: [] })
  const bare = ids(anId(5).replaceAll('-', ''))
  expect(checked('children', bare).value).toEqual(bare)
})

test('params: the URL of a block gives the block for a block id, and its page for a page id', () => {
  const address = `${anAddress}#${anId(6).replaceAll('-', '')}`
  const given = [{ synced_block: { synced_from: { block_id: address } } }, { link_to_page: { page_id: address } }]
  expect(checked('children', given).value).toEqual([
    { synced_block: { synced_from: { block_id: anId(6) } } },
    { link_to_page: { page_id: anId(5) } },
  ])
})

test('behavior: the given body is not mutated', () => {
  const given = Object.freeze([Object.freeze({ link_to_page: Object.freeze({ page_id: anAddress }) })])
  expect(checked('children', given).value).not.toBe(given)
  expect(given[0]?.link_to_page.page_id).toBe(anAddress)
})

test('error: a malformed id is rejected', () => {
  expect(issuesIn([{ image: { file_upload: { id: 'my-file' } } }])).toMatchObject([
    { field: 'children[0].image.file_upload.id', given: 'my-file' },
  ])
})

test('behavior: a text is rejected exactly if it is longer than the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom('x', 'é', '🧭'), (length, character) => {
      expect(issuesIn([paragraph(character.repeat(length))])).toHaveLength(length > 2000 ? 1 : 0)
    }),
  )
})
