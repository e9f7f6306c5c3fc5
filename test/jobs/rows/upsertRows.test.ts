/** Upserts: what differs is written, once, and what became of each row is reported. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import {
  defineDataSource,
  type Progress,
  queryRows,
  type RowInput,
  type UpsertRowsParams,
  upsertRows,
} from '../../../src/jobs/rows/index.js'
import { isSameValue } from '../../../src/jobs/rows/sameValue.js'
import { number, select, status, title, url } from '../../../src/props/index.js'
import { all, given, goingTo, ok, PERSON } from '../../simulator/world.js'
import { APPLIED, EVERY_FAULT, NOT_APPLIED, tried, turnsOf } from '../../support/everyFault.js'
import { fakeClock } from '../../support/fakes.js'
import { aTable, done, minute, SCHEMA, type Sent, TASKS, Tasks, withTasks } from './rowsWorld.js'

type Params = UpsertRowsParams<typeof Tasks>

const writesOf = (sent: ReadonlyArray<Sent>) =>
  sent.filter(({ method, path }) => method === 'PATCH' || (method === 'POST' && path === '/v1/pages'))

const ROWS: ReadonlyArray<RowInput<typeof Tasks>> = [
  {
    Name: 'Mow',
    Stage: 'Todo',
    Tags: ['garden', 'home'],
    Estimate: 1,
    Due: { start: '2026-07-01T09:00:00', time_zone: 'Europe/Paris' },
    Done: false,
    Notes: 'Long '.repeat(600).trim(),
    Owner: [PERSON],
    Files: ['https://example.com/a.pdf'],
  },
  {
    Name: 'Cook',
    Due: new Date(Date.UTC(2026, 2, 11, 9, 30)),
    Notes: [{ text: { content: 'bold' }, annotations: { bold: true } }],
  },
  { Name: 'Plan', Due: '2026-03-11', Stage: null, Tags: [] },
]

test('default: a second run writes nothing, and a third only what differs', async () => {
  const { ctx, sent } = await aTable([{ Name: 'Plan', Stage: 'Done' }, { Name: 'Other' }])
  const first = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: ROWS })())
  expect(first).toMatchObject({
    created: [
      { index: 0, key: 'Mow' },
      { index: 1, key: 'Cook' },
    ],
    updated: [{ index: 2, key: 'Plan', changed: ['Due', 'Stage'] }],
    unchanged: [],
    failed: [],
    writes: { requests: 3 },
    resume: { rows: 3, done: [0, 1, 2] },
  })
  expect(writesOf(sent).at(-1)?.path).toMatch(/pages/)
  sent.length = 0
  const second = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: ROWS })())
  expect(second).toMatchObject({ created: [], updated: [], failed: [], requests: 2 })
  expect(second.unchanged.map(({ key }) => key)).toEqual(['Mow', 'Cook', 'Plan'])
  expect(writesOf(sent)).toEqual([])
  const rows = [ROWS[1] ?? {}, { Name: 'Mow', Tags: [] }, { Name: 'Plan', Due: '2026-03-12' }]
  const third = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())
  expect(third.updated.map(({ key, changed }) => [key, changed])).toEqual([
    ['Mow', ['Tags']],
    ['Plan', ['Due']],
  ])
  expect(writesOf(sent).map(({ body }) => body)).toEqual([
    { properties: { Tags: { multi_select: [] } } },
    { properties: { Due: { date: { start: '2026-03-12' } } } },
  ])
})

test('params: dry_run reports what would be written, and writes nothing', async () => {
  const { ctx, sent } = await aTable([{ Name: 'Plan' }])
  const report = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: ROWS, dry_run: true })())
  expect(report).toMatchObject({
    created: [{ key: 'Mow' }, { key: 'Cook' }],
    updated: [{ key: 'Plan', changed: ['Due'] }],
    writes: { requests: 3, seconds: { at_180_per_minute: 1 } },
    resume: { done: [] },
  })
  expect(writesOf(sent)).toEqual([])
})

test('params: on_duplicate resolves duplicate keys, which are refused without it', async () => {
  const { ctx, sent } = await aTable([
    { Name: 'A', Estimate: 1, $created_time: minute(0) },
    { Name: 'A', Estimate: 2, $created_time: minute(1) },
  ])
  const given2 = [
    { Name: 'B', Estimate: 3 },
    { Name: 'B', Estimate: 4 },
  ]
  const inInput = await upsertRows(ctx, { source: Tasks, key: 'Name', rows: given2 })()
  expect(inInput).toMatchObject({ left: { issues: [{ field: 'rows[1].Name', given: 'B' }] } })
  expect(sent).toEqual([])
  const inSource = await upsertRows(ctx, { source: Tasks, key: 'Name', rows: [{ Name: 'A', Estimate: 9 }] })()
  expect(inSource).toMatchObject({ left: { issues: [{ field: 'rows[0].Name', given: 'A' }] } })
  expect(writesOf(sent)).toEqual([])
  const first = await upsertRows(ctx, {
    source: Tasks,
    key: 'Name',
    rows: given2,
    on_duplicate: 'first',
    dry_run: true,
  })()
  expect(done(first)).toMatchObject({ created: [{ index: 0, key: 'B' }], skipped: [{ index: 1, key: 'B' }] })
  const rows = [...given2, { Name: 'A', Estimate: 9 }]
  const report = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows, on_duplicate: 'last' })())
  expect(report).toMatchObject({ created: [{ index: 1 }], updated: [{ index: 2 }], skipped: [{ index: 0, key: 'B' }] })
  const sorts = [
    { property: 'Name', direction: 'ascending' },
    { timestamp: 'created_time', direction: 'ascending' },
  ] as const
  const now = (await all(queryRows(ctx, { source: Tasks, sorts }))).map(given)
  expect(now.map(({ Name, Estimate }) => [Name, Estimate])).toEqual([
    ['A', 1],
    ['A', 9],
    ['B', 4],
  ])
})

const States = defineDataSource({ data_source_id: TASKS, properties: { Name: title, State: status } })

test('error: invalid parameters are refused before anything is written, each by its place', async () => {
  const { ctx, sent } = await aTable([])
  const refused: ReadonlyArray<readonly [string, object]> = [
    ['key', { key: 'Due' }],
    ['key', { key: 'Nam' }],
    ['rows', { rows: {} }],
    ['rows[0].Name', { rows: [{ Estimate: 3 }] }],
    ['rows[0].Name', { rows: [{ Name: '' }] }],
    ['rows[0].Name', { rows: [{ Name: [{ mention: { user: { id: PERSON } } }] }] }],
    ['rows[0].Estimate', { key: 'Estimate', rows: [{ Estimate: null }] }],
    ['rows[1].Stage', { rows: [{ Name: 'A' }, { Name: 'B', Stage: 'Later' }] }],
    ['rows[0]', { rows: [3] }],
    ['source.properties.A', { source: { ...Tasks, properties: { A: 3 } } }],
    ['source.data_source_id', { source: { ...Tasks, data_source_id: undefined } }],
    ['rows[0].State', { source: States, rows: [{ Name: 'A', State: null }] }],
    ['resume.rows', { rows: [], resume: { rows: 3, done: [] } }],
    ['resume', { rows: [], resume: { rows: 0, done: ['x'] } }],
    ['resume', { rows: [], resume: { rows: 0, done: 3 } }],
    ['concurrency', { concurrency: 0 }],
    ['keys', { keys: 'Name' }],
  ]
  for (const [field, params] of refused) {
    const result = await upsertRows(ctx, unsafeCast<Params>({ source: Tasks, key: 'Name', rows: [], ...params }))()
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field }] } })
  }
  expect(sent).toEqual([])
  const Wrong = { ...Tasks, properties: { ...Tasks.properties, Estimate: Tasks.properties.Name } }
  expect(await upsertRows(ctx, unsafeCast<Params>({ source: Wrong, key: 'Name', rows: [] }))()).toMatchObject({
    _tag: 'Left',
  })
})

test('error: a declared property that the data source does not have is refused, since Notion would ignore its values', async () => {
  const { ctx, sent } = await aTable([{ Name: 'A' }], { Name: 'title', Estimate: 'number' })
  const result = await upsertRows(ctx, {
    source: Tasks,
    key: 'Name',
    rows: [{ Name: 'A', Stage: 'Todo', Estimate: 3 }],
  })()
  expect(result).toMatchObject({ left: { issues: [{ field: 'source.properties.Stage', given: 'none' }] } })
  expect(writesOf(sent)).toEqual([])
})

test('error: a row that Notion rejects is reported, and the others are written', async () => {
  const { ctx, simulator } = await aTable([])
  simulator.failNext({ status: 400, match: ({ method, path }) => method === 'POST' && /pages$/.test(path) })
  const report = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: ROWS, concurrency: 1 })())
  expect(report).toMatchObject({
    created: [{ index: 1 }, { index: 2 }],
    failed: [{ index: 0, key: 'Mow', cause: { _tag: 'ValidationError' } }],
    resume: { done: [1, 2] },
  })
  const again = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: ROWS, resume: report.resume })())
  expect(again).toMatchObject({ created: [{ index: 0 }], unchanged: [], resume: { done: [0, 1, 2] } })
})

test('params: resume goes on after max_requests ended a job, also from JSON', async () => {
  const { ctx } = await aTable([])
  const rows = Array.from({ length: 10 }, (_, index) => ({ Name: `${index}` }))
  const params = { source: Tasks, key: 'Name', rows, concurrency: 3 } as const
  const stopped = await upsertRows(ctx, { ...params, max_requests: 6 })()
  expect(stopped).toMatchObject({
    left: { _tag: 'PartialUpsertError', cause: { _tag: 'AbortError' }, report: { created: { length: 4 } } },
  })
  if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialUpsertError') throw new Error('It was not stopped.')
  expect(stopped.left.message).toContain('6 are left')
  const report = done(await upsertRows(ctx, { ...params, resume: JSON.parse(JSON.stringify(stopped.left.resume)) })())
  expect(report).toMatchObject({ created: { length: 6 }, unchanged: [], failed: [] })
  expect((await all(queryRows(ctx, { source: Tasks }))).length).toBe(10)
})

const SMALL = [
  { Name: 'A', Estimate: 1 },
  { Name: 'B', Estimate: 2 },
  { Name: 'C', Estimate: 3 },
] as const

/** The rows of the data source, and how often each was created. */
const mirrored = async (ctx: notion.Context) =>
  (await all(queryRows(ctx, { source: Tasks, sorts: [{ property: 'Name', direction: 'ascending' }] }))).map((row) => {
    const { Name, Estimate } = given(row)
    return [Name, Estimate]
  })

