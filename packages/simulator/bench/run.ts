/**
 * Measures the simulator under load, and prints a table: 100,000 rows in a data source, a page of 10,000 blocks, 10,000
 * declared rows with as many relations, and the built command with these rows. With `--check` it fails when a measurement exceeds its
 * ceiling, and does not repeat what is far below it. Measured is processor time, which grows little when other programs run. The ceilings
 * are for a machine with modest cores.
 */
import { parseArgs } from 'node:util'
import { createSimulator, type JsonObject, type Simulator } from '../src/index.js'
import { readOverHttp, startCommand } from './command.js'

/** A row of the table. */
interface Measurement {
  readonly name: string
  /** The median processor time. */
  readonly milliseconds: number
  /** The most that is allowed, in milliseconds. */
  readonly ceiling: number
}

const ROWS = 100_000
const BLOCKS = 10_000
const DECLARED = 10_000
const READS = 3000
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

const CONTAINERS: ReadonlyArray<JsonObject> = [
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
      Size: {
        id: 'size',
        name: 'Size',
        type: 'formula',
        formula: { expression: 'if(prop("Points") > 500, prop("Name") + " is big", format(prop("Points") * 2))' },
      },
    },
  },
]

const send = async (simulator: Simulator, method: string, path: string, body?: JsonObject): Promise<JsonObject> => {
  const response = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer ntn_bench', 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const parsed: JsonObject = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(parsed)}`)
  return parsed
}

const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0

/** The processor time of this process, in milliseconds. */
const used = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

/** Whether a first run is enough. It is the slowest, and a busy machine makes runs slower, never faster. */
const isClear = (milliseconds: number, ceiling: number): boolean => options.check && milliseconds <= ceiling / 2

/** The processor time of one run, in milliseconds. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = used()
  await work()
  return used() - start
}

/** A row with the median of several runs after a warm-up. */
const measured = async (
  name: string,
  { runs, ceiling }: { readonly runs: number; readonly ceiling: number },
  work: () => Promise<unknown>,
): Promise<Measurement> => {
  const first = await timed(work)
  if (isClear(first, ceiling)) return { name, milliseconds: first, ceiling }
  const times: Array<number> = []
  for (let run = 0; run < runs; run += 1) times.push(await timed(work))
  return { name, milliseconds: median(times), ceiling }
}

