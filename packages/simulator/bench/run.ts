/**
 * Measures the simulator under load, and prints a table: 100,000 rows in a data source, a page of 10,000 blocks, and
 * 10,000 declared rows with as many relations. With `--check` it fails when a measurement exceeds its ceiling. The
 * ceilings are for a machine with two modest cores.
 */
import { parseArgs } from 'node:util'
import { createSimulator, type JsonObject, type Simulator } from '../src/index.js'

/** A line of the table. */
interface Figure {
  readonly what: string
  readonly milliseconds: number
  /** The ceiling, in milliseconds. */
  readonly most: number
}

const ROWS = 100_000
const BLOCKS = 10_000
const DECLARED = 10_000
const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const DATABASE = '1f1e1d1c-1b1a-4918-9716-151413121110'
const SOURCE = '2f2e2d2c-2b2a-4928-a726-252423222120'

const idOf = (kind: string, index: number): string =>
  `${kind}0000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`

const textOf = (content: string): JsonObject => ({ type: 'text', text: { content, link: null }, plain_text: content })

const TIME = Date.UTC(2026, 0, 1)

const STAGES = ['Todo', 'Doing', 'Done'].map((name, index) => ({ id: `stage-${index}`, name, color: 'default' }))

const row = (index: number): JsonObject => ({
  object: 'page',
  id: idOf('a', index),
  created_time: new Date(TIME + index * 1000).toISOString(),
  last_edited_time: new Date(TIME + index * 1000).toISOString(),
  parent: { type: 'data_source_id', data_source_id: SOURCE, database_id: DATABASE },
  properties: {
    Name: { id: 'title', type: 'title', title: [textOf(`Row ${index}`)] },
    Points: { id: 'pnts', type: 'number', number: (index * 7919) % 1000 },
    Stage: { id: 'stge', type: 'select', select: STAGES[index % 3] ?? null },
    Due: { id: 'due1', type: 'date', date: { start: `2026-0${1 + (index % 9)}-15`, end: null, time_zone: null } },
  },
})

const block = (index: number): JsonObject => ({
  object: 'block',
  id: idOf('b', index),
  created_time: new Date(TIME).toISOString(),
  parent: { type: 'page_id', page_id: HOME },
  type: 'paragraph',
  paragraph: { rich_text: [textOf(`Block ${index}`)], color: 'default' },
})

const FOUNDATION: ReadonlyArray<JsonObject> = [
  {
    object: 'page',
    id: HOME,
    created_time: new Date(TIME).toISOString(),
    parent: { type: 'workspace', workspace: true },
    properties: { title: { id: 'title', type: 'title', title: [textOf('Home')] } },
  },
  {
    object: 'database',
    id: DATABASE,
    created_time: new Date(TIME).toISOString(),
    parent: { type: 'page_id', page_id: HOME },
    title: [textOf('Rows')],
    data_sources: [{ id: SOURCE, name: 'Rows' }],
  },
  {
    object: 'data_source',
    id: SOURCE,
    created_time: new Date(TIME).toISOString(),
    parent: { type: 'database_id', database_id: DATABASE },
    title: [textOf('Rows')],
    properties: {
      Name: { id: 'title', name: 'Name', type: 'title', title: {} },
      Points: { id: 'pnts', name: 'Points', type: 'number', number: { format: 'number' } },
      Stage: { id: 'stge', name: 'Stage', type: 'select', select: { options: STAGES } },
      Due: { id: 'due1', name: 'Due', type: 'date', date: {} },
    },
  },
]

const ask = async (simulator: Simulator, method: string, path: string, body?: JsonObject): Promise<JsonObject> => {
  const answer = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer ntn_bench', 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const parsed: JsonObject = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(parsed)}`)
  return parsed
}

/** The median time of several runs, after a warm-up. */
const timed = async (runs: number, work: () => Promise<unknown>): Promise<number> => {
  await work()
  const times: Array<number> = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)] ?? 0
}

/** Reads a list to its end, and returns its length. */
const readAll = async (part: (cursor: JsonObject) => Promise<JsonObject>): Promise<number> => {
  let count = 0
  for (let cursor: JsonObject = {}; ; ) {
    const answer = await part(cursor)
    count += Array.isArray(answer.results) ? answer.results.length : 0
    if (typeof answer.next_cursor !== 'string') return count
    cursor = { start_cursor: answer.next_cursor }
  }
}

