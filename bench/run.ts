/**
 * Measures what the README claims about speed, against the build, and prints a table.
 *
 * `--check` makes a figure above its ceiling a failure. Everything runs in this process over a `fetch` that answers at once,
 * but for the imports, each of which has a process of its own.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { Client } from '@notionhq/client'
import { type Either, isLeft } from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import ky from 'ky'
import { withTable } from '../scripts/support/tables.js'
import type * as Library from '../src/index.js'
import { compareImports } from './coldImport.js'
import { compare, microseconds, type Work } from './measure.js'
import { BLOCKS, DATA_SOURCE_ID, PAGE, PAGE_ID, ROWS } from './samples.js'

/** One line of the table. */
interface Figure {
  readonly what: string
  readonly figure: number
  readonly unit: '' | ' µs'
  /** The ceiling; absent where the figure is told for information. */
  readonly most?: number
  readonly detail: string
}

const build = new URL('../dist/node/index.js', import.meta.url).href
const library: typeof Library = await import(build)
const {
  createContext,
  fetchFetcher,
  getBlockChildrenRequest,
  getPage,
  kyFetcher,
  lruCache,
  makeContext,
  queryDataSourceRequest,
} = library
const { rateLimiter, tenantOf, use, withCache, withDedupe, withFreshCache, withLogger, withRateLimit, withRetry } =
  library

const headers = { 'content-type': 'application/json', 'x-notion-request-id': PAGE_ID }
// In place of the platform's own, so that everybody is given it in the same way.
globalThis.fetch = async (): Promise<Response> => new Response(PAGE, { status: 200, headers })
const options = { auth: 'ntn_bench' }

const pageId = (number: number): string => `${PAGE_ID.slice(0, -8)}${number.toString(16).padStart(8, '0')}`

/** A context with each middleware that `createContext` has, over a transport of one's choice and at any pace. */
const everythingOver = (transport: Library.Transport): Library.Context => {
  const ctx = makeContext(options, transport)
  const tenant = tenantOf(ctx.config)
  return pipe(
    ctx,
    use(withRateLimit({ limiter: rateLimiter({ perMinute: 1e9 }), tenant })),
    use(withRetry()),
    use(withDedupe({ tenant })),
    use(withCache({ cache: lruCache(), tenant })),
    use(withLogger({ logger: ctx.config.logger, level: 'warn' })),
  )
}

/** Calls one after the other, as a program does, each for the next of some pages. */
const calls = (pages: number, call: (page_id: string) => Promise<unknown>): Work => {
  const ids = Array.from({ length: pages }, (_, number) => pageId(number))
  let next = 0
  return async (times) => {
    for (let time = 0; time < times; time++) await call(ids[next++ % pages] ?? PAGE_ID)
  }
}

/** So few pages that what a cache keeps of them weighs nothing: what is measured is the call. */
const FEW = 10

/** More pages than a cache keeps: each call is answered by the network, and each answer is kept for a while. */
const MANY = 5000

const ours = (ctx: Library.Context, pages = FEW): Work =>
  calls(pages, async (page_id) => {
    const page = await getPage(ctx, { page_id })()
    if (isLeft(page)) throw new Error(page.left.message)
  })

const official = new Client(options)
const theirs = calls(FEW, (page_id) => official.pages.retrieve({ page_id }))

const bareKy = calls(FEW, (page_id) =>
  ky(`https://api.notion.com/v1/pages/${page_id}`, {
    headers: { authorization: 'Bearer ntn_bench', 'notion-version': '2025-09-03' },
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  }).json(),
)

const repeated =
  (work: () => unknown): Work =>
  async (times) => {
    for (let time = 0; time < times; time++) work()
  }

/** The decoding of an answer beside the parsing of its text. Spoilt, it must be refused: looking at nothing is quick, too. */
const decoding = (
  decode: (json: unknown) => Either<unknown, unknown>,
  text: string,
  spoilt: string,
): readonly [ours: Work, theirs: Work] => {
  const answer: unknown = JSON.parse(text)
  if (!isLeft(decode(JSON.parse(spoilt)))) throw new Error('an answer of another shape decodes')
  const decodes = (): void => {
    if (isLeft(decode(answer))) throw new Error('the answer does not decode')
  }
  return [repeated(decodes), repeated(() => JSON.parse(text))]
}
const rows = decoding(
  queryDataSourceRequest({ data_source_id: DATA_SOURCE_ID }).decode,
  ROWS,
  ROWS.replaceAll('"checkbox":true', '"checkbox":"yes"'),
)
const blocks = decoding(
  getBlockChildrenRequest({ block_id: PAGE_ID }).decode,
  BLOCKS,
  BLOCKS.replaceAll('"has_children":false', '"has_children":0'),
)

const cached = createContext(options)
const hit: Work = async (times) => {
  for (let time = 0; time < times; time++) await getPage(cached, { page_id: PAGE_ID })()
}

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

const figures: ReadonlyArray<Figure> = [
  ratio(
    'a call over `fetchFetcher`, all middleware on, to the official client’s',
    1.0,
    await compare(ours(use(withFreshCache)(everythingOver(fetchFetcher))), theirs),
  ),
  ratio(
    'the same, with a thousand answers kept',
    undefined,
    await compare(ours(everythingOver(fetchFetcher), MANY), theirs),
  ),
  ratio('a call over `kyFetcher`, to bare ky', 1.1, await compare(ours(makeContext(options, kyFetcher)), bareKy)),
  ratio('decoding 100 rows of 15 properties, to `JSON.parse` of their text', 0.25, await compare(...rows)),
  ratio('decoding 100 blocks of every type, to `JSON.parse` of their text', 0.25, await compare(...blocks)),
  { what: 'a cache hit', figure: await microseconds(hit), unit: ' µs', most: 5, detail: '' },
  ratio(
    'cold import of `getPage` and `createContext`, to the official client’s',
    1.0,
    compareImports(build, createRequire(import.meta.url).resolve('@notionhq/client')),
  ),
]

const table = [
  '| processor time | measured | at most | |',
  '|---|---|---|---|',
  ...figures.map(({ what, figure, unit, most, detail }) => {
    const ceiling = most === undefined ? '' : `${most.toFixed(2)}${unit}`
    return `| ${what} | ${figure.toFixed(2)}${unit} | ${ceiling} | ${detail} |`
  }),
].join('\n')
console.log(table)

const held = figures.filter(({ most }) => most !== undefined)
const above = held.filter(({ figure, most }) => !(figure <= (most ?? Number.POSITIVE_INFINITY)))
console.log(`${held.length - above.length} within, ${above.length} above their ceilings`)

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (values.write) {
  const file = 'README.md'
  const node = `Node ${process.versions.node}; the last column has ours and theirs.`
  const text = `${table}\n\n${node}`
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), { file, place: 'speed', text }))
}
process.exitCode = values.check && above.length > 0 ? 1 : 0
