/**
 * Measures what the README says about speed, with the built library, and prints the tables.
 *
 * `--check` fails when a measurement exceeds its ceiling; `--write` updates the README. The responses come from the
 * simulator, which runs in a separate process: only the processor time of this process counts. Each import is measured
 * in a separate process, too.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { type Either, isLeft } from 'fp-ts/Either'
import { withTable } from '../scripts/support/inPlace.js'
import type * as Library from '../src/index.js'
import { callersOf } from './callers.js'
import { compareImports } from './coldImport.js'
import { type Comparison, compare, microseconds, type Work } from './measure.js'
import { heapOfQueries, writeOverFullCache } from './memory.js'
import { measureProcesses } from './processTables.js'
import { heapOfRows } from './rowsHeap.js'
import { DATA_SOURCE_ID, LONG_PAGE_ID, OBJECTS, pageId } from './samples.js'
import { startSimulator } from './simulator.js'
import { treeTable } from './trees.js'

/** One row of the table. */
interface Measurement {
  readonly name: string
  /** The unit of the value; for a ratio, what it is compared with. */
  readonly unit: string
  readonly value: number
  /** The highest allowed value, in the same unit; absent where the value is for information only. */
  readonly ceiling?: number | undefined
  /** The two sides of a ratio, in microseconds. */
  readonly sides?: Pick<Comparison, 'ours' | 'theirs'>
}

const build = new URL('../dist/node/index.js', import.meta.url).href
const library: typeof Library = await import(build)
const { createContext, getBlockChildrenRequest, getPage, queryDataSourceRequest } = library

const simulator = await startSimulator(OBJECTS)
const { url } = simulator

const textOf = async (path: string, method = 'GET'): Promise<string> => {
  const headers = { authorization: 'Bearer ntn_bench', 'notion-version': '2025-09-03' }
  const response = await fetch(`${url}/v1/${path}`, { method, headers })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.text()
}
const PAGE = await textOf(`pages/${pageId(1)}`)
const ROWS = await textOf(`data_sources/${DATA_SOURCE_ID}/query`, 'POST')
const BLOCKS = await textOf(`blocks/${LONG_PAGE_ID}/children`)

const repeated =
  (work: () => unknown): Work =>
  async (times) => {
    for (let time = 0; time < times; time++) work()
  }

/**
 * Parsing and decoding a response, and parsing alone. The invalid response must not decode: a decoder that checks
 * nothing would be fast, too.
 */
const parseAndDecode = (
  decode: (json: unknown) => Either<unknown, unknown>,
  text: string,
  invalid: string,
): readonly [ours: Work, theirs: Work] => {
  if (!isLeft(decode(JSON.parse(invalid)))) throw new Error('The invalid response decodes.')
  const decodes = (): void => {
    if (isLeft(decode(JSON.parse(text)))) throw new Error('The response does not decode.')
  }
  return [repeated(decodes), repeated(() => JSON.parse(text))]
}
const rows = parseAndDecode(
  queryDataSourceRequest({ data_source_id: DATA_SOURCE_ID }).decode,
  ROWS,
  ROWS.replaceAll('"checkbox":true', '"checkbox":"yes"'),
)
const blocks = parseAndDecode(
  getBlockChildrenRequest({ block_id: LONG_PAGE_ID }).decode,
  BLOCKS,
  BLOCKS.replaceAll('"has_children":false', '"has_children":0'),
)

const OFFICIAL = 'ratio to the official client'
const BARE_KY = 'ratio to ky alone'
const PARSING = 'ratio to `JSON.parse`'

const ratio = (name: string, unit: string, { ratio: value, ...sides }: Comparison, ceiling?: number): Measurement => ({
  name,
  unit,
  value,
  ceiling,
  sides,
})

const overHttp = callersOf(library, url)
const withNetwork = [
  ratio(
    'call through `fetchFetcher` with `withDefaults`, over HTTP',
    OFFICIAL,
    await compare(overHttp.withEverything, overHttp.official),
  ),
  ratio('call through `kyFetcher`, over HTTP', BARE_KY, await compare(overHttp.overKy, overHttp.bareKy)),
]
simulator.stop()

