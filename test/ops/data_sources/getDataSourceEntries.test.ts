import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionError } from '../../../src/core/call/error.js'
import type { Fetcher } from '../../../src/core/call/fetcher.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { getDataSourceEntries } from '../../../src/ops/data_sources/getDataSourceEntries.js'
import type { QueryDataSourceParams } from '../../../src/ops/data_sources/queryDataSource.js'
import type { Page, PartialPage } from '../../../src/ops/pages/page.js'
import { aDataSource } from '../../support/dataSources.js'
import { scripted } from '../../support/fakes.js'
import { aList, anError, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const data_source_id = anId(3)
const path = `data_sources/${data_source_id}/query`
const INCOMPLETE = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
const OLDEST_FIRST = [{ timestamp: 'created_time', direction: 'ascending' }]

const minute = (number: number): string => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString()
const aRow = (number: number, created: number): Page => aPage({ id: anId(number), created_time: minute(created) })

/** A data source as Notion has it: the oldest rows first, from a moment on, and no more than `cap` for one query. */
const dataSourceWith = (rows: ReadonlyArray<Page>, cap: number, pageSize: number) => {
  const asked: Array<QueryDataSourceParams> = []
  const sorted = [...rows].sort((a, b) => a.created_time.localeCompare(b.created_time))
  const since = (filter: QueryDataSourceParams['filter']): string => {
    const bound = filter?.and ? filter.and.at(-1) : filter
    const condition = bound?.timestamp === 'created_time' ? bound.created_time : undefined
    return condition?.on_or_after ?? ''
  }
  const fetcher: Fetcher =
    <A>(request: NotionRequest<A>) =>
    async () => {
      const body = Object(request.body)
      asked.push(body)
      const found = sorted.filter(({ created_time }) => created_time >= since(body.filter))
      const from = Number(body.start_cursor ?? 0)
      const to = Math.min(from + pageSize, cap)
      const isLast = to >= Math.min(found.length, cap)
      const list = {
        ...aList(found.slice(from, to), isLast ? null : `${to}`),
        ...(isLast && found.length > cap && { request_status: INCOMPLETE }),
      }
      const decoded = request.decode(list)
      return E.isRight(decoded) ? decoded : E.left<NotionError>(anError('DecodeError', { mismatches: decoded.left }))
    }
  return { ctx: makeContext({ auth: 'ntn_test' }, () => fetcher), asked }
}

test('default: returns all rows, oldest first, from every page of results', async () => {
  answer('POST', path, (asked: number) => (asked === 1 ? aList([aRow(1, 1)], 'next') : aList([aRow(2, 2)])))
  expect(await getDataSourceEntries(aContext(), { data_source_id })()).toEqual(E.right([aRow(1, 1), aRow(2, 2)]))
  expect(sent.map(({ body }) => body)).toEqual([{ sorts: OLDEST_FIRST }, { sorts: OLDEST_FIRST, start_cursor: 'next' }])
})

test('params: filter, sorts and the others are sent with the query', async () => {
  answer('POST', path, aList([aRow(1, 1)]))
  const filter = { property: 'Done', checkbox: { equals: true } } as const
  const sorts = [{ property: 'Due', direction: 'ascending' }] as const
  const rest = { in_trash: true, result_type: 'page', page_size: 50 } as const
  await getDataSourceEntries(aContext(), { data_source_id, filter, sorts, filter_properties: ['Due'], ...rest })()
  expect(sent[0]?.body).toEqual({ filter, sorts, ...rest })
  expect(sent[0]?.search.getAll('filter_properties')).toEqual(['Due'])
})

test('params: an empty array of sorts means the default order', async () => {
  answer('POST', path, aList([]))
  await getDataSourceEntries(aContext(), { data_source_id, sorts: [] })()
  expect(sent[0]?.body).toEqual({ sorts: OLDEST_FIRST })
})

test('behavior: beyond the limit it continues from the creation time of the last row, without duplicates', async () => {
  const rows = [aRow(1, 1), aRow(2, 2), aRow(3, 2), aRow(4, 3), aRow(5, 4), aRow(6, 5)]
  const { ctx, asked } = dataSourceWith(rows, 3, 2)
  const filter = { property: 'Done', checkbox: { equals: true } } as const
  expect(await getDataSourceEntries(ctx, { data_source_id, filter })()).toEqual(E.right(rows))
  const since = (created: number) => ({
    and: [filter, { timestamp: 'created_time', created_time: { on_or_after: minute(created) } }],
  })
  expect(asked.map(({ filter, start_cursor }) => ({ filter, start_cursor }))).toEqual([
    { filter, start_cursor: undefined },
    { filter, start_cursor: '2' },
    { filter: since(2), start_cursor: undefined },
    { filter: since(2), start_cursor: '2' },
    { filter: since(3), start_cursor: undefined },
    { filter: since(3), start_cursor: '2' },
  ])
  expect(asked.every(({ sorts }) => JSON.stringify(sorts) === JSON.stringify(OLDEST_FIRST))).toBe(true)
})

test('behavior: all rows or a failure, for any creation times and limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 8 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (moments, cap, pageSize) => {
        const rows = moments.map((moment, index) => aRow(index + 1, moment))
        const { ctx } = dataSourceWith(rows, cap, pageSize)
        const most = Math.max(0, ...moments.map((moment) => moments.filter((other) => other === moment).length))
        const result = await getDataSourceEntries(ctx, { data_source_id })()
        if (E.isLeft(result)) {
          expect(most).toBeGreaterThanOrEqual(cap)
          expect(result.left).toMatchObject({ _tag: 'UnexpectedResponseError', code: 'query_result_limit_reached' })
        } else {
          const ids = result.right.map(({ id }) => id)
          expect(ids).toHaveLength(rows.length)
          expect(new Set(ids)).toEqual(new Set(rows.map(({ id }) => id)))
        }
      },
    ),
  )
})