const MIRROR = [
  ['A', 1],
  ['B', 2],
  ['C', 3],
]

const runs = async (failing: (typeof EVERY_FAULT)[string], index: number, times: number) => {
  const { simulator, ctx, failAt, heal } = await tried()
  await simulator.load(unsafeCast<Parameters<typeof simulator.load>[0]>(withTasks([{ Name: 'A', Estimate: 0 }])))
  failAt(index, failing, times)
  const params = { source: Tasks, key: 'Name', rows: SMALL, concurrency: 1 } as const
  const result = await upsertRows(ctx, params)()
  heal()
  const found = await mirrored(ctx)
  const partial =
    result._tag === 'Right' ? result.right : result.left._tag === 'PartialUpsertError' ? result.left.report : undefined
  const reported = partial ? [...partial.created, ...partial.updated, ...partial.unchanged].map(({ key }) => key) : []
  // What is reported as written is there; nothing is there twice.
  for (const key of reported) expect(found).toContainEqual(MIRROR.find(([name]) => name === key))
  expect(new Set(found.map(([name]) => name)).size).toBe(found.length)
  const again = done(await upsertRows(ctx, { ...params, ...(partial && { resume: partial.resume }) })())
  expect(again.failed).toEqual([])
  expect(await mirrored(ctx)).toEqual(MIRROR)
  return { result, partial }
}

