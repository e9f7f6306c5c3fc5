/** Rows as a stream: conditions, windows, dying cursors, and rows that do not fit. */
import fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import {
  bindDataSource,
  defineDataSource,
  isMismatchedRow,
  type Progress,
  type QueryRowsParams,
  queryRows,
} from '../../../src/jobs/rows/index.js'
import { checkbox, formula, number, select, status, title } from '../../../src/props/index.js'
import { all, given, ok, there } from '../../simulator/world.js'
import { aTable, longTables, minute, SCHEMA, TASKS, Tasks } from './rowsWorld.js'

const ROWS = [
  { Name: 'Mow', Stage: 'Todo', Tags: ['garden'], Estimate: 1, Due: '2026-03-11', Done: false },
  { Name: 'Cook', Stage: 'Done', Tags: ['home'], Estimate: 2, Done: true },
  { Name: 'Plan', Estimate: 3 },
]

const namesOf = async (rows: AsyncIterable<Either<notion.NotionError, { readonly Name: string }>>) =>
  (await all(rows)).map((row) => given(row).Name)

test('default: rows are plain records', async () => {
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

test('params: where, sorts and select are sent with the names or ids of the properties', async () => {
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

test('params: where may have groups of any depth, which are sent in the two levels that Notion has', async () => {
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

test('params: where takes conditions on a computed result, a relation or nothing, each the one of its type', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const [mow] = (await all(queryRows(ctx, { source: Tasks }))).map(given)
  const names = await namesOf(
    queryRows(ctx, { source: Tasks, where: { Double: { greater_than: 3 }, Stage: undefined } }),
  )
  expect(names).toEqual(['Cook', 'Plan'])
  const Truths = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Done: { prop: formula.of('boolean'), name: 'Double' } },
  })
  await all(queryRows(ctx, { source: Truths, where: { Done: { equals: true } } }))
  expect(sent.at(-1)?.body.filter).toEqual({ property: 'Double', formula: { checkbox: { equals: true } } })
  await namesOf(queryRows(ctx, { source: Tasks, where: { Next: { contains: there(mow) } } }))
  expect(sent.at(-1)?.body.filter).toEqual({ property: 'Next', relation: { contains: there(mow).id } })
  expect(
    await namesOf(queryRows(ctx, { source: Tasks, where: { or: [{}, { Done: { equals: true } }] } })),
  ).toHaveLength(3)
})

test('error: what is not declared is refused before any request, by name', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const refused: ReadonlyArray<readonly [string, object]> = [
    ['where.Nam', { where: { Nam: { equals: 'x' } } }],
    ['where.Name', { where: { Name: 'x' } }],
    ['where', { where: 3 }],
    ['where.and[0]', { where: { and: ['Name'] } }],
    ['where.Name', { where: { Name: { equals: 'x', contains: 'y' } } }],
    ['where.or', { where: { or: [] } }],
    ['where.and', { where: { and: 3 } }],
    ['sorts', { sorts: [{ property: 'Nam', direction: 'ascending' }] }],
    ['select', { select: ['Nam'] }],
    ['selct', { selct: ['Name'] }],
    ['on_mismatch', { on_mismatch: 'ignore' }],
    ['complete', { complete: 3 }],
    ['max_requests', { max_requests: 'x' }],
    ['max_requests', { max_requests: 0 }],
    ['source.properties.Name', { source: unsafeCast({ ...Tasks, properties: { Name: {} } }) }],
    ['source.data_source_id', { source: defineDataSource({ properties: { Name: title } }) }],
    ['params', { source: undefined }],
    ['params', { select: 3 }],
    ['params', { sorts: [null] }],
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

const Names = defineDataSource({ data_source_id: TASKS, properties: { Name: title } })

const expired = (): Response =>
  Response.json(
    {
      object: 'error',
      status: 400,
      code: 'validation_error',
      message: 'The start_cursor provided is invalid: it has expired',
    },
    { status: 400 },
  )

/** So many rows, one created each minute or so many. */
const times = (count: number, perMinute = 1) =>
  Array.from({ length: count }, (_, index) => Math.floor(index / perMinute))

test('behavior: rows beyond the limit of a query are read in windows, each once, also where a cursor dies or Notion is too slow', async () => {
  const failing: Array<Response> = []
  const { ctx, sent } = (await longTables())(times(1_650, 7), 1_000, failing)
  const names = new Set<string>()
  let count = 0
  for await (const row of queryRows(ctx, { source: Names })) {
    count++
    names.add(given(row).Name)
    if (count === 250 || count === 1_130) failing.push(expired())
    if (count === 1_400) failing.push(new Response('', { status: 504 }))
  }
  expect([count, names.size]).toEqual([1_650, 1_650])
  expect(sent.at(-1)?.page_size).toBe(50)
  expect(sent.length).toBeLessThan(30)
})

test('error: too many rows of one minute are an error that names a way out, without reading them again', async () => {
  const { ctx, sent } = (await longTables())(times(1_012, 2_000), 1_000)
  const rows = await all(queryRows(ctx, { source: Names }))
  expect(rows).toHaveLength(1_001)
  expect(rows.at(-1)).toMatchObject({
    left: { code: 'query_result_limit_reached', message: expect.stringContaining('narrow `where`') },
  })
  expect(sent).toHaveLength(10)
})

test('behavior: whatever the times of rows, each is returned once and in order, or a minute has too many for a query', async () => {
  const table = await longTables()
  const sizes = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(8) }, fc.integer({ min: 9, max: 22 })), {
    maxLength: 9,
  })
  const dying = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(sizes, dying, async (sizes, dyingAt) => {
      const failing: Array<Response> = []
      const minutes = sizes.flatMap((size, at) => Array.from({ length: size }, () => at))
      const { ctx, sent } = table(minutes, 20, failing)
      const found: Array<string> = []
      let error: notion.NotionError | undefined
      for await (const row of queryRows(ctx, { source: Names, page_size: 5 })) {
        if (row._tag === 'Left') error = row.left
        else found.push(row.right.Name)
        if (dyingAt.includes(found.length)) failing.push(expired())
      }
      expect(found).toEqual(minutes.slice(0, found.length).map((_, index) => `${index}`))
      // A query that is not cut reads the last minute to its end.
      const last = minutes.at(-1)
      const isReadable = sizes.every((size, at) => size < 20 || (size === 20 && at === last))
      if (isReadable) expect([error, found.length]).toEqual([undefined, minutes.length])
      else expect(error?.message).toContain('narrow `where`')
      // Each window and each cursor that died costs a minute that is read again.
      expect(sent.length).toBeLessThan(minutes.length / 2.5 + 5 * (dyingAt.length + 2))
    }),
    { numRuns: 20 },
  )
})

