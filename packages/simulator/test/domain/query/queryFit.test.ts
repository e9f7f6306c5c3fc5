import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, type Harness, harness, names, PERSON } from '../../support/harness.js'

const THERE = {
  Points: { number: {} },
  Text: { rich_text: {} },
  Twice: { formula: { expression: 'prop("Points") * 2' } },
}

const rollup = (name: string): JsonObject => ({
  rollup: { relation_property_name: 'To', rollup_property_name: name, function: 'show_original' },
})

/** Three rows: A is related to a row with values, B to one without, C to none. */
const table = async (): Promise<{ tools: Harness; source: string }> => {
  const tools = await harness()
  const { source: target } = await aDataSource(tools, THERE)
  const { source } = await aDataSource(tools, {
    To: { relation: { data_source_id: target, single_property: {} } },
    Owner: { people: {} },
    Count: { number: {} },
    ...Object.fromEntries(['Name', ...Object.keys(THERE)].map((name) => [`All ${name}`, rollup(name)])),
  })
  const full = await aRow(tools, target, 'full', {
    Points: { number: 3 },
    Text: { rich_text: [{ text: { content: 'word' } }] },
  })
  const bare = await aRow(tools, target, 'bare')
  await aRow(tools, source, 'A', { To: { relation: [{ id: full.id ?? '' }] }, Owner: { people: [{ id: PERSON }] } })
  await aRow(tools, source, 'B', { To: { relation: [{ id: bare.id ?? '' }] } })
  await aRow(tools, source, 'C')
  return { tools, source }
}

const found = (list: JsonObject): string => [...names(list)].sort().join('')

const any = (property: string, condition: JsonObject): JsonObject => ({ property, rollup: { any: condition } })

test.each<readonly [string, JsonObject, string]>([
  ['a title is rich text', any('All Name', { rich_text: { equals: 'full' } }), 'A'],
  ['a number', any('All Points', { number: { greater_than: 2 } }), 'A'],
  ['an element that is empty', any('All Points', { number: { is_empty: true } }), 'B'],
  ['an element of another type', any('All Points', { rich_text: { does_not_equal: 'x' } }), ''],
  ['an element of another type that is empty', any('All Text', { number: { is_empty: true } }), ''],
  ['a formula is of no type', any('All Twice', { number: { does_not_equal: 1 } }), ''],
  ['a formula and a checkbox', any('All Twice', { checkbox: { equals: false } }), ''],
])('params: any element of a rollup: %s', async (_, filter, expected) => {
  const { tools, source } = await table()
  expect(found(await tools.ok('POST', `data_sources/${source}/query`, { filter }))).toBe(expected)
})

test('params: me is the user who authorized the connection, and nobody for an internal one', async () => {
  const { tools, source } = await table()
  const code = tools.simulator.authorize()
  const { body: token } = await tools.call(
    'POST',
    'oauth/token',
    { grant_type: 'authorization_code', code },
    { authorization: `Basic ${btoa('client:secret')}` },
  )
  const asked = async (people: JsonObject, bearer: string): Promise<string> => {
    const filter = { property: 'Owner', people }
    const headers = { authorization: `Bearer ${bearer}` }
    return found((await tools.call('POST', `data_sources/${source}/query`, { filter }, headers)).body)
  }
  const theirs = String(token.access_token)
  expect(await asked({ contains: 'me' }, theirs)).toBe('A')
  expect(await asked({ does_not_contain: 'me' }, theirs)).toBe('BC')
  expect(await asked({ contains: 'me' }, 'ntn_internal')).toBe('')
  expect(await asked({ does_not_contain: 'me' }, 'ntn_internal')).toBe('ABC')
})

