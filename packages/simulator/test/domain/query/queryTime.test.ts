import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aPage, aRow, type Harness, harness, names } from '../../support/harness.js'

const SOURCE = '22222222-2222-4222-8222-222222222222'
const id = (sign: string): string => `${sign.repeat(8)}-0000-4000-8000-000000000000`

const TABLE: JsonObject = {
  object: 'data_source',
  id: SOURCE,
  created_time: '2026-01-01T00:00:00.000Z',
  title: [],
  parent: { type: 'database_id', database_id: id('e') },
  properties: {
    Name: { id: 'title', name: 'Name', type: 'title', title: {} },
    Date: { id: 'date', name: 'Date', type: 'date', date: {} },
  },
}

/** A row of an older response, with its times rounded to the minute. */
const loadedRow = (sign: string, time: string, date: JsonObject | null = null): JsonObject =>
  aPage(id(sign), {
    created_time: time,
    last_edited_time: time,
    parent: { type: 'data_source_id', data_source_id: SOURCE },
    url: `https://www.notion.so/${sign}`,
    properties: {
      Name: { id: 'title', type: 'title', title: [{ type: 'text', text: { content: sign }, plain_text: sign }] },
      Date: { id: 'date', type: 'date', date },
    },
  })

const loaded = async (rows: ReadonlyArray<JsonObject>): Promise<Harness> => {
  const tools = await harness()
  await tools.simulator.load([TABLE, ...rows])
  return tools
}

const asked = async ({ ok }: Harness, body: JsonObject, source = SOURCE): Promise<string> =>
  names(await ok('POST', `data_sources/${source}/query`, body)).join('')

const on = (date: JsonObject): JsonObject => ({ filter: { property: 'Date', date } })

/** Local times, with and without an offset. */
const DATES = [
  loadedRow('a', '2026-01-01T00:00:00.000Z', { start: '2026-04-15', end: null, time_zone: null }),
  loadedRow('b', '2026-01-01T00:00:00.000Z', { start: '2026-04-15T23:30:00.000-05:00', end: null, time_zone: null }),
  loadedRow('c', '2026-01-01T00:00:00.000Z', { start: '2026-04-16T01:00:00.000+09:00', end: null, time_zone: null }),
  loadedRow('d', '2026-01-01T00:00:00.000Z', { start: '2026-04-15T12:00:00', end: null, time_zone: null }),
]

test.each<readonly [string, JsonObject, string]>([
  ['a day is one of UTC', { equals: '2026-04-15' }, 'acd'],
  ['what is another day elsewhere counts by the day of UTC', { equals: '2026-04-16' }, 'b'],
  ['before a day', { before: '2026-04-16' }, 'acd'],
  ['after a day', { after: '2026-04-15' }, 'b'],
  ['a time without an offset is in UTC', { equals: '2026-04-15T12:00:00' }, 'd'],
  ['an offset is reckoned with', { equals: '2026-04-15T14:00:00+02:00' }, 'd'],
  ['an offset without a colon', { equals: '2026-04-15T16:00:00+0000' }, 'c'],
  ['the minute before', { after: '2026-04-15T15:59:59.999' }, 'bc'],
  ['seconds do not count', { equals: '2026-04-15T16:00:59.999Z' }, 'c'],
  ['nor do they for what is on or after', { on_or_after: '2026-04-15T16:00:30Z' }, 'bc'],
  ['today is a day of UTC', { equals: 'today' }, 'acd'],
  ['tomorrow too', { equals: 'tomorrow' }, 'b'],
  ['windows are in UTC', { past_week: {} }, 'acd'],
])('params: date: %s', async (_, condition, expected) => {
  const tools = await loaded(DATES)
  expect(await asked(tools, on(condition))).toBe(expected)
})

test('params: dates are sorted by time', async () => {
  const tools = await loaded(DATES)
  expect(await asked(tools, { sorts: [{ property: 'Date', direction: 'ascending' }] })).toBe('adcb')
})

/** Four rows, two of which have the same times. */
const TIED = [
  loadedRow('b', '2026-01-03T00:00:00.000Z'),
  loadedRow('d', '2026-01-02T00:00:00.000Z'),
  loadedRow('c', '2026-01-02T00:00:00.000Z'),
  loadedRow('a', '2026-01-01T00:00:00.000Z'),
]

test.each<readonly [string, ReadonlyArray<JsonObject>, string]>([
  ['without a sort', [], 'bdca'],
  ['descending', [{ timestamp: 'created_time', direction: 'descending' }], 'bdca'],
  ['ascending', [{ timestamp: 'created_time', direction: 'ascending' }], 'adcb'],
  ['by the last edit', [{ timestamp: 'last_edited_time', direction: 'ascending' }], 'adcb'],
])('behavior: loaded rows of one minute keep their order: %s', async (_, sorts, expected) => {
  const tools = await loaded(TIED)
  expect(await asked(tools, { sorts })).toBe(expected)
})

test.each<readonly [string, ReadonlyArray<JsonObject>, string]>([
  ['without a sort', [], 'CBA'],
  ['descending', [{ timestamp: 'created_time', direction: 'descending' }], 'CBA'],
  ['ascending', [{ timestamp: 'created_time', direction: 'ascending' }], 'ABC'],
  ['ascending by a property', [{ property: 'Made', direction: 'ascending' }], 'ABC'],
  ['ascending by the last edit', [{ timestamp: 'last_edited_time', direction: 'ascending' }], 'ABC'],
])('behavior: rows created within a minute have an order: %s', async (_, sorts, expected) => {
  for (const pause of [0, 1]) {
    const tools = await harness()
    const { source } = await aDataSource(tools, { Made: { created_time: {} } })
    for (const name of ['A', 'B', 'C']) {
      await aRow(tools, source, name)
      tools.advance(pause)
    }
    expect(await asked(tools, { sorts }, source)).toBe(expected)
  }
})

test('behavior: the time of the last edit orders rows within a minute, too', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const { id: first } = await aRow(tools, source, 'A')
  await aRow(tools, source, 'B')
  tools.advance(1)
  await tools.ok('PATCH', `pages/${String(first)}`, { icon: { type: 'emoji', emoji: '🌱' } })
  const sorts = [{ timestamp: 'last_edited_time', direction: 'descending' }]
  expect(await asked(tools, { sorts }, source)).toBe('AB')
})

test('behavior: rollups compare dates of different time zones', async () => {
  const tools = await harness()
  const { source: target } = await aDataSource(tools, { Due: { date: {} } })
  const { source } = await aDataSource(tools, {
    To: { relation: { data_source_id: target, single_property: {} } },
    First: { rollup: { relation_property_name: 'To', rollup_property_name: 'Due', function: 'earliest_date' } },
  })
  const early = await aRow(tools, target, 'early', { Due: { date: { start: '2026-04-16T01:00:00+09:00' } } })
  const late = await aRow(tools, target, 'late', { Due: { date: { start: '2026-04-15T23:00:00-05:00' } } })
  await aRow(tools, source, 'A', { To: { relation: [{ id: late.id ?? '' }, { id: early.id ?? '' }] } })
  const rolled = (date: JsonObject): JsonObject => ({ filter: { property: 'First', rollup: { date } } })
  expect(await asked(tools, rolled({ equals: '2026-04-15T16:00:00Z' }), source)).toBe('A')
  expect(await asked(tools, rolled({ equals: '2026-04-15' }), source)).toBe('A')
})
