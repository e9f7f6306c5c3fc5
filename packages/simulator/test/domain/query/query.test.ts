import { expect, test } from 'vitest'
import { asArray, asObject, type Json, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, type Harness, harness, names, PERSON } from '../../support/harness.js'

/** Three rows: A has many values, B has some, C has none. */
const table = async (): Promise<{
  tools: Harness
  query: (body: JsonObject, path?: string) => Promise<JsonObject>
  source: string
  ids: ReadonlyArray<string>
}> => {
  const tools = await harness()
  const targets = await aDataSource(tools, {})
  const target = String((await aRow(tools, targets.source, 'target')).id)
  const { source } = await aDataSource(tools, {
    Text: { rich_text: {} },
    Number: { number: {} },
    Check: { checkbox: {} },
    Select: { select: { options: [{ name: 'low' }, { name: 'high' }] } },
    Multi: { multi_select: {} },
    Status: { status: {} },
    Date: { date: {} },
    People: { people: {} },
    Files: { files: {} },
    Url: { url: {} },
    Mail: { email: {} },
    Phone: { phone_number: {} },
    Relation: { relation: { data_source_id: targets.source, single_property: {} } },
    Id: { unique_id: {} },
    Formula: { formula: { expression: 'prop("Number") > 3' } },
    Names: { rollup: { relation_property_name: 'Relation', rollup_property_name: 'Name', function: 'show_original' } },
    Count: { rollup: { relation_property_name: 'Relation', rollup_property_name: 'Name', function: 'count' } },
    Made: { created_time: {} },
    Maker: { created_by: {} },
    Verified: { verification: {} },
  })
  const a = await aRow(tools, source, 'A', {
    Text: { rich_text: [{ text: { content: 'Hello World' } }] },
    Number: { number: 5 },
    Check: { checkbox: true },
    Select: { select: { name: 'high' } },
    Multi: { multi_select: [{ name: 'x' }, { name: 'y' }] },
    Status: { status: { name: 'Done' } },
    Date: { date: { start: '2026-04-15' } },
    People: { people: [{ id: PERSON }] },
    Files: { files: [{ name: 'f', external: { url: 'https://example.com' } }] },
    Url: { url: 'https://a.example' },
    Mail: { email: 'a@example.com' },
    Phone: { phone_number: '123' },
    Relation: { relation: [{ id: target }] },
    Verified: { verification: { state: 'verified' } },
  })
  tools.advance(60_000)
  const b = await aRow(tools, source, 'B', {
    Text: { rich_text: [{ text: { content: 'bye' } }] },
    Number: { number: 2 },
    Select: { select: { name: 'low' } },
    Multi: { multi_select: [{ name: 'y' }] },
    Status: { status: { name: 'In progress' } },
    Date: { date: { start: '2026-03-20T10:00:00.000Z' } },
  })
  tools.advance(60_000)
  const c = await aRow(tools, source, 'C')
  const query = (body: JsonObject, path = '') => tools.ok('POST', `data_sources/${source}/query${path}`, body)
  return { tools, query, source, ids: [a, b, c].map(({ id }) => String(id)).concat(target) }
}

const wanted = async (filter: JsonObject): Promise<string> => {
  const { query } = await table()
  return [...names(await query({ filter }))].sort().join('')
}

const on = (
  property: string,
  key: string,
  condition: JsonObject,
  expected: string,
): readonly [string, JsonObject, string] => [
  `${property} ${JSON.stringify(condition)}`,
  { property, [key]: condition },
  expected,
]

