/**
 * Measures what the README claims about speed, against the build, and prints a table.
 *
 * `--check` makes a figure above its ceiling a failure. The answers are those of the simulator, which runs in a process of
 * its own: only the processor time of this one counts. Each import has a process of its own, too.
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
import { FLEETS, JOBS, simulateFleet } from './processes.js'
import { DATA_SOURCE_ID, LONG_PAGE_ID, OBJECTS, pageId } from './samples.js'
import { startSimulator } from './simulator.js'

/** One line of the table. */
interface Figure {
  readonly what: string
  readonly figure: number
  readonly unit: '' | ' µs' | ' ms' | ' MB'
  /** The ceiling; absent where the figure is told for information. */
  readonly most?: number
  readonly detail: string
}

const build = new URL('../dist/node/index.js', import.meta.url).href
const library: typeof Library = await import(build)
const { createContext, getBlockChildrenRequest, getPage, queryDataSourceRequest } = library

const simulator = await startSimulator(OBJECTS)
const { url } = simulator

const textOf = async (path: string, method = 'GET'): Promise<string> => {
  const headers = { authorization: 'Bearer ntn_bench', 'notion-version': '2025-09-03' }
  const answer = await fetch(`${url}/v1/${path}`, { method, headers })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.text()
}
const PAGE = await textOf(`pages/${pageId(1)}`)
const ROWS = await textOf(`data_sources/${DATA_SOURCE_ID}/query`, 'POST')
const BLOCKS = await textOf(`blocks/${LONG_PAGE_ID}/children`)

const repeated =
  (work: () => unknown): Work =>
  async (times) => {
    for (let time = 0; time < times; time++) work()
  }

/** The decoding of an answer that was just parsed, and the parsing alone. Spoilt, it must be refused: looking at nothing is quick, too. */
const decoding = (
  decode: (json: unknown) => Either<unknown, unknown>,
  text: string,
  spoilt: string,
): readonly [ours: Work, theirs: Work] => {
  if (!isLeft(decode(JSON.parse(spoilt)))) throw new Error('an answer of another shape decodes')
  const decodes = (): void => {
    if (isLeft(decode(JSON.parse(text)))) throw new Error('the answer does not decode')
  }
  return [repeated(decodes), repeated(() => JSON.parse(text))]
}
const rows = decoding(
  queryDataSourceRequest({ data_source_id: DATA_SOURCE_ID }).decode,
  ROWS,
  ROWS.replaceAll('"checkbox":true', '"checkbox":"yes"'),
)
const blocks = decoding(
  getBlockChildrenRequest({ block_id: LONG_PAGE_ID }).decode,
  BLOCKS,
  BLOCKS.replaceAll('"has_children":false', '"has_children":0'),
)

const ratio = (
  what: string,
  most: number | undefined,
  { ours, theirs, ratio }: Awaited<ReturnType<typeof compare>>,
): Figure => ({
  what,
  figure: ratio,
  unit: '',
  ...(most !== undefined && { most }),
  detail: `${ours.toFixed(1)} µs to ${theirs.toFixed(1)} µs`,
})

const overHttp = callersOf(library, url)
const connected = [
  ratio(
    'a call over `fetchFetcher` with `withDefaults`, over HTTP, to the official client’s',
    undefined,
    await compare(overHttp.withEverything, overHttp.official),
  ),
  ratio('a call over `kyFetcher`, over HTTP, to bare ky', undefined, await compare(overHttp.overKy, overHttp.bareKy)),
]
simulator.stop()

// From here on nobody reaches a network: everybody is given the same answer, at once.
const headers = { 'content-type': 'application/json', 'x-notion-request-id': pageId(1) }
globalThis.fetch = async (): Promise<Response> => new Response(PAGE, { status: 200, headers })
const offline = callersOf(library, 'https://api.notion.com')

const cached = createContext({ auth: 'ntn_bench' })
const hit: Work = async (times) => {
  for (let time = 0; time < times; time++) await getPage(cached, { page_id: pageId(1) })()
}

/** What decoding adds to the parsing, as a part of it. */
const added = ({ ours, theirs, ratio }: Comparison): Comparison => ({ ours: ours - theirs, theirs, ratio: ratio - 1 })
/** From Node 22 on the parse is faster. */
const DECODING = Number.parseInt(process.versions.node, 10) < 22 ? 0.2 : 0.3

