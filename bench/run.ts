/**
 * Measures what the documentation says about speed, with the built library, and prints the tables.
 *
 * `--check` fails when three quarters of the rounds of a measurement exceed its ceiling; `--write` updates the documentation. Each `--node`, the
 * path of another version of Node, measures the calls, decoding and the import under that version too. The responses come from the
 * simulator, which runs in a separate process: only the processor time of the measuring processes counts. Each way to send calls, decoding
 * and each import have processes of their own.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { withTable } from '../scripts/support/inPlace.js'
import { FIGURES, writeStrengths } from '../scripts/support/strengths.js'
import type { MeasuredCall } from './calls.js'
import { importsOf } from './coldImport.js'
import { median, type Pair, type Spread, spreadOf } from './measure.js'
import { heapOfQueries, writeOverFullCache } from './memory.js'
import { measureProcesses } from './processTables.js'
import { readRows } from './rowsHeap.js'
import { DATA_SOURCE_ID, OBJECTS } from './samples.js'
import { startSimulator } from './simulator.js'
import { measureTrees } from './trees.js'

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    node: { type: 'string', multiple: true, default: [] },
  },
})

/** How far a measurement may be above its goal, or above what is reached where the goal is missed: machines differ, and are busy. */
const MARGIN = 1.25

/** What a measurement should reach. */
interface Goal {
  /** The goal: docs/decisions/0007 and 0012 say why some are missed. */
  readonly goal: number
  /** What is reached today; the goal, where it is left out. */
  readonly reached?: number
}

/** One row of the table. */
interface Measurement extends Partial<Spread> {
  readonly name: string
  /** The unit of the value; for a ratio, what it is compared with. */
  readonly unit: string
  readonly value: number
  /** Absent where the value is for information only. */
  readonly goal?: Goal | undefined
  /** The two sides of a ratio, in microseconds. */
  readonly sides?: Pair
}

const build = new URL('../dist/node/index.js', import.meta.url).href

const simulator = await startSimulator(OBJECTS)
const { url } = simulator

const rowsText = async (): Promise<string> => {
  const headers = { authorization: 'Bearer ntn_bench', 'notion-version': '2025-09-03' }
  const response = await fetch(`${url}/v1/data_sources/${DATA_SOURCE_ID}/query`, { method: 'POST', headers })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.text()
}
const ROWS = await rowsText()

/** How many processes measure each way to send calls, and decoding: one after the other, since each is compiled a little differently. */
const PROCESSES = 3

/** How many rounds each of them makes. */
const ROUNDS = options.check ? 5 : 11

const callsProgram = fileURLToPath(new URL('calls.ts', import.meta.url))