/** A context whose queries return rows with other fields. */
const changingRows = (ctx: notion.Context, change: (row: object, index: number) => object): notion.Context =>
  notion.use((next) => (request) => async () => {
    const answer = await next(request)()
    if (answer._tag === 'Right') {
      const list = unsafeCast<{ results: Array<object> }>(answer.right)
      list.results = list.results.map(change)
    }
    return answer
  })(ctx)

test('error: rows that Notion does not return in order of creation are not read in windows, in which some would be left out', async () => {
  const { ctx } = (await longTables())(times(30), 20)
  for (const created_time of [undefined, minute(0)]) {
    const other = changingRows(ctx, (row, index) => (index === 9 ? { ...row, created_time } : row))
    const rows = await all(queryRows(other, { source: Names }))
    expect(rows).toHaveLength(21)
    expect(rows.at(-1)).toMatchObject({ left: { message: expect.stringContaining('not returned in order') } })
  }
})

test('error: a cursor that never lives is an error in the end', async () => {
  const failing = Array.from({ length: 9 }, expired)
  const { ctx, sent } = (await longTables())(times(200, 200), 1_000, failing)
  const rows = await all(queryRows(ctx, { source: Names }))
  expect(rows).toHaveLength(101)
  expect(rows.at(-1)).toMatchObject({ left: { message: expect.stringContaining('3 times in a row') } })
  expect(sent).toHaveLength(8)
})

