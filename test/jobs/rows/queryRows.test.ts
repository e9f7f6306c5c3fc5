/** Rows as a stream: conditions, windows, dying cursors, and rows that do not fit. */
import { faults } from '@notion-fp/simulator'
import type { Either } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import {
  bindDataSource,
  defineDataSource,
  isMismatchedRow,
  type QueryRowsParams,
  queryRows,
} from '../../../src/jobs/rows/index.js'
import { checkbox, number, select, status, title } from '../../../src/props/index.js'
import { all, given, ok, there } from '../../simulator/world.js'
import { aTable, minute, SCHEMA, TASKS, Tasks } from './rowsWorld.js'

const ROWS = [
  { Name: 'Mow', Stage: 'Todo', Tags: ['garden'], Estimate: 1, Due: '2026-03-11', Done: false },
  { Name: 'Cook', Stage: 'Done', Tags: ['home'], Estimate: 2, Done: true },
  { Name: 'Plan', Estimate: 3 },
]

const namesOf = async (rows: AsyncIterable<Either<notion.NotionError, { readonly Name: string }>>) =>
  (await all(rows)).map((row) => given(row).Name)

test('rows are plain records', async () => {
  const { ctx } = await aTable(ROWS)
  const [first] = await all(queryRows(ctx, { source: Tasks }))
  expect(given(there(first))).toEqual({
    id: expect.any(String),
    Name: 'Mow',
    Stage: 'Todo',
    Tags: ['garden'],
    Estimate: 1,
    Due: { start: '2026-03-11', end: null, time_zone: null },
    Done: false,
    Notes: '',
    Next: [],
    Owner: [],
    Files: [],
    Double: 2,
  })
})

test('conditions, sorts and selected properties are sent by the names or ids of the properties', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const rows = queryRows(ctx, {
    source: Tasks,
    where: { Estimate: { less_than: 3 }, or: [{ Stage: { equals: 'Done' } }, { Tags: { contains: 'garden' } }] },
    sorts: [{ property: 'Estimate', direction: 'descending' }],
    select: ['Name', 'Stage'],
  })
  expect((await all(rows)).map(given)).toEqual([
    { id: expect.any(String), Name: 'Cook', Stage: 'Done' },
    { id: expect.any(String), Name: 'Mow', Stage: 'Todo' },
  ])
  expect(sent).toEqual([
    {
      method: 'POST',
      path: `/v1/data_sources/${TASKS}/query?filter_properties=title&filter_properties=Stage`,
      body: {
        filter: {
          and: [
            { property: 'Estimate', number: { less_than: 3 } },
            {
              or: [
                { property: 'Stage', select: { equals: 'Done' } },
                { property: 'Tags', multi_select: { contains: 'garden' } },
              ],
            },
          ],
        },
        sorts: [{ property: 'Estimate', direction: 'descending' }],
      },
    },
  ])
})

test('groups of any depth are sent in the two levels that Notion has', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const names = await namesOf(
    queryRows(ctx, {
      source: Tasks,
      where: {
        Estimate: { greater_than: 0 },
        or: [
          { Done: { equals: true }, or: [{ Stage: { equals: 'Done' } }, { Stage: { equals: 'Todo' } }] },
          { Name: { equals: 'Plan' } },
        ],
      },
    }),
  )
  expect(names).toEqual(['Cook', 'Plan'])
  expect(sent[0]?.body.filter).toMatchObject({ or: [{ and: [{}, {}, {}] }, { and: [{}, {}, {}] }, { and: [{}, {}] }] })
})

test('a condition on a computed result, a relation or nothing is the one of its type', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const [mow] = (await all(queryRows(ctx, { source: Tasks }))).map(given)
  const names = await namesOf(
    queryRows(ctx, { source: Tasks, where: { Double: { greater_than: 3 }, Stage: undefined } }),
  )
  expect(names).toEqual(['Cook', 'Plan'])
  await namesOf(queryRows(ctx, { source: Tasks, where: { Next: { contains: there(mow) } } }))
  expect(sent.at(-1)?.body.filter).toEqual({ property: 'Next', relation: { contains: there(mow).id } })
  expect(
    await namesOf(queryRows(ctx, { source: Tasks, where: { or: [{}, { Done: { equals: true } }] } })),
  ).toHaveLength(3)
})

test('what is not declared is refused before any request, by name', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const refused: ReadonlyArray<readonly [string, object]> = [
    ['where.Nam', { where: { Nam: { equals: 'x' } } }],
    ['where.Name', { where: { Name: 'x' } }],
    ['where.or', { where: { or: [] } }],
    ['sorts', { sorts: [{ property: 'Nam', direction: 'ascending' }] }],
    ['select', { select: ['Nam'] }],
    ['selct', { selct: ['Name'] }],
    ['source.properties.Name', { source: unsafeCast({ ...Tasks, properties: { Name: {} } }) }],
    ['source.data_source_id', { source: defineDataSource({ properties: { Name: title } }) }],
    ['params', { source: undefined }],
    ['params', { select: 3 }],
  ]
  for (const [field, params] of refused) {
    const [row, ...more] = await all(
      queryRows(ctx, unsafeCast<QueryRowsParams<typeof Tasks>>({ source: Tasks, ...params })),
    )
    expect(more).toEqual([])
    expect(row).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidInputError', issues: [{ field }] } })
  }
  expect(sent).toEqual([])
})

const many = (count: number, timeOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ Name: `${index}`, $created_time: minute(timeOf(index)) }))

const Names = defineDataSource({ data_source_id: TASKS, properties: { Name: title } })