const figures: ReadonlyArray<Figure> = [
  ratio(
    'a call over bare `fetchFetcher`, the network left out, to the official client’s',
    1.05,
    await compare(offline.bare, offline.official),
  ),
  ratio('the same with `withDefaults`', 1.4, await compare(offline.withEverything, offline.official)),
  ratio('the same with a cache that is full', undefined, await compare(offline.withFullCache, offline.official)),
  ratio(
    'a call over `kyFetcher`, the network left out, to bare ky',
    1.0,
    await compare(offline.overKy, offline.bareKy),
  ),
  ...connected,
  ratio('decoding 100 rows of 18 properties just parsed, to the parse', DECODING, added(await compare(...rows))),
  ratio('decoding 100 blocks of every type just parsed, to the parse', undefined, added(await compare(...blocks))),
  { what: 'a cache hit', figure: await microseconds(hit), unit: ' µs', most: 2, detail: '' },
  {
    what: 'a write over a full cache, without its call',
    figure: writeOverFullCache(build),
    unit: ' ms',
    most: 1,
    detail: '1,000 entries invalidated',
  },
  {
    what: 'heap of a default context after 2,000 queries of 100 rows',
    figure: heapOfQueries(build, ROWS),
    unit: ' MB',
    most: 32,
    detail: 'survives with 128 MB',
  },
  ratio(
    'cold import of `getPage` and `createContext`, to the official client’s',
    0.8,
    compareImports(build, createRequire(import.meta.url).resolve('@notionhq/client')),
  ),
]

/** Ten processes with one token: on a virtual clock, so the figures are the same on every machine. */
const fleets = await Promise.all(FLEETS.map(async (fleet) => ({ fleet, result: await simulateFleet(fleet) })))
const jobs = await Promise.all(JOBS.map(async (job) => ({ job, result: await simulateFleet(job) })))
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const fleetTable = [
  '| ten processes, one token, an hour | throughput, of what is allowed (at least 90 %) | 429s (at most 5 %) | lost |',
  '|---|---|---|---|',
  ...fleets.map(
    ({ fleet: { window, perMinute }, result: { throughput, refused, lost } }) =>
      `| ${window} of ${perMinute} a minute | ${percent(throughput)} | ${percent(refused)} | ${lost} |`,
  ),
  '',
  '| thirty processes, one token, 50 calls each at once | took, of the least time | done | lost |',
  '|---|---|---|---|',
  ...jobs.map(({ job: { window, perMinute, processes, calls: each }, result: { tookMinutes, calls, lost } }) => {
    const least = (processes * each) / perMinute - 1
    return `| ${window} of ${perMinute} a minute | ${tookMinutes.toFixed(1)} of ${least.toFixed(1)} minutes | ${calls} | ${lost} |`
  }),
].join('\n')
const failedFleets = [
  ...fleets.filter(({ result: { throughput, refused, lost } }) => throughput < 0.9 || refused > 0.05 || lost > 0),
  ...jobs.filter(({ job, result: { calls } }) => calls < job.processes * job.calls),
]

const table = [
  '| what it takes | measured | at most | |',
  '|---|---|---|---|',
  ...figures.map(({ what, figure, unit, most, detail }) => {
    const ceiling = most === undefined ? '' : `${most.toFixed(2)}${unit}`
    return `| ${what} | ${figure.toFixed(2)}${unit} | ${ceiling} | ${detail} |`
  }),
].join('\n')
console.log(table)
console.log(fleetTable)

const held = figures.filter(({ most }) => most !== undefined)
const above = held.filter(({ figure, most }) => !(figure <= (most ?? Number.POSITIVE_INFINITY)))
console.log(`${held.length - above.length} within, ${above.length} above their ceilings`)

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (values.write) {
  const file = 'README.md'
  const node = `Node ${process.versions.node}; the last column has ours and theirs.`
  const text = `${table}\n\n${node}\n\n${fleetTable}`
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), { file, place: 'speed', text }))
}
process.exitCode = failedFleets.length > 0 || (values.check && above.length > 0) ? 1 : 0