test('error: too many rows in an order of its own are an error that names a way out', async () => {
  const { ctx } = (await longTables())(times(30), 20)
  const rows = await all(queryRows(ctx, { source: Names, sorts: [{ property: 'Name', direction: 'ascending' }] }))
  expect(rows).toHaveLength(21)
  expect(rows.at(-1)).toMatchObject({ left: { message: expect.stringContaining('omit `sorts`') } })
})

test('params: sorts after the creation are sent, too', async () => {
  const { ctx, sent } = (await longTables())(times(250), 200)
  const sorts = [
    { timestamp: 'created_time', direction: 'ascending' },
    { property: 'Name', direction: 'descending' },
  ] as const
  expect(await namesOf(queryRows(ctx, { source: Names, sorts }))).toHaveLength(250)
  expect(sent.map((body) => body.sorts)).toEqual(
    Array.from({ length: 3 }, () => [sorts[0], { property: 'title', direction: 'descending' }]),
  )
})

test('behavior: a query waits for a conflict to pass', async () => {
  const conflict = JSON.stringify({ object: 'error', status: 409, code: 'conflict_error', message: 'Try again.' })
  const failing = [new Response(conflict, { status: 409, headers: { 'content-type': 'application/json' } })]
  const { ctx } = (await longTables())(times(250), 1_000, failing)
  expect((await all(queryRows(ctx, { source: Tasks, select: ['Name'] }))).map(given)).toHaveLength(250)
  expect(failing).toEqual([])
})

test('params: on_progress is called after each request of a long query', async () => {
  const failing = [new Response('', { status: 503 })]
  const { ctx } = (await longTables())(times(250), 1_000, failing)
  const reported: Array<Progress> = []
  await all(queryRows(ctx, { source: Names, on_progress: (progress) => reported.push(progress) }))
  expect(reported).toEqual([
    { requests: 1, retries: 0, done: 100 },
    { requests: 2, retries: 1, done: 200 },
    { requests: 3, retries: 1, done: 250 },
  ])
})

test('params: on_mismatch report has a row that does not fit reported in its place; without it, the row ends the rows', async () => {
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

test('error: a property that is missing or of another type does not fit', async () => {
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

test('behavior: a property bound by its id is found after it was renamed, and not confused with one that took its name', async () => {
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

test('error: more alternatives than Notion takes are refused; as many as it takes are sent, and a relation is compared with an id', async () => {
  const { ctx, sent } = await aTable(ROWS)
  const ten = Array.from({ length: 11 }, (_, index) => ({ Estimate: { equals: index }, Name: { equals: 'x' } }))
  const where = { Next: { contains: TASKS }, and: [{ or: ten }, { or: ten }] }
  expect(await all(queryRows(ctx, { source: Tasks, where }))).toMatchObject([
    { left: { issues: [{ field: 'where' }] } },
  ])
  expect(sent).toEqual([])
  await all(queryRows(ctx, { source: Tasks, where: { Next: { contains: TASKS }, and: [{ or: ten }] } }))
  expect(sent[0]?.body.filter).toMatchObject({ or: { length: 11 } })
})

test('error: a row without properties, or with damaged ones, does not fit', async () => {
  const { ctx } = await aTable([{ Name: 'A', Stage: 'Todo' }])
  const others = [
    { properties: undefined },
    { object: 'data_source' },
    { properties: { Stage: null, Name: { id: 'title' } } },
  ]
  for (const other of others) {
    const rows = queryRows(
      changingRows(ctx, (row) => ({ ...row, ...other })),
      { source: Tasks, on_mismatch: 'report' },
    )
    expect((await all(rows)).map(given)).toMatchObject([{ _tag: 'MismatchedRow', problems: { 0: {} } }])
  }
})

test('params: max_requests limits the requests, and signal stops them', async () => {
  const { ctx } = (await longTables())(times(350), 1_000)
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
