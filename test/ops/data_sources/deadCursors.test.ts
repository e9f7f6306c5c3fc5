/** What `getDataSourceEntries` and `getAllPages` do where Notion forgets a cursor in the middle of a run. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { getDataSourceEntries } from '../../../src/ops/data_sources/getDataSourceEntries.js'
import type { QueryDataSourceParams } from '../../../src/ops/data_sources/queryDataSource.js'
import type { Page } from '../../../src/ops/pages/page.js'
import { getAllPages } from '../../../src/ops/search/getAllPages.js'
import type { Filter } from '../../../src/props/filter.js'
import { scripted } from '../../support/fakes.js'
import { aList, anError, anId, aPage } from '../../support/fixtures.js'

const data_source_id = anId(3)
const minute = (number: number): string => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString()
const aRow = (number: number, created: number): Page => aPage({ id: anId(number), created_time: minute(created) })
const idsOf = (found: E.Either<NotionError, ReadonlyArray<{ readonly id: string }>>): unknown =>
  E.isRight(found) ? found.right.map(({ id }) => id) : found

const dead = (cursor: unknown) =>
  anError('ValidationError', {
    code: 'validation_error',
    message: `queryDataSource: 400 validation_error: The start_cursor provided is invalid: ${cursor}`,
  })

/** When a row has to be created to be given, by the filter of a query. */
const sinceIn = (filter: Filter | undefined): string => {
  const bound = filter?.and ? filter.and.at(-1) : filter
  return (bound?.timestamp === 'created_time' && bound.created_time?.on_or_after) || ''
}

interface Source {
  readonly rows: () => ReadonlyArray<Page>
  readonly pageSize: number
  /** Whether the cursor of the call with this number is dead by then. */
  readonly isDead: (call: number) => boolean
  readonly cap?: number
  readonly byCreation?: boolean
}

const sourceOf = ({ rows, pageSize, isDead, cap = 1_000, byCreation = true }: Source) => {
  const asked: Array<QueryDataSourceParams> = []
  const { fetcher } = scripted(async (request) => {
    const body: QueryDataSourceParams = Object(request.body)
    asked.push(body)
    if (body.start_cursor && isDead(asked.length)) return E.left(dead(body.start_cursor))
    const sorted = byCreation ? [...rows()].sort((a, b) => a.created_time.localeCompare(b.created_time)) : rows()
    const found = sorted.filter(({ created_time }) => created_time >= sinceIn(body.filter))
    const from = Number(body.start_cursor ?? 0)
    const to = Math.min(from + Math.min(pageSize, body.page_size ?? 100), cap)
    const isLast = to >= Math.min(found.length, cap)
    const isCut = isLast && found.length > cap
    const status = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
    return E.right({
      ...aList(found.slice(from, to), isLast ? null : `${to}`),
      ...(isCut && { request_status: status }),
    })
  })
  const ctx: Context = makeContext({ auth: 'ntn_test', logLevel: 'silent' }, () => fetcher)
  return { ctx, asked }
}

const tenRows = Array.from({ length: 10 }, (_, index) => aRow(index, index))
const allTen = tenRows.map(({ id }) => id)
const at =
  (...calls: ReadonlyArray<number>) =>
  (call: number): boolean =>
    calls.includes(call)

test('default: continues from the creation time of the last row, without duplicates', async () => {
  const { ctx, asked } = sourceOf({ rows: () => tenRows, pageSize: 3, isDead: at(3) })
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id })())).toEqual(allTen)
  expect(asked.map(({ start_cursor, filter }) => [start_cursor, sinceIn(filter)])).toEqual([
    [undefined, ''],
    ['3', ''],
    ['6', ''],
    [undefined, minute(5)],
    ['3', minute(5)],
  ])
})

test('params: the filter is combined without exceeding the nesting limit', async () => {
  const leaf = (property: string) => ({ property, checkbox: { equals: true } }) as const
  const filter: Filter = { or: [leaf('A'), { and: [leaf('B'), { property: 'C', checkbox: { equals: false } }] }] }
  const { ctx, asked } = sourceOf({ rows: () => tenRows, pageSize: 9, isDead: at(2) })
  await getDataSourceEntries(ctx, { data_source_id, filter })()
  const since = { timestamp: 'created_time', created_time: { on_or_after: minute(8) } }
  expect(asked.slice(0, 3).map((body) => body.filter)).toEqual([
    filter,
    filter,
    {
      or: [{ and: [leaf('A'), since] }, { and: [leaf('B'), { property: 'C', checkbox: { equals: false } }, since] }],
    },
  ])
})

test('params: a filter that is null or empty matches everything', async () => {
  for (const filter of [null, { or: [] }, { and: [] }]) {
    const { ctx } = sourceOf({ rows: () => tenRows, pageSize: 3, isDead: at(2, 4) })
    const params: object = { data_source_id, filter }
    expect(idsOf(await getDataSourceEntries(ctx, Object.assign({ data_source_id }, params))())).toEqual(allTen)
  }
})