const CONDITIONS: ReadonlyArray<readonly [string, JsonObject, string]> = [
  on('Name', 'title', { equals: 'A' }, 'A'),
  on('Name', 'rich_text', { contains: 'b' }, 'B'),
  on('Text', 'rich_text', { equals: 'Hello World' }, 'A'),
  on('Text', 'rich_text', { does_not_equal: 'bye' }, 'AC'),
  on('Text', 'rich_text', { contains: 'world' }, 'A'),
  on('Text', 'rich_text', { does_not_contain: 'world' }, 'BC'),
  on('Text', 'rich_text', { starts_with: 'Hell' }, 'A'),
  on('Text', 'rich_text', { ends_with: 'ye' }, 'B'),
  on('Text', 'rich_text', { is_empty: true }, 'C'),
  on('Text', 'rich_text', { is_not_empty: true }, 'AB'),
  on('Url', 'url', { contains: 'a.ex' }, 'A'),
  on('Mail', 'email', { is_empty: true }, 'BC'),
  on('Phone', 'phone_number', { starts_with: '12' }, 'A'),
  on('Number', 'number', { equals: 5 }, 'A'),
  on('Number', 'number', { does_not_equal: 5 }, 'BC'),
  on('Number', 'number', { greater_than: 2 }, 'A'),
  on('Number', 'number', { less_than: 5 }, 'B'),
  on('Number', 'number', { greater_than_or_equal_to: 2 }, 'AB'),
  on('Number', 'number', { less_than_or_equal_to: 2 }, 'B'),
  on('Number', 'number', { is_empty: true }, 'C'),
  on('Number', 'number', { is_not_empty: true }, 'AB'),
  on('Id', 'unique_id', { less_than: 2 }, 'A'),
  on('Id', 'unique_id', { does_not_equal: 3 }, 'AB'),
  on('Check', 'checkbox', { equals: true }, 'A'),
  on('Check', 'checkbox', { does_not_equal: true }, 'BC'),
  on('Select', 'select', { equals: 'high' }, 'A'),
  on('Select', 'select', { equals: ['high', 'low'] }, 'AB'),
  on('Select', 'select', { does_not_equal: 'high' }, 'BC'),
  on('Select', 'select', { is_empty: true }, 'C'),
  on('Select', 'select', { is_not_empty: true }, 'AB'),
  on('Status', 'status', { equals: 'Done' }, 'A'),
  on('Status', 'status', { equals: 'Complete' }, 'A'),
  on('Status', 'status', { does_not_equal: 'Done' }, 'BC'),
  on('Status', 'status', { is_not_empty: true }, 'ABC'),
  on('Multi', 'multi_select', { contains: 'x' }, 'A'),
  on('Multi', 'multi_select', { contains: ['x', 'y'] }, 'AB'),
  on('Multi', 'multi_select', { does_not_contain: 'x' }, 'BC'),
  on('Multi', 'multi_select', { is_empty: true }, 'C'),
  on('Date', 'date', { equals: '2026-04-15' }, 'A'),
  on('Date', 'date', { equals: 'today' }, 'A'),
  on('Date', 'date', { equals: '2026-03-20' }, 'B'),
  on('Date', 'date', { before: '2026-04-15' }, 'B'),
  on('Date', 'date', { after: '2026-03-20' }, 'A'),
  on('Date', 'date', { after: '2026-03-20T09:59:00Z' }, 'AB'),
  on('Date', 'date', { on_or_before: '2026-03-20' }, 'B'),
  on('Date', 'date', { on_or_after: '2026-03-20' }, 'AB'),
  on('Date', 'date', { on_or_after: 'yesterday' }, 'A'),
  on('Date', 'date', { before: 'tomorrow' }, 'AB'),
  on('Date', 'date', { on_or_after: 'one_week_ago' }, 'A'),
  on('Date', 'date', { on_or_after: 'one_month_ago' }, 'AB'),
  on('Date', 'date', { before: 'one_week_from_now' }, 'AB'),
  on('Date', 'date', { after: 'one_month_from_now' }, ''),
  on('Date', 'date', { this_week: {} }, 'A'),
  on('Date', 'date', { past_week: {} }, 'A'),
  on('Date', 'date', { past_month: {} }, 'AB'),
  on('Date', 'date', { past_year: {} }, 'AB'),
  on('Date', 'date', { next_week: {} }, 'A'),
  on('Date', 'date', { next_month: {} }, 'A'),
  on('Date', 'date', { next_year: {} }, 'A'),
  on('Date', 'date', { is_empty: true }, 'C'),
  on('Date', 'date', { is_not_empty: true }, 'AB'),
  on('Made', 'created_time', { after: '2026-04-15T12:30:30Z' }, 'BC'),
  on('Made', 'date', { equals: 'today' }, 'ABC'),
  on('People', 'people', { contains: PERSON }, 'A'),
  on('People', 'people', { does_not_contain: PERSON }, 'BC'),
  on('People', 'people', { contains: 'me' }, ''),
  on('People', 'people', { is_empty: true }, 'BC'),
  on('Maker', 'created_by', { contains: PERSON }, ''),
  on('Maker', 'people', { is_not_empty: true }, 'ABC'),
  on('Files', 'files', { is_empty: true }, 'BC'),
  on('Files', 'files', { is_not_empty: true }, 'A'),
  on('Relation', 'relation', { is_empty: true }, 'BC'),
  on('Relation', 'relation', { is_not_empty: true }, 'A'),
  on('Formula', 'formula', { checkbox: { equals: true } }, 'A'),
  on('Formula', 'formula', { string: { is_not_empty: true } }, ''),
  on('Names', 'rollup', { any: { rich_text: { contains: 'target' } } }, 'A'),
  on('Names', 'rollup', { none: { rich_text: { contains: 'target' } } }, 'BC'),
  on('Names', 'rollup', { every: { rich_text: { contains: 'target' } } }, 'A'),
  on('Count', 'rollup', { number: { greater_than: 0 } }, 'A'),
  on('Verified', 'verification', { status: 'verified' }, 'A'),
  on('Verified', 'verification', { does_not_equal: 'verified' }, 'BC'),
]