test.each(Object.entries(EVERY_FAULT))(
  'behavior: %s at any request leaves nothing undone or done twice',
  async (fault, failing) => {
    for (const index of turnsOf(fault, 6)) {
      const { partial } = await runs(failing, index, 1)
      if (index >= 2 && partial) expect(partial.created.length + partial.updated.length + partial.failed.length).toBe(3)
    }
  },
)

test.each<readonly [string, ReadonlyArray<number>]>([
  ['503', [0, 1, 2, 3, 4]],
  // A job waits for minutes where it is asked to, and so sends hundreds of requests.
  ['429 rate limit', [1, 4]],
  ['connection refused', [0, 1, 2, 3, 4]],
  ['half a response', [0, 1, 2, 3, 4]],
])('error: %s from any request on is reported, and a resumed run completes', async (name, indices) => {
  for (const index of indices) {
    const failing = EVERY_FAULT[name]
    if (!failing) throw new Error(`There is no fault ${name}.`)
    const { result, partial } = await runs(failing, index, 10_000)
    expect(result._tag === 'Left' || (partial?.failed.length ?? 0) > 0).toBe(true)
  }
})

test('behavior: a creation that was applied is found by its key, and is a creation', async () => {
  for (const failing of Object.values(APPLIED)) {
    const { partial } = await runs(failing, 3, 1)
    expect(partial).toMatchObject({ created: [{ key: 'B' }, { key: 'C' }], failed: [] })
  }
  expect(Object.keys(NOT_APPLIED).length).toBeGreaterThan(0)
})

