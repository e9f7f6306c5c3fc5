import { afterEach, beforeEach, expect, test } from 'vitest'
import { asArray } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, harness, names, property } from '../../support/harness.js'

const zone = process.env.TZ

// A machine far from UTC: times without an offset are in UTC nevertheless.
beforeEach(() => {
  process.env.TZ = 'Asia/Tokyo'
})

afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

test('behavior: a declared time without an offset is in UTC', async () => {
  const { simulator, ok } = await harness()
  const id = 'ffffffff-0000-4000-8000-000000000001'
  await simulator.load({ pages: [{ id, title: 'Top', created_time: '2026-02-01T09:00' }] })
  expect(await ok('GET', `pages/${id}`)).toMatchObject({ created_time: '2026-02-01T09:00:00.000Z' })
})

test('behavior: a formula reads a date without an offset in UTC', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Then: { formula: { expression: 'parseDate("2026-02-01T09:00")' } } })
  const row = await aRow(tools, source, 'r')
  expect(property(row, 'Then').formula).toMatchObject({ date: { start: '2026-02-01T09:00:00.000+00:00' } })
  const filter = { property: 'Then', formula: { date: { equals: '2026-02-01T09:00' } } }
  expect(names(await tools.ok('POST', `data_sources/${source}/query`, { filter }))).toEqual(['r'])
})

test('behavior: agents are filtered by a time without an offset in UTC', async () => {
  const { simulator, ok, call } = await harness()
  const created_time = '2026-02-01T09:00:00.000Z'
  await simulator.load([{ object: 'agent', id: 'dddddddd-0000-4000-8000-000000000001', name: 'A', created_time }])
  const query = (after: string) => ({ filter: { property: 'created_time', date: { after } } })
  expect(asArray((await ok('POST', 'agents/query', query('2026-02-01T08:59:00'))).results)).toHaveLength(1)
  expect(asArray((await ok('POST', 'agents/query', query('2026-02-01T09:01:00'))).results)).toHaveLength(0)
  expect((await call('POST', 'agents/query', query('Feb 1 2026'))).status).toBe(400)
})