test.each(CONDITIONS)('params: filter %s', async (_, filter, expected) => {
  expect(await wanted(filter)).toBe(expected)
})

test('params: a relation is found by the id of the page', async () => {
  const { query, ids } = await table()
  const target = ids[3] ?? ''
  expect(names(await query({ filter: { property: 'Relation', relation: { contains: target } } }))).toEqual(['A'])
  expect(names(await query({ filter: { property: 'Relation', relation: { does_not_contain: target } } }))).toEqual([
    'C',
    'B',
  ])
})

const number = (condition: JsonObject): JsonObject => ({ property: 'Number', number: condition })
const GROUPS: ReadonlyArray<readonly [string, JsonObject, string]> = [
  ['and', { and: [number({ greater_than: 1 }), number({ less_than: 5 })] }, 'B'],
  ['or', { or: [number({ equals: 5 }), number({ is_empty: true })] }, 'AC'],
  [
    'a group in a group',
    {
      and: [{ or: [number({ equals: 5 }), number({ equals: 2 })] }, { property: 'Check', checkbox: { equals: false } }],
    },
    'B',
  ],
  ['nothing in and', { and: [] }, 'ABC'],
  ['a timestamp', { timestamp: 'created_time', created_time: { on_or_before: '2026-04-15T12:31:00Z' } }, 'AB'],
  ['a property by its id', { property: 'title', title: { equals: 'B' } }, 'B'],
]

test.each(GROUPS)('params: filter with %s', async (_, filter, expected) => {
  expect(await wanted(filter)).toBe(expected)
})

const SORTS: ReadonlyArray<readonly [string, ReadonlyArray<JsonObject>, string]> = [
  ['none: newest first', [], 'CBA'],
  ['number ascending, empty last', [{ property: 'Number', direction: 'ascending' }], 'BAC'],
  ['number descending, empty last', [{ property: 'Number', direction: 'descending' }], 'ABC'],
  ['options in their order', [{ property: 'Select', direction: 'ascending' }], 'BAC'],
  ['text ascending', [{ property: 'Text', direction: 'ascending' }], 'BAC'],
  ['date descending', [{ property: 'Date', direction: 'descending' }], 'ABC'],
  [
    'checkbox ascending, then title',
    [
      { property: 'Check', direction: 'ascending' },
      { property: 'Name', direction: 'ascending' },
    ],
    'BCA',
  ],
  ['a timestamp', [{ timestamp: 'created_time', direction: 'ascending' }], 'ABC'],
]