test('behavior: a relation of more than 25 rows is read whole before it is compared', async () => {
  const { ctx, sent } = await aTable(Array.from({ length: 40 }, (_, index) => ({ Name: `${index}` })))
  const others = (await all(queryRows(ctx, { source: Tasks, select: ['Name'] }))).map(given)
  const rows = [{ Name: 'All', Next: others }]
  done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())
  sent.length = 0
  expect(done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())).toMatchObject({
    unchanged: [{ key: 'All' }],
  })
  expect(writesOf(sent)).toEqual([])
  const fewer = [{ Name: 'All', Next: others.slice(1) }]
  expect(done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: fewer })())).toMatchObject({
    updated: [{ changed: ['Next'] }],
  })
  // Shorter than the part that was returned: it differs, whatever follows.
  sent.length = 0
  const few = [{ Name: 'All', Next: others.slice(0, 3) }]
  expect(done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: few })())).toMatchObject({
    updated: [{ changed: ['Next'] }],
  })
  expect(sent.filter(({ path }) => path.includes('/properties/'))).toEqual([])
})

test('error: a row whose relation cannot be read whole is reported, and not written', async () => {
  const { ctx, sent, simulator } = await aTable(Array.from({ length: 30 }, (_, index) => ({ Name: `${index}` })))
  const others = (await all(queryRows(ctx, { source: Tasks, select: ['Name'] }))).map(given)
  const rows = [
    { Name: 'All', Next: others },
    { Name: '1', Estimate: 1 },
  ]
  done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())
  sent.length = 0
  simulator.failNext({ status: 403, match: ({ path }) => path.includes('/properties/') })
  expect(done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())).toMatchObject({
    failed: [{ key: 'All', cause: { _tag: 'PermissionError' } }],
    unchanged: [{ key: '1' }],
    resume: { done: [1] },
  })
  expect(writesOf(sent)).toEqual([])
})

test.each<readonly [string, string, object, ReadonlyArray<object>]>([
  ['a number', 'Estimate', { Estimate: number }, [{ Estimate: 1 }, { Estimate: 2.5 }, { Estimate: 0 }]],
  ['an address', 'Link', { Link: url }, [{ Link: 'https://a.example' }, { Link: 'https://b.example' }]],
  ['a status', 'State', { State: status }, [{ State: 'In progress' }, { State: 'Done' }]],
])(
  'params: key may be %s: rows are found by it, also after a creation of which the outcome is unknown',
  async (_, key, properties, rows) => {
    for (const failing of Object.values(APPLIED)) {
      const { simulator, ctx, failAt } = await tried()
      const schema = { ...SCHEMA, Link: 'url', State: 'status' }
      await simulator.load(
        unsafeCast<Parameters<typeof simulator.load>[0]>(withTasks([{ ...rows[0], Name: 'A' }], schema)),
      )
      const source = defineDataSource({ data_source_id: TASKS, properties: { Name: title, ...properties } })
      const named = rows.map((row) => ({ Name: 'B', ...row }))
      const params = unsafeCast<UpsertRowsParams<typeof source>>({ source, key, rows: named, concurrency: 1 })
      // After the schema, the rows and the update of the first.
      failAt(3, failing)
      const report = done(await upsertRows(ctx, params)())
      expect([report.updated.length, report.created.length, report.failed]).toEqual([1, rows.length - 1, []])
      expect((await all(queryRows(ctx, { source }))).length).toBe(rows.length)
      expect(done(await upsertRows(ctx, params)()).unchanged).toHaveLength(rows.length)
    }
  },
)