// From here on there is no network: every call gets the same response at once.
const headers = { 'content-type': 'application/json', 'x-notion-request-id': pageId(1) }
globalThis.fetch = async (): Promise<Response> => new Response(PAGE, { status: 200, headers })
const offline = callersOf(library, 'https://api.notion.com')

const cached = createContext({ auth: 'ntn_bench' })
const hit: Work = async (times) => {
  for (let time = 0; time < times; time++) await getPage(cached, { page_id: pageId(1) })()
}

/** The cost of decoding alone, relative to parsing. */
const withoutParsing = ({ ours, theirs, ratio }: Comparison): Comparison => ({
  ours: ours - theirs,
  theirs,
  ratio: ratio - 1,
})
/** From Node 22 on, `JSON.parse` is faster. */
const DECODING_CEILING = Number.parseInt(process.versions.node, 10) < 22 ? 0.2 : 0.3

const measurements: ReadonlyArray<Measurement> = [
  ratio('call through `fetchFetcher`, no network', OFFICIAL, await compare(offline.bare, offline.official), 1.05),
  ratio(
    'call through `fetchFetcher` with `withDefaults`, no network',
    OFFICIAL,
    await compare(offline.withEverything, offline.official),
    1.4,
  ),
  ratio('the same with a full cache', OFFICIAL, await compare(offline.withFullCache, offline.official)),
  ratio('call through `kyFetcher`, no network', BARE_KY, await compare(offline.overKy, offline.bareKy), 1.0),
  ...withNetwork,
  ratio(
    'decoding a parsed response, 100 rows of 18 properties',
    PARSING,
    withoutParsing(await compare(...rows)),
    DECODING_CEILING,
  ),
  ratio('decoding a parsed response, 100 blocks of all types', PARSING, withoutParsing(await compare(...blocks))),
  { name: 'cache hit', unit: 'µs of processor time', value: await microseconds(hit), ceiling: 2 },
  {
    name: 'invalidation of all 1,000 entries of a full cache by a write, without the request',
    unit: 'ms',
    value: writeOverFullCache(build),
    ceiling: 1,
  },
  {
    name: 'heap of a default context after 2,000 queries of 100 rows, which also run with a heap limit of 128 MB',
    unit: 'MB',
    value: heapOfQueries(build, ROWS),
    ceiling: 32,
  },
  {
    name: 'highest heap while `queryRows` reads 30,000 rows, which also runs with a heap limit of 60 MB',
    unit: 'MB',
    value: heapOfRows(build, ROWS, 'queryRows'),
    ceiling: 60,
  },
  {
    name: 'highest heap while `changes` reads 30,000 rows, which also runs with a heap limit of 60 MB',
    unit: 'MB',
    value: heapOfRows(build, ROWS, 'changes'),
    ceiling: 60,
  },
  ratio(
    'first import of `getPage` and `createContext` in a new process',
    OFFICIAL,
    compareImports(build, createRequire(import.meta.url).resolve('@notionhq/client')),
    0.8,
  ),
]

const processes = await measureProcesses()
const microsecondsText = (value: number | undefined): string => value?.toFixed(1) ?? ''
const table = [
  '| measurement | unit | measured | ceiling | notion-fp, µs | compared with, µs |',
  '|---|---|---|---|---|---|',
  ...measurements.map(({ name, unit, value, ceiling, sides }) => {
    const cells = [name, unit, value.toFixed(2), ceiling?.toFixed(2) ?? '']
    return `| ${[...cells, microsecondsText(sides?.ours), microsecondsText(sides?.theirs)].join(' | ')} |`
  }),
].join('\n')
console.log(table)
console.log(processes.tables)
console.log(await treeTable())

const limited = measurements.filter(({ ceiling }) => ceiling !== undefined)
const exceeded = limited.filter(({ value, ceiling }) => !(value <= (ceiling ?? Number.POSITIVE_INFINITY)))
console.log(`${limited.length - exceeded.length} measurements within their ceilings, ${exceeded.length} above`)

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (values.write) {
  const file = 'README.md'
  const node = `Node ${process.versions.node}. Ratios compare processor time; those of imports, elapsed time.`
  const text = `${table}\n\n${node}\n\n${processes.tables}`
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), { file, place: 'speed', text }))
}
process.exitCode = !processes.succeeded || (values.check && exceeded.length > 0) ? 1 : 0