test.each(SORTS)('params: sort by %s', async (_, sorts, expected) => {
  const { query } = await table()
  expect(names(await query({ sorts: [...sorts] })).join('')).toBe(expected)
})

test('behavior: a query is paginated, with the cursor of the next page', async () => {
  const { query, tools, source } = await table()
  const one = await query({ page_size: 2 })
  expect(one).toMatchObject({ object: 'list', type: 'page_or_data_source', page_or_data_source: {}, has_more: true })
  const two = await query({ page_size: 2, start_cursor: one.next_cursor ?? '' })
  expect([names(one), names(two), two.next_cursor]).toEqual([['C', 'B'], ['A'], null])
  const bad = await tools.call('POST', `data_sources/${source}/query`, { start_cursor: 'nonsense' })
  expect(bad.body.message).toBe('The start_cursor provided is invalid: nonsense')
  expect(
    Object.keys(asObject(asObject(asArray((await query({}, '?filter_properties=title')).results)[0]).properties)),
  ).toEqual(['Name'])
})

test('behavior: rows in the trash are found only on request', async () => {
  const { query, tools, ids } = await table()
  await tools.ok('PATCH', `pages/${ids[0] ?? ''}`, { in_trash: true })
  expect(names(await query({}))).toEqual(['C', 'B'])
  expect(names(await query({ in_trash: true }))).toEqual(['A'])
})

const BAD: ReadonlyArray<readonly [string, Json, string]> = [
  ['an unknown property', { property: 'Nope', number: { equals: 1 } }, 'Could not find property with name or id: Nope'],
  [
    'a filter of another type',
    { property: 'Status', select: { equals: 'x' } },
    'The property type in the database does not match the property type of the filter provided: database property status does not match filter select',
  ],
  [
    'no condition at all',
    { property: 'Number', number: {} },
    'body failed validation. Fix one:\nbody.filter.number.equals should be defined',
  ],
  [
    'a value of another type',
    { property: 'Number', number: { equals: '1' } },
    'body failed validation: body.filter.number.equals should be a number, instead was `"1"`.',
  ],
  [
    'two conditions',
    { property: 'Number', number: { equals: 1, less_than: 3 } },
    'body failed validation: body.filter.number.less_than should be not present, instead was `3`.',
  ],
  [
    'is_empty: false',
    { property: 'Number', number: { is_empty: false } },
    'body failed validation: body.filter.number.is_empty should be `true`, instead was `false`.',
  ],
  [
    'groups too deep',
    { and: [{ or: [{ and: [] }] }] },
    'body failed validation: body.filter.and[0].or[0].and should be not present, instead was `[]`.',
  ],
  ['no object', [], 'body failed validation: body.filter should be an object, instead was `[]`.'],
  [
    'no date',
    { property: 'Date', date: { before: 'soon' } },
    'body failed validation: body.filter.date.before should be a valid ISO 8601 date string, instead was `"soon"`.',
  ],
]

test.each(BAD)('error: a filter with %s', async (_, filter, message) => {
  const { tools, source } = await table()
  const answer = await tools.call('POST', `data_sources/${source}/query`, { filter })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(String(answer.body.message).startsWith(message)).toBe(true)
})

test('error: a sort by an unknown property', async () => {
  const { tools, source } = await table()
  const answer = await tools.call('POST', `data_sources/${source}/query`, {
    sorts: [{ property: 'Nope', direction: 'ascending' }],
  })
  expect(answer).toMatchObject({ status: 400, body: { message: 'Could not find sort property with name or id: Nope' } })
})