test('behavior: partial rows do not hide the creation times of the others', async () => {
  const partial: PartialPage = { object: 'page', id: anId(8) }
  const { fetcher, calls } = scripted(
    E.right({
      ...aList([aRow(1, 1), aDataSource({ id: anId(2), created_time: minute(2) }), partial]),
      request_status: INCOMPLETE,
    }),
    E.right(aList([partial, aRow(3, 3)])),
  )
  const ctx = makeContext({ auth: 'ntn_test' }, () => fetcher)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toMatchObject({
    right: [{ id: anId(1) }, { id: anId(2) }, { id: anId(8) }, { id: anId(3) }],
  })
  expect(calls[1]?.body).toMatchObject({
    filter: { timestamp: 'created_time', created_time: { on_or_after: minute(2) } },
  })
})

test('behavior: each run starts from the beginning', async () => {
  const rows = [aRow(1, 1), aRow(2, 2), aRow(3, 3)]
  const { ctx, asked } = dataSourceWith(rows, 2, 2)
  const entries = getDataSourceEntries(ctx, { data_source_id })
  expect(await entries()).toEqual(await entries())
  expect(asked).toHaveLength(4)
})

test('error: more rows of one instant than one query returns', async () => {
  const { ctx } = dataSourceWith([aRow(1, 1), aRow(2, 2), aRow(3, 2), aRow(4, 2)], 2, 2)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toMatchObject({
    left: {
      _tag: 'UnexpectedResponseError',
      code: 'query_result_limit_reached',
      message: expect.stringContaining(minute(2)),
      call: { op: 'queryDataSource', body: { filter: { created_time: { on_or_after: minute(2) } } } },
      body: { request_status: INCOMPLETE },
    },
  })
})

test('error: the limit with partial rows', async () => {
  const { fetcher } = scripted(E.right({ ...aList([{ object: 'page', id: anId() }]), request_status: INCOMPLETE }))
  const ctx = makeContext({ auth: 'ntn_test' }, () => fetcher)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', code: 'query_result_limit_reached' },
  })
})

test('error: the limit with rows out of order, of which an older one may have been cut off', async () => {
  const rows = [aRow(1, 1), aRow(4, 4), aRow(3, 3)]
  const { fetcher, calls } = scripted(E.right({ ...aList(rows), request_status: INCOMPLETE }), E.right(aList([])))
  const ctx = makeContext({ auth: 'ntn_test' }, () => fetcher)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toMatchObject({
    left: {
      _tag: 'UnexpectedResponseError',
      code: 'query_result_limit_reached',
      message: expect.stringContaining('not yet returned in order of creation'),
    },
  })
  expect(calls).toHaveLength(1)
  const whole = makeContext({ auth: 'ntn_test' }, () => scripted(E.right(aList(rows))).fetcher)
  expect(await getDataSourceEntries(whole, { data_source_id })()).toEqual(E.right(rows))
})

test('error: the limit with sorts', async () => {
  const { ctx, asked } = dataSourceWith([aRow(1, 1), aRow(2, 2), aRow(3, 3)], 2, 2)
  const sorts = [{ property: 'Due', direction: 'ascending' }] as const
  expect(await getDataSourceEntries(ctx, { data_source_id, sorts })()).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', message: expect.stringContaining('sorts') },
  })
  expect(asked).toHaveLength(1)
})

test('error: fails if any page of results fails', async () => {
  const { fetcher, calls } = scripted(E.right(aList([aRow(1, 1)], 'next')), E.left(anError('ServerError')))
  const ctx = makeContext({ auth: 'ntn_test' }, () => fetcher)
  expect(await getDataSourceEntries(ctx, { data_source_id })()).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(calls).toHaveLength(2)
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getDataSourceEntries(aContext(), { data_source_id: 'AAA' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: not found', async () => {
  answer('POST', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getDataSourceEntries(aContext(), { data_source_id })()).toMatchObject({
    left: { _tag: 'NotFoundError' },
  })
})