test('params: with sorts it starts again and skips rows already returned', async () => {
  const { ctx, asked } = sourceOf({ rows: () => [...tenRows].reverse(), pageSize: 3, isDead: at(3), byCreation: false })
  const sorts = [{ property: 'Due', direction: 'descending' }] as const
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id, sorts })())).toEqual([...allTen].reverse())
  expect(asked.map(({ start_cursor }) => start_cursor)).toEqual([undefined, '3', '6', undefined, '3', '6', '9'])
  for (const { sorts: sent, filter } of asked) expect([sent, filter]).toEqual([sorts, undefined])
})

test('behavior: returns all rows that were created in the same minute', async () => {
  const rows = Array.from({ length: 10 }, (_, index) => aRow(index, index < 2 ? 0 : 1))
  const { ctx } = sourceOf({ rows: () => rows, pageSize: 3, isDead: at(3, 5) })
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id })())).toEqual(rows.map(({ id }) => id))
})

test('behavior: every cursor expires, but each first page has new rows', async () => {
  const { ctx, asked } = sourceOf({ rows: () => tenRows, pageSize: 3, isDead: () => true })
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id })())).toEqual(allTen)
  expect(asked.length).toBeLessThan(12)
})

test('behavior: rows created, edited and trashed during the query are neither lost nor duplicated', async () => {
  let rows = tenRows
  const { ctx, asked } = sourceOf({
    rows: () => rows,
    pageSize: 3,
    isDead: (call) => {
      if (call !== 3) return false
      // One that was seen is gone, one that was not is edited, and one is new.
      rows = [...tenRows.slice(1, 9), { ...aRow(9, 9), last_edited_time: minute(60) }, aRow(10, 60)]
      return true
    },
  })
  const found = await getDataSourceEntries(ctx, { data_source_id })()
  expect(idsOf(found)).toEqual([...allTen, anId(10)])
  expect(E.isRight(found) && found.right.at(9)).toMatchObject({ last_edited_time: minute(60) })
  expect(asked.at(-1)?.filter).toBeDefined()
})

test('behavior: an expired cursor and the result limit in one run', async () => {
  const { ctx } = sourceOf({ rows: () => tenRows, pageSize: 2, cap: 4, isDead: at(2, 5) })
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id })())).toEqual(allTen)
})

test('behavior: if rows are out of order, the query is repeated from its start', async () => {
  const mixed = [0, 1, 2, 4, 3, 5].map((created, index) => aRow(index, created))
  const { ctx, asked } = sourceOf({ rows: () => mixed, pageSize: 5, isDead: at(2), byCreation: false })
  expect(idsOf(await getDataSourceEntries(ctx, { data_source_id })())).toEqual(mixed.map(({ id }) => id))
  expect(asked.map(({ filter }) => filter)).toEqual([undefined, undefined, undefined, undefined])
})

test('error: a cursor that expires repeatedly without a new row', async () => {
  const rows = Array.from({ length: 10 }, (_, index) => aRow(index, 1))
  for (const sorts of [undefined, [{ property: 'Due', direction: 'ascending' }] as const]) {
    const { ctx, asked } = sourceOf({ rows: () => rows, pageSize: 3, isDead: () => true })
    expect(await getDataSourceEntries(ctx, { data_source_id, sorts })()).toMatchObject({
      left: { _tag: 'ValidationError', code: 'validation_error', message: expect.stringContaining('3 times in a row') },
    })
    expect(asked).toHaveLength(8)
  }
})

test('error: a rejected first page is not an expired cursor', async () => {
  const { fetcher, calls } = scripted(E.left(dead('x')))
  const ctx = makeContext({ auth: 'ntn_test' }, () => fetcher)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toEqual(E.left(dead('x')))
  expect(calls).toHaveLength(1)
})

test('behavior: all rows or a failure, each once, for any creation times, pages, limit and expired cursors', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 8 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 6, max: 12 }),
      fc.array(fc.boolean(), { maxLength: 25 }),
      fc.boolean(),
      async (moments, pageSize, cap, deaths, sorted) => {
        const rows = moments.map((moment, index) => aRow(index, moment))
        const isDead = (call: number): boolean => deaths[call] ?? false
        const { ctx, asked } = sourceOf({ rows: () => rows, pageSize, cap: sorted ? 1_000 : cap, isDead })
        const sorts = sorted ? ([{ property: 'Due', direction: 'ascending' }] as const) : undefined
        const found = await getDataSourceEntries(ctx, { data_source_id, sorts })()
        expect(asked.length).toBeLessThan(500)
        if (E.isLeft(found)) return expect(found.left._tag).toMatch(/ValidationError|UnexpectedResponseError/)
        const ids = found.right.map(({ id }) => id)
        expect([...ids].sort()).toEqual(rows.map(({ id }) => id).sort())
      },
    ),
  )
})

test('default: getAllPages starts again and returns each page once', async () => {
  const { ctx, asked } = sourceOf({ rows: () => tenRows, pageSize: 4, isDead: at(3), byCreation: false })
  expect(idsOf(await getAllPages(ctx, {})())).toEqual(allTen)
  expect(asked.map(({ start_cursor }) => start_cursor)).toEqual([undefined, '4', '8', undefined, '4', '8'])
})