/** Reads a list to its end, and returns its length. */
const readAll = async (readPage: (cursor: JsonObject) => Promise<JsonObject>): Promise<number> => {
  let count = 0
  for (let cursor: JsonObject = {}; ; ) {
    const page = await readPage(cursor)
    count += Array.isArray(page.results) ? page.results.length : 0
    if (typeof page.next_cursor !== 'string') return count
    cursor = { start_cursor: page.next_cursor }
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

/** The requests of a reader of all rows: a query gives no more than 10,000, so it is repeated from where it ended. */
const readEveryRow = async (query: (body: JsonObject) => Promise<JsonObject>): Promise<number> => {
  const seen = new Set<string>()
  const sorts = [{ timestamp: 'created_time', direction: 'ascending' }]
  for (let filter: JsonObject = {}; ; ) {
    const before = seen.size
    let last = ''
    await readAll(async (cursor) => {
      const page = await query({ sorts, ...filter, ...cursor })
      for (const each of Array.isArray(page.results) ? page.results : []) {
        seen.add(String(each.id))
        last = String(each.created_time)
      }
      return page
    })
    if (seen.size === before) return seen.size
    filter = { filter: { timestamp: 'created_time', created_time: { on_or_after: last } } }
  }
}

const assertCount = (what: string, count: number, expected: number): void => {
  if (count !== expected) throw new Error(`Read ${count} ${what}, expected ${expected}.`)
}

/** The most that the reads may take, in milliseconds. */
const READING_CEILING = 1500

/** What the command uses until it listens, and for reads after a warm-up. */
const ofCommand = async (contents: JsonObject): Promise<{ readonly starting: number; readonly reading: number }> => {
  const command = await startCommand(contents)
  const read = (): Promise<void> => readOverHttp(command.port, `/v1/pages/${idOf('a', 5)}`, READS)
  try {
    const starting = await command.used()
    await read()
    const rounds: Array<number> = []
    while (rounds.length < 3 && !rounds.some((one) => isClear(one, READING_CEILING))) {
      const before = await command.used()
      await read()
      rounds.push((await command.used()) - before)
    }
    return { starting, reading: median(rounds) }
  } finally {
    await command.stop()
  }
}

const measure = async (): Promise<ReadonlyArray<Measurement>> => {
  const simulator = createSimulator({ now: () => TIME })
  const objects = [
    ...CONTAINERS,
    ...Array.from({ length: ROWS }, (_, index) => row(index)),
    ...Array.from({ length: BLOCKS }, (_, index) => block(index)),
  ]
  const loading = await timed(() => simulator.load(objects))
  const query = (body: JsonObject = {}): Promise<JsonObject> =>
    send(simulator, 'POST', `data_sources/${SOURCE}/query`, body)
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
  const everyRow = await timed(async () => assertCount('rows', await readEveryRow(query), ROWS))
  let far: JsonObject = {}
  for (let page = 1; page < 300; page += 1)
    far = { start_cursor: (await query({ ...far, page_size: 33 })).next_cursor ?? '' }
  const { starting, reading } = await ofCommand(simulator.snapshot())
  return [
    {
      name: `start the command with ${ROWS + BLOCKS} stored objects`,
      milliseconds: starting,
      ceiling: 5000,
    },
    {
      name: `${READS} reads of a page from the command, by 8 connections`,
      milliseconds: reading,
      ceiling: READING_CEILING,
    },
    { name: `load ${ROWS + BLOCKS} objects as the API returns them`, milliseconds: loading, ceiling: 10_000 },
    await measured(`load a declared workspace of ${2 * DECLARED} rows`, { runs: 1, ceiling: 8000 }, () =>
      createSimulator({ now: () => TIME }).load(declared),
    ),
    await measured(`query ${ROWS} rows, first page of 100`, { runs: 5, ceiling: 400 }, () => query()),
    await measured('the same with a filter', { runs: 5, ceiling: 600 }, () => query({ filter })),
    await measured('the same with sorts by two properties', { runs: 5, ceiling: 2000 }, () => query({ sorts })),
    await measured('the same with a filter and sorts', { runs: 5, ceiling: 1200 }, () => query({ filter, sorts })),
    await measured('query to the limit of 10,000 rows, 100 requests', { runs: 1, ceiling: 3000 }, async () =>
      assertCount('rows', await readAll(query), 10_000),
    ),
    await measured('page 300 of a query', { runs: 20, ceiling: 20 }, () => query({ ...far, page_size: 33 })),
    { name: `read ${ROWS} rows, in pages of 100`, milliseconds: everyRow, ceiling: 20_000 },
    await measured(`query ${ROWS} rows, filtered by a formula`, { runs: 3, ceiling: 2000 }, () =>
      query({ filter: { property: 'Size', formula: { string: { contains: 'big' } } } }),
    ),
    await measured(`list ${BLOCKS} children of a page, 100 a request`, { runs: 3, ceiling: 3000 }, async () => {
      const path = `blocks/${HOME}/children`
      const count = await readAll(({ start_cursor: cursor }) =>
        send(simulator, 'GET', cursor === undefined ? path : `${path}?start_cursor=${String(cursor)}`),
      )
      assertCount('blocks', count, BLOCKS + 1)
    }),
    await measured('retrieve a page', { runs: 50, ceiling: 5 }, () => send(simulator, 'GET', `pages/${idOf('a', 5)}`)),
    await measured('update a row', { runs: 50, ceiling: 5 }, () =>
      send(simulator, 'PATCH', `pages/${idOf('a', 5)}`, { properties: { Points: { number: 1 } } }),
    ),
    await measured('create a row', { runs: 50, ceiling: 10 }, () =>
      send(simulator, 'POST', 'pages', {
        parent: { data_source_id: SOURCE },
        properties: { Name: { title: [{ text: { content: 'New' } }] } },
      }),
    ),
    await measured(`append a block to a page of ${BLOCKS}`, { runs: 50, ceiling: 30 }, () =>
      send(simulator, 'PATCH', `blocks/${HOME}/children`, { children: [{ divider: {} }] }),
    ),
    await measured(`search ${ROWS} titles`, { runs: 3, ceiling: 2000 }, () =>
      send(simulator, 'POST', 'search', { query: 'Row 99' }),
    ),
    await measured('take a snapshot', { runs: 1, ceiling: 10_000 }, async () => simulator.snapshot()),
  ]
}

const measurements = await measure()
console.log('| measurement | processor time, ms | ceiling, ms |')
console.log('|---|---|---|')
for (const { name, milliseconds, ceiling } of measurements)
  console.log(`| ${name} | ${milliseconds.toFixed(1)} | ${ceiling} |`)
const exceeded = measurements.filter(({ milliseconds, ceiling }) => milliseconds > ceiling)
if (options.check && exceeded.length > 0) process.exitCode = 1