const declared = {
  databases: [
    {
      title: 'Tasks',
      properties: { Project: { relation: 'Projects', two_way: 'Tasks' } },
      rows: Array.from({ length: DECLARED }, (_, index) => ({ Name: `Task ${index}`, Project: `Project ${index}` })),
    },
    { title: 'Projects', rows: Array.from({ length: DECLARED }, (_, index) => ({ Name: `Project ${index}` })) },
  ],
}

const demandCount = (what: string, count: number, wanted: number): void => {
  if (count !== wanted) throw new Error(`${what}: ${count} in place of ${wanted}`)
}

const measure = async (): Promise<ReadonlyArray<Figure>> => {
  const simulator = createSimulator({ now: () => TIME })
  const objects = [
    ...FOUNDATION,
    ...Array.from({ length: ROWS }, (_, index) => row(index)),
    ...Array.from({ length: BLOCKS }, (_, index) => block(index)),
  ]
  const start = performance.now()
  await simulator.load(objects)
  const loading = performance.now() - start
  const query = (body: JsonObject = {}): Promise<JsonObject> =>
    ask(simulator, 'POST', `data_sources/${SOURCE}/query`, body)
  const filter = {
    and: [
      { property: 'Points', number: { greater_than: 500 } },
      { property: 'Stage', select: { equals: 'Done' } },
    ],
  }
  const sorts = [
    { property: 'Due', direction: 'descending' },
    { property: 'Name', direction: 'ascending' },
  ]
  return [
    { what: `load ${ROWS + BLOCKS} objects`, milliseconds: loading, most: 10_000 },
    {
      what: `load ${2 * DECLARED} declared rows`,
      milliseconds: await timed(1, () => createSimulator({ now: () => TIME }).load(declared)),
      most: 8000,
    },
    { what: 'query, first 100 rows', milliseconds: await timed(5, () => query()), most: 400 },
    { what: 'query, filtered', milliseconds: await timed(5, () => query({ filter })), most: 600 },
    { what: 'query, sorted by two properties', milliseconds: await timed(5, () => query({ sorts })), most: 2000 },
    { what: 'query, filtered and sorted', milliseconds: await timed(5, () => query({ filter, sorts })), most: 1200 },
    {
      what: 'query, read to the cap of 10,000',
      milliseconds: await timed(1, async () => demandCount('rows', await readAll(query), 10_000)),
      most: 20_000,
    },
    {
      what: `children, all ${BLOCKS} in parts of 100`,
      milliseconds: await timed(3, async () => {
        const path = `blocks/${HOME}/children`
        const count = await readAll(({ start_cursor: cursor }) =>
          ask(simulator, 'GET', cursor === undefined ? path : `${path}?start_cursor=${String(cursor)}`),
        )
        demandCount('blocks', count, BLOCKS + 1)
      }),
      most: 3000,
    },
    {
      what: 'retrieve a page',
      milliseconds: await timed(50, () => ask(simulator, 'GET', `pages/${idOf('a', 5)}`)),
      most: 5,
    },
    {
      what: 'update a row',
      milliseconds: await timed(50, () =>
        ask(simulator, 'PATCH', `pages/${idOf('a', 5)}`, { properties: { Points: { number: 1 } } }),
      ),
      most: 5,
    },
    {
      what: 'create a row',
      milliseconds: await timed(50, () =>
        ask(simulator, 'POST', 'pages', {
          parent: { data_source_id: SOURCE },
          properties: { Name: { title: [{ text: { content: 'New' } }] } },
        }),
      ),
      most: 10,
    },
    {
      what: 'append a block to the long page',
      milliseconds: await timed(50, () =>
        ask(simulator, 'PATCH', `blocks/${HOME}/children`, { children: [{ divider: {} }] }),
      ),
      most: 30,
    },
    {
      what: 'search by title',
      milliseconds: await timed(3, () => ask(simulator, 'POST', 'search', { query: 'Row 99' })),
      most: 2000,
    },
    { what: 'snapshot', milliseconds: await timed(1, async () => simulator.snapshot()), most: 10_000 },
  ]
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const figures = await measure()
for (const { what, milliseconds, most } of figures)
  console.log(`${what.padEnd(40)} ${milliseconds.toFixed(1).padStart(9)} ms   at most ${most}`)
const over = figures.filter(({ milliseconds, most }) => milliseconds > most)
if (values.check && over.length > 0) process.exitCode = 1