test('params: a filter may contain the type of its key', async () => {
  const { tools, source } = await table()
  const typed = { property: 'Count', type: 'number', number: { is_empty: true } }
  expect(found(await tools.ok('POST', `data_sources/${source}/query`, { filter: typed }))).toBe('ABC')
  const timed = { timestamp: 'created_time', type: 'created_time', created_time: { past_week: {} } }
  expect(found(await tools.ok('POST', `data_sources/${source}/query`, { filter: timed }))).toBe('ABC')
})

const DAY = { past_week: {} }
const NOTHING = 'should be not present, instead was'

test.each<readonly [string, Json, string]>([
  [
    'a key that no filter has',
    { property: 'Count', number: { equals: 1 }, note: 'x' },
    `body.filter.note ${NOTHING} \`"x"\`.`,
  ],
  [
    'a condition that the type lacks',
    { property: 'Count', number: { equals: 1, contains: 2 } },
    `body.filter.number.contains ${NOTHING} \`2\`.`,
  ],
  [
    'a type that is not its key',
    { property: 'Count', type: 'select', number: { equals: 1 } },
    'body.filter.select should be defined, instead was `undefined`.',
  ],
  [
    'a property beside a timestamp',
    { property: 'Count', timestamp: 'created_time', created_time: DAY },
    `body.filter.property ${NOTHING} \`"Count"\`.`,
  ],
  [
    'a timestamp and the time of another',
    { timestamp: 'created_time', created_time: DAY, last_edited_time: DAY },
    `body.filter.last_edited_time ${NOTHING} \`{"past_week":{}}\`.`,
  ],
  [
    'a rollup that is two things',
    { property: 'All Points', rollup: { any: { number: { equals: 1 }, checkbox: { equals: true } } } },
    `body.filter.rollup.any.checkbox ${NOTHING} \`{"equals":true}\`.`,
  ],
])('error: a filter with %s', async (_, filter, problem) => {
  const { tools, source } = await table()
  const answer = await tools.call('POST', `data_sources/${source}/query`, { filter })
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
  expect(answer.body.message).toBe(`body failed validation: ${problem}`)
})

test('error: elements of a rollup are filtered by rich_text, not by title', async () => {
  const { tools, source } = await table()
  const filter = any('All Name', { title: { equals: 'full' } })
  const { status, body } = await tools.call('POST', `data_sources/${source}/query`, { filter })
  expect(status).toBe(400)
  expect(String(body.message).split('\n').slice(1)).toEqual(
    ['rich_text', 'number', 'checkbox', 'select', 'multi_select', 'relation', 'date', 'people', 'files', 'status'].map(
      (key) => `body.filter.rollup.any.${key} should be defined, instead was \`undefined\`.`,
    ),
  )
})

test.each<readonly [string, JsonObject, string]>([
  [
    'both a property and a timestamp',
    { property: 'Count', timestamp: 'created_time', direction: 'ascending' },
    `body failed validation: body.sorts[0].property ${NOTHING} \`"Count"\`.`,
  ],
  [
    'a key that no sort has',
    { property: 'Count', direction: 'ascending', nulls: 'first' },
    `body failed validation: body.sorts[0].nulls ${NOTHING} \`"first"\`.`,
  ],
  [
    'neither',
    { direction: 'ascending' },
    'body failed validation. Fix one:\nbody.sorts[0].property should be defined, instead was `undefined`.\nbody.sorts[0].timestamp should be defined, instead was `undefined`.',
  ],
])('error: a sort with %s', async (_, sort, message) => {
  const { tools, source } = await table()
  const answer = await tools.call('POST', `data_sources/${source}/query`, { sorts: [sort] })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error', message } })
})

test('params: a search may omit the direction of its sort: the last edited come first', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  await aRow(tools, source, 'old')
  tools.advance(60_000)
  await aRow(tools, source, 'new')
  const filter = { property: 'object', value: 'page' }
  const list = await tools.ok('POST', 'search', { filter, sort: { timestamp: 'last_edited_time' } })
  expect(names(list).filter((name) => name !== '')).toEqual(['new', 'old'])
})