test('behavior: a creation that Notion reports as committed with its error is a creation', async () => {
  const { simulator } = await aTable([])
  const refused = {
    object: 'error',
    status: 503,
    code: 'service_unavailable',
    message: 'Created, but it cannot be returned.',
    additional_data: { error_type: 'committed_but_unavailable', committed_resource_id: PAGE },
  }
  const answering = notion.createContext({
    ...goingTo(simulator, fakeClock()),
    fetch: async (url: string, init: RequestInit) =>
      url.endsWith('/v1/pages') ? Response.json(refused, { status: 503 }) : simulator.fetch(url, init),
  })
  expect(done(await upsertRows(answering, { source: Tasks, key: 'Name', rows: [{ Name: 'A' }] })())).toMatchObject({
    created: [{ key: 'A', id: PAGE }],
    failed: [],
  })
})

test('error: a job that is aborted while a row is created says that it may be there', async () => {
  const { simulator } = await aTable([])
  const controller = new AbortController()
  const ctx = notion.createContext({
    ...goingTo(simulator, fakeClock()),
    fetch: async (url: string, init: RequestInit) => {
      const answer = await simulator.fetch(url, init)
      if (url.endsWith('/v1/pages')) controller.abort()
      init.signal?.throwIfAborted()
      return answer
    },
  })
  const rows = [{ Name: 'A' }, { Name: 'B' }]
  const { signal } = controller
  const params = { source: Tasks, key: 'Name', rows, concurrency: 1 } as const
  const result = await upsertRows(ctx, { ...params, signal })()
  expect(result).toMatchObject({
    left: {
      _tag: 'PartialUpsertError',
      report: { created: [], failed: [{ key: 'A', cause: { _tag: 'AbortError', outcome: 'unknown' } }] },
      resume: { done: [] },
    },
  })
  expect(done(await upsertRows(ctx, { ...params, signal: undefined })())).toMatchObject({
    unchanged: [{ key: 'A' }],
  })
})

test('behavior: a data source among the rows, as a wiki has them, is left alone', async () => {
  const { ctx, sent } = await aTable([{ Name: 'A' }])
  const change: notion.Middleware = (next) => (request) => async () => {
    const answer = await next(request)()
    if (answer._tag === 'Right') {
      unsafeCast<{ results?: Array<object> }>(answer.right).results?.unshift({ object: 'data_source', id: PERSON })
    }
    return answer
  }
  const report = await upsertRows(notion.use(change)(ctx), { source: Tasks, key: 'Name', rows: [{ Name: 'A' }] })()
  expect(done(report).unchanged).toHaveLength(1)
  expect(writesOf(sent)).toEqual([])
})

test('behavior: a file that was just uploaded is always written', () => {
  const uploaded = [{ name: 'a', file_upload: { id: PERSON } }]
  expect(isSameValue('files', uploaded, [{ name: 'a', file: { url: `https://s3/${PERSON}` } }])).toBe(false)
  expect(isSameValue('files', uploaded, [])).toBe(false)
})

const PAGE = '00000000-0000-4000-8000-0000000000aa'

test.each<readonly [string, RowInput<typeof Tasks>, RowInput<typeof Tasks>]>([
  ['a time with seconds', { Due: new Date(Date.UTC(2026, 2, 11, 9, 30, 17, 123)) }, { Due: '2026-03-11T09:31:00Z' }],
  [
    'a time in a zone',
    { Due: { start: '2026-07-01T09:00:00', time_zone: 'America/St_Johns' } },
    { Due: { start: '2026-07-01T09:00:00', time_zone: 'UTC' } },
  ],
  ['the id of a page without dashes', { Next: [PAGE.replaceAll('-', '')] }, { Next: [] }],
  [
    'a mention of a page',
    { Notes: [{ mention: { page: { id: PAGE.replaceAll('-', '') } } }] },
    { Notes: [{ mention: { page: { id: PERSON } } }] },
  ],
  [
    'a mention of a range of dates',
    { Notes: [{ mention: { date: { start: '2026-03-11', end: '2026-03-12' } } }] },
    { Notes: [{ mention: { date: { start: '2026-03-11', end: '2026-03-13' } } }] },
  ],
  [
    'the same mention twice',
    { Notes: [{ mention: { user: { id: PERSON } } }, { mention: { user: { id: PERSON } } }] },
    { Notes: [{ mention: { user: { id: PERSON } } }] },
  ],
  [
    'a mention that a template fills in',
    { Notes: [{ mention: { template_mention: { template_mention_date: 'today' } } }] },
    { Notes: [{ mention: { template_mention: { template_mention_date: 'now' } } }] },
  ],
  [
    'the address of a host',
    { Notes: [{ text: { content: 'x', link: { url: 'https://example.com' } } }] },
    { Notes: [{ text: { content: 'x', link: { url: 'https://example.org' } } }] },
  ],
  [
    'runs of one style',
    {
      Notes: [
        { text: { content: 'a' }, annotations: { bold: true, color: 'default' } },
        { text: { content: 'b' }, annotations: { bold: true } },
      ],
    },
    { Notes: [{ text: { content: 'ab' }, annotations: { italic: true } }] },
  ],
  ['an equation', { Notes: [{ equation: { expression: 'a^2' } }] }, { Notes: [{ equation: { expression: 'b^2' } }] }],
  ['a file of the web', { Files: ['https://example.com/a.pdf?x=1'] }, { Files: ['https://example.com/a.pdf?x=2'] }],
])('behavior: %s is the same in the second run, and another one is written', async (_, value, other) => {
  const { ctx } = await aTable([{ Name: 'A' }, { Name: 'Page', $id: PAGE }])
  const upsert = async (values: RowInput<typeof Tasks>) =>
    done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows: [{ Name: 'A', ...values }] })())
  expect((await upsert(value)).updated).toHaveLength(1)
  expect((await upsert(value)).unchanged).toHaveLength(1)
  expect((await upsert(other)).updated).toHaveLength(1)
})