test('rows beyond 10,000 are read in windows, each once, also where a cursor dies or Notion is too slow', async () => {
  const { ctx, simulator, sent } = await aTable(
    many(11_150, (index) => Math.floor(index / 7)),
    { Name: 'title' },
  )
  const names = new Set<string>()
  let count = 0
  for await (const row of queryRows(ctx, { source: Names })) {
    count++
    names.add(given(row).Name)
    if (count === 250 || count === 10_630) {
      simulator.failNext({
        status: 400,
        code: 'validation_error',
        message: 'The start_cursor provided is invalid: it has expired',
        match: ({ continues }) => continues,
      })
    }
    if (count === 10_900) simulator.failNext(faults.timeoutOnCursor)
  }
  expect([count, names.size]).toEqual([11_150, 11_150])
  expect(sent.at(-1)?.body.page_size).toBe(50)
  expect(sent.length).toBeLessThan(130)
})

test('more than 10,000 rows of one minute are an error that names a way out, without reading them again', async () => {
  const { ctx, sent } = await aTable(
    many(10_120, (index) => (index < 30 ? index : 60)),
    { Name: 'title' },
  )
  const rows = await all(queryRows(ctx, { source: Names }))
  const last = rows.at(-1)
  expect(rows.filter(({ _tag }) => _tag === 'Right')).toHaveLength(10_030)
  expect(last).toMatchObject({ left: { code: 'query_result_limit_reached' } })
  expect(last?._tag === 'Left' && last.left.message).toContain('narrow `where`')
  expect(sent.length).toBeLessThanOrEqual(200)
})

test('more than 10,000 rows in an order of its own are an error that names a way out', async () => {
  const { ctx } = await aTable(
    many(10_010, (index) => index),
    { Name: 'title' },
  )
  const rows = await all(queryRows(ctx, { source: Names, sorts: [{ property: 'Name', direction: 'ascending' }] }))
  expect(rows).toHaveLength(10_001)
  expect(rows.at(-1)).toMatchObject({ left: { message: expect.stringContaining('omit `sorts`') } })
})

test('a row that does not fit ends the rows, or is reported in its place', async () => {
  const { ctx } = await aTable([{ Name: 'A', Stage: 'Todo' }, { Name: 'B', Stage: 'Later' }, { Name: 'C' }], {
    ...SCHEMA,
    Stage: ['Todo', 'Later'],
  })
  const strict = await all(queryRows(ctx, { source: Tasks }))
  expect(strict.map(({ _tag }) => _tag)).toEqual(['Right', 'Left'])
  expect(strict[1]).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'properties.Stage', expected: 'Todo, Done', actual: 'Later' }] },
  })
  const reported = (await all(queryRows(ctx, { source: Tasks, on_mismatch: 'report' }))).map(given)
  expect(reported.map((row) => (isMismatchedRow(row) ? row.problems.map(({ problem }) => problem) : row.Name))).toEqual(
    ['A', ['unknown_option'], 'C'],
  )
  expect(reported[1]).toMatchObject({ values: { Name: 'B', Estimate: null }, page: { object: 'page' } })
})

test('a property that is missing or of another type does not fit', async () => {
  const { ctx } = await aTable(ROWS)
  const Wrong = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Stage: status, Priority: number, estimate: number },
  })
  const [row] = (await all(queryRows(ctx, { source: Wrong, on_mismatch: 'report' }))).map(given)
  expect(row).toMatchObject({
    _tag: 'MismatchedRow',
    problems: [
      { key: 'Stage', problem: 'mismatch', expected: 'status', actual: 'select' },
      { key: 'Priority', problem: 'missing' },
      { key: 'estimate', problem: 'missing' },
    ],
    values: { Name: 'Mow' },
  })
})

test('a property bound by its id is found after it was renamed, and not confused with one that took its name', async () => {
  const { ctx } = await aTable([{ Name: 'A', Estimate: 3, Done: true }])
  const source = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Estimate: number, Stage: select.of('Todo') },
  })
  const bound = given(bindDataSource(source, await ok(notion.getDataSource(ctx, { data_source_id: TASKS }))))
  await ok(
    notion.updateDataSource(ctx, {
      data_source_id: TASKS,
      properties: { Name: { name: 'Task' }, Estimate: { name: 'Hours' } },
    }),
  )
  await ok(notion.updateDataSource(ctx, { data_source_id: TASKS, properties: { Done: { name: 'Estimate' } } }))
  const rows = queryRows(ctx, {
    source: bound,
    where: { Estimate: { equals: 3 }, Name: { equals: 'A' } },
    sorts: [{ property: 'Estimate', direction: 'ascending' }],
    select: ['Name', 'Estimate'],
  })
  expect((await all(rows)).map(given)).toEqual([{ id: expect.any(String), Name: 'A', Estimate: 3 }])
  // By name, only the title is found under its new name.
  const Other = defineDataSource({ data_source_id: TASKS, properties: { Name: title, Estimate: checkbox } })
  expect((await all(queryRows(ctx, { source: Other }))).map(given)).toMatchObject([{ Name: 'A', Estimate: true }])
})

test('requests are limited and stopped', async () => {
  const { ctx } = await aTable(
    many(350, (index) => index),
    { Name: 'title' },
  )
  const limited = await all(queryRows(ctx, { source: Names, max_requests: 2 }))
  expect(limited).toHaveLength(201)
  expect(limited.at(-1)).toMatchObject({ left: { _tag: 'AbortError', reason: 'max_requests' } })
  const controller = new AbortController()
  let count = 0
  for await (const row of queryRows(ctx, { source: Names, signal: controller.signal })) {
    if (++count === 150) controller.abort()
    if (row._tag === 'Left') expect(row.left._tag).toBe('AbortError')
  }
  expect(count).toBe(201)
})