const roundsOfProcess = (node: string, name: string): ReadonlyArray<Pair> => {
  const { status, stdout } = spawnSync(node, ['--import', 'tsx', callsProgram, build, url, name, `${ROUNDS}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`The measurement ${name} ended with ${status}.`)
  return JSON.parse(stdout)
}

const OFFICIAL = 'ratio to the official client'
const BARE_KY = 'ratio to ky alone'
const PARSING = 'ratio to `JSON.parse`'

const sidesOf = (rounds: ReadonlyArray<Pair>): Pair => ({
  ours: median(rounds.map(({ ours }) => ours)),
  theirs: median(rounds.map(({ theirs }) => theirs)),
})

const ratio = (name: string, unit: string, rounds: ReadonlyArray<Pair>, goal?: Goal): Measurement => ({
  name,
  unit,
  ...spreadOf(rounds.map(({ ours, theirs }) => ours / theirs)),
  goal,
  sides: sidesOf(rounds),
})

/** From Node 22 on, `JSON.parse` is faster. */
const DECODING_GOAL = Number.parseInt(process.versions.node, 10) < 22 ? 0.2 : 0.3

/** The cost of decoding alone, relative to parsing. */
const withoutParsing = (rounds: ReadonlyArray<Pair>): ReadonlyArray<Pair> =>
  rounds.map(({ ours, theirs }) => ({ ours: ours - theirs, theirs }))

/** What the rounds of each measurement of calls and decoding say. */
const CALLS: { readonly [name in MeasuredCall]: (rounds: ReadonlyArray<Pair>) => Measurement } = {
  bare: (rounds) => ratio('call through `fetchFetcher`, no network', OFFICIAL, rounds, { goal: 1.05, reached: 1.3 }),
  defaults: (rounds) =>
    ratio('call through `fetchFetcher` with `withDefaults`, no network', OFFICIAL, rounds, { goal: 1.4, reached: 2.3 }),
  fullCache: (rounds) => ratio('the same with a full cache', OFFICIAL, rounds),
  ky: (rounds) => ratio('call through `kyFetcher`, no network', BARE_KY, rounds, { goal: 1.0 }),
  defaultsOverHttp: (rounds) => ratio('call through `fetchFetcher` with `withDefaults`, over HTTP', OFFICIAL, rounds),
  kyOverHttp: (rounds) => ratio('call through `kyFetcher`, over HTTP', BARE_KY, rounds),
  rows: (rounds) =>
    ratio('decoding a response that was just parsed, 100 rows of 18 properties', PARSING, withoutParsing(rounds), {
      goal: DECODING_GOAL,
    }),
  blocks: (rounds) =>
    ratio('decoding a response that was just parsed, 100 blocks of all types', PARSING, withoutParsing(rounds)),
  hit: (rounds) => ({
    name: 'cache hit',
    unit: 'µs of processor time',
    ...spreadOf(rounds.map(({ ours }) => ours)),
    goal: { goal: 2, reached: 4 },
  }),
}

/** The highest value with which `--check` passes. */
const ceilingOf = ({ goal, reached = 0 }: Goal): number => MARGIN * Math.max(goal, reached)

/** The share of its ceiling below which a measurement of few rounds is enough for `--check`. */
const CLEAR = 0.9

/** Whether `--check` needs no further rounds. A busy machine makes rounds slower, never faster, so that more would only lower it. */
const isClear = ({ value, low = value, goal }: Measurement): boolean =>
  options.check && (goal === undefined || low <= CLEAR * ceilingOf(goal))

/** Measures calls and decoding, each in processes of its own. */
const measuredCalls = (node: string): ReadonlyArray<Measurement> =>
  Object.entries(CALLS).flatMap(([name, measurementOf]) => {
    let rounds: ReadonlyArray<Pair> = []
    // What has no ceiling is for information only.
    if (options.check && !measurementOf(rounds).goal) return []
    for (let processes = 0; processes < PROCESSES; processes++) {
      rounds = [...rounds, ...roundsOfProcess(node, name)]
      if (isClear(measurementOf(rounds))) break
    }
    return measurementOf(rounds)
  })

const IMPORT = 'first import of `getPage` and `createContext` in a new process'

const importRounds = (node: string): (() => Pair) =>
  importsOf(build, createRequire(import.meta.url).resolve('@notionhq/client'), node)

/** How many rounds of imports another version of Node has. */
const OTHER_IMPORTS = 7

/** What another version of Node measures. */
const measuredUnder = (node: string) => ({
  version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
  measurements: [
    ...measuredCalls(node),
    ratio(IMPORT, OFFICIAL, Array.from({ length: OTHER_IMPORTS }, importRounds(node))),
  ],
})

const calls = measuredCalls(process.execPath)
const others = options.node.map(measuredUnder)
simulator.stop()

/** How often what has a process of its own is measured, and after how many rounds `--check` looks whether that is enough. */
interface Repeats {
  readonly most: number
  readonly least: number
}

/** A ratio each of whose rounds has processes of its own: as many rounds as it takes. */
const repeated = (name: string, unit: string, goal: Goal, { most, least }: Repeats, round: () => Pair): Measurement => {
  const rounds = Array.from({ length: least }, round)
  while (rounds.length < most && !isClear(ratio(name, unit, rounds, goal))) rounds.push(round())
  return ratio(name, unit, rounds, goal)
}

/** The queries of which the heap is measured: many times what fits into the cache. */
const QUERIES = options.check ? 500 : 2_000

/** What reads many rows, the heap limit that it runs with, in megabytes, and the ratio of its time to that of parsing that it should reach. */
const READERS = [
  { reader: 'queryRows', limit: 60, goal: 2.4 },
  { reader: 'changes', limit: 60, goal: 6.5 },
  { reader: 'getDataSourceEntries', limit: 600, goal: 2.4 },
] as const

/** Heap and time of a reader, from the same runs. */
const measuredRows = ({ reader, limit, goal }: (typeof READERS)[number]): ReadonlyArray<Measurement> => {
  const heaps: Array<number> = []
  const time = repeated(`a row of 30,000 that \`${reader}\` reads`, PARSING, { goal }, { most: 5, least: 1 }, () => {
    const { heap, time } = readRows(build, ROWS, reader, limit)
    heaps.push(heap)
    return time
  })
  return [
    {
      name: `highest heap while \`${reader}\` reads 30,000 rows, which also runs with a heap limit of ${limit} MB`,
      unit: 'MB',
      value: Math.max(...heaps) / 2 ** 20,
      goal: { goal: limit },
    },
    time,
  ]
}

const measurements: ReadonlyArray<Measurement> = [
  ...calls,
  {
    name: 'invalidation of all 1,000 entries of a full cache by a write, without the request',
    unit: 'ms',
    value: writeOverFullCache(build),
    goal: { goal: 1 },
  },
  {
    name: `heap of a default context after ${QUERIES.toLocaleString('en')} queries of 100 rows, which also run with a heap limit of 128 MB`,
    unit: 'MB',
    value: heapOfQueries(build, ROWS, QUERIES),
    goal: { goal: 32 },
  },
  ...READERS.flatMap(measuredRows),
  repeated(IMPORT, OFFICIAL, { goal: 0.8 }, { most: 21, least: 7 }, importRounds(process.execPath)),
]

const simulations = options.check ? [] : [await measureProcesses(), await measureTrees()]
const simulated = simulations.map(({ tables }) => tables).join('\n\n')
const figure = (value: number | undefined): string => value?.toFixed(2) ?? ''
const microseconds = (value: number | undefined): string => value?.toFixed(1) ?? ''
const table = [
  '| measurement | unit | measured | half of the rounds | goal | ceiling in CI | notion-fp, µs | compared with, µs |',
  '|---|---|---|---|---|---|---|---|',
  ...measurements.map(({ name, unit, value, low, high, goal, sides }) => {
    const spread = low === undefined ? '' : `${figure(low)} to ${figure(high)}`
    const cells = [name, unit, figure(value), spread, figure(goal?.goal), figure(goal && ceilingOf(goal))]
    return `| ${[...cells, microseconds(sides?.ours), microseconds(sides?.theirs)].join(' | ')} |`
  }),
].join('\n')

/** The same measurements under each version of Node. */
const underOthers =
  others.length > 0
    ? [
        `| measurement | unit | ${[process.version, ...others.map(({ version }) => version)].join(' | ')} |`,
        `|---|---|${'---|'.repeat(others.length + 1)}`,
        ...measurements.flatMap(({ name, unit, value }) => {
          const values = others.flatMap(({ measurements: theirs }) => theirs.filter((one) => one.name === name))
          return values.length > 0
            ? [`| ${[name, unit, ...[value, ...values.map((one) => one.value)].map(figure)].join(' | ')} |`]
            : []
        }),
      ].join('\n')
    : ''
console.log(table)
console.log(underOthers)
console.log(simulated)

// A busy machine makes some rounds slower, never faster: a change of the code shows in the fastest quarter as well.
const exceeded = measurements.filter(({ value, low = value, goal }) => goal && !(low <= ceilingOf(goal)))
const missed = measurements.filter(({ value, goal }) => goal && !(value <= goal.goal))
for (const { name } of missed) console.log(`above its goal: ${name}`)
for (const { name } of exceeded) console.log(`above its ceiling: ${name}`)
console.log(`${missed.length} above their goals, ${exceeded.length} above their ceilings`)

if (options.write) {
  const file = FIGURES
  const node = `Node ${process.versions.node}. All ratios compare processor time.`
  const text = [table, node, ...(underOthers ? [underOthers] : []), simulated].join('\n\n')
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), { file, place: 'speed', text }))
  writeStrengths()
}
process.exitCode = !simulations.every(({ succeeded }) => succeeded) || (options.check && exceeded.length > 0) ? 1 : 0