test('behavior: an option that was renamed in Notion is still the key of its row', async () => {
  const { ctx, sent } = await aTable([{ Name: 'A', Stage: 'Todo' }])
  const { properties } = await ok(notion.getDataSource(ctx, { data_source_id: TASKS }))
  const { id } = (properties.Stage?.type === 'select' && properties.Stage.select.options[0]) || {}
  const Stage = select.of({ name: 'Before', id }, 'Done')
  const source = defineDataSource({ data_source_id: TASKS, properties: { Stage, Estimate: number } })
  const rows = [{ Stage: 'Before', Estimate: 3 }] as const
  expect(done(await upsertRows(ctx, { source, key: 'Stage', rows })())).toMatchObject({
    created: [],
    updated: [{ key: 'Before', changed: ['Estimate'] }],
  })
  expect(writesOf(sent)).toHaveLength(1)
})

test('params: on_progress is called while rows are read, and for each row', async () => {
  const { ctx } = await aTable(Array.from({ length: 110 }, (_, index) => ({ Name: `${index}` })))
  const reported: Array<Progress> = []
  const rows = [{ Name: 'A' }, { Name: 'B' }]
  const on_progress = (progress: Progress): unknown => reported.push(progress)
  done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows, concurrency: 1, on_progress })())
  expect(reported.map(({ requests, done, total }) => [requests, done, total])).toEqual([
    [2, 0, 2],
    [3, 0, 2],
    [4, 1, 2],
    [5, 2, 2],
  ])
})

test('behavior: a read that conflicts with a change is sent again', async () => {
  const { ctx, simulator } = await aTable([{ Name: 'A', Estimate: 1 }])
  simulator.failNext({ status: 409, match: ({ path }) => /query$/.test(path) })
  const rows = [{ Name: 'A', Estimate: 1 }]
  expect(done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })()).unchanged).toHaveLength(1)
})

test.each<readonly [string, unknown, unknown, unknown]>([
  ['select', null, null, { id: 'a', name: 'x' }],
  ['status', { id: 'a' }, { id: 'a', name: 'x' }, { id: 'b', name: 'x' }],
  ['place', { lat: 1, lon: 2, name: 'x' }, { lat: 1, lon: 2, name: 'x', address: null }, { lat: 1, lon: 3, name: 'x' }],
  ['place', null, null, { lat: 1, lon: 2 }],
  ['verification', { state: 'verified' }, { state: 'verified', date: null }, { state: 'expired' }],
  ['verification', null, { state: 'unverified' }, { state: 'verified' }],
  ['verification', { state: 'unverified' }, null, { state: 'verified' }],
  ['relation', [], undefined, [{ id: TASKS }]],
  ['people', [{ id: 'a guest' }], [{ object: 'user', id: 'a guest' }], [{ object: 'user', id: 'another' }]],
  [
    'rich_text',
    [{ text: { content: '' } }, { text: { content: 'a' }, annotations: { bold: true } }],
    [{ text: { content: 'a' }, plain_text: 'a', annotations: { bold: true, italic: false } }],
    [{ text: { content: 'a' }, plain_text: 'a', annotations: { bold: false } }],
  ],
  ['files', [{ name: 'a', file: { url: 'https://s3/a?x=1' } }], [{ name: 'a', file: { url: 'https://s3/a?x=2' } }], []],
  [
    'date',
    { start: '2026-03-11T09:30' },
    { start: '2026-03-11T09:30:00.000+00:00', end: null },
    { start: '2026-03-11' },
  ],
  ['date', null, null, { start: '2026-03-11', end: null }],
  ['people', [{ id: PERSON.toUpperCase() }], [{ object: 'user', id: PERSON }], [{ object: 'user', id: TASKS }]],
  ['email', 'a@b.c', 'a@b.c', null],
])('behavior: a %s is compared by what a request says of it', (type, wanted, same, other) => {
  expect([isSameValue(type, wanted, same), isSameValue(type, wanted, other)]).toEqual([true, false])
})

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const time = day.map((date) => date.toISOString())
const anyRow: fc.Arbitrary<RowInput<typeof Tasks>> = fc.record(
  {
    Stage: fc.constantFrom('Todo', 'Done', null),
    Tags: fc.subarray(['home', 'garden'] as const, { minLength: 0 }),
    Estimate: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    Due: fc.oneof(
      day,
      time,
      time.map((text) => text.slice(0, 10)),
      fc.constant(null),
      fc.record({ start: time.map((text) => text.slice(0, 19)), time_zone: fc.constantFrom('Asia/Kolkata', 'UTC') }),
    ),
    Done: fc.boolean(),
    Notes: fc.oneof(
      fc.string({ maxLength: 2100 }),
      fc.array(
        fc.record({
          text: fc.record({ content: fc.string({ minLength: 1 }) }),
          annotations: fc.record({ bold: fc.boolean() }),
        }),
        {
          maxLength: 3,
        },
      ),
    ),
    Owner: fc.subarray([PERSON]),
    Files: fc.array(fc.webUrl(), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

test('behavior: whatever the values, a second run writes nothing', async () => {
  const { ctx, sent } = await aTable([])
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 4 }), fc.uuid(), async (values, id) => {
      const rows = values.map((one, index) => ({ Name: `${id} ${index}`, ...one }))
      const first = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())
      expect([first.failed, first.created.length]).toEqual([[], rows.length])
      sent.length = 0
      const second = done(await upsertRows(ctx, { source: Tasks, key: 'Name', rows })())
      expect(second.updated).toEqual([])
      expect(writesOf(sent)).toEqual([])
    }),
    { numRuns: 8 },
  )
})

test('error: a row whose key cannot be read ends the job, since it could be created twice', async () => {
  const { ctx, sent } = await aTable([{ Name: 'A' }])
  const change: notion.Middleware = (next) => (request) => async () => {
    const answer = await next(request)()
    const [row] = answer._tag === 'Right' ? (unsafeCast<{ results?: Array<object> }>(answer.right).results ?? []) : []
    if (row) Object.assign(row, { properties: {} })
    return answer
  }
  expect(
    await upsertRows(notion.use(change)(ctx), { source: Tasks, key: 'Name', rows: [{ Name: 'A' }] })(),
  ).toMatchObject({
    left: { _tag: 'DecodeError', message: expect.stringContaining('cannot be read') },
  })
  expect(writesOf(sent)).toEqual([])
})

test('error: a property bound by an id that is gone, and an option that the property does not have, are refused', async () => {
  const { ctx, sent } = await aTable([], { ...SCHEMA, State: 'status' })
  const Gone = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Estimate: { prop: number, id: 'x' } },
  })
  expect(await upsertRows(ctx, { source: Gone, key: 'Name', rows: [{ Name: 'A', Estimate: 3 }] })()).toMatchObject({
    left: { issues: [{ field: 'source.properties.Estimate', allowed: expect.stringContaining('with this id') }] },
  })
  const rows = [{ Name: 'A', State: 'Later' }]
  const refused = await upsertRows(ctx, { source: States, key: 'Name', rows, allow_new_options: true })()
  expect(refused).toMatchObject({ left: { issues: [{ field: 'rows[0].State', given: 'Later' }] } })
  expect(refused._tag === 'Left' && refused.left.message).not.toContain('allow_new_options')
  expect(writesOf(sent)).toEqual([])
})
