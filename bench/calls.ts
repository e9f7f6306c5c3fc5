/**
 * Measures calls and decoding in this process, and prints the rounds of each as JSON. Reads the address of the simulator and the build
 * from the arguments. `run.ts` runs it several times: what a process compiles first decides how fast the rest of it is.
 */
import { type Either, isLeft } from 'fp-ts/Either'
import type * as Library from '../src/index.js'
import { callersOf } from './callers.js'
import { type Pair, pairsOf, roundsOf, type Work } from './measure.js'
import { DATA_SOURCE_ID, LONG_PAGE_ID, pageId } from './samples.js'

const [build = '', url = ''] = process.argv.slice(2)
const library: typeof Library = await import(build)
const { createContext, getBlockChildrenRequest, getPage, queryDataSourceRequest } = library

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
 * Parsing and decoding a response, and parsing alone: every object that is decoded was just parsed, as that of a call. The invalid
 * response must not decode: a decoder that checks nothing would be fast, too.
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

const overHttp = callersOf(library, url)
const withNetwork = {
  defaultsOverHttp: await pairsOf(overHttp.withEverything, overHttp.official),
  kyOverHttp: await pairsOf(overHttp.overKy, overHttp.bareKy),
}

// From here on there is no network: every call gets the same response at once.
const headers = { 'content-type': 'application/json', 'x-notion-request-id': pageId(1) }
globalThis.fetch = async (): Promise<Response> => new Response(PAGE, { status: 200, headers })
const offline = callersOf(library, 'https://api.notion.com')

const cached = createContext({ auth: 'ntn_bench' })
const hit: Work = async (times) => {
  for (let time = 0; time < times; time++) await getPage(cached, { page_id: pageId(1) })()
}

/** The rounds of each measurement. */
export interface Rounds {
  readonly [name: string]: ReadonlyArray<Pair>
}

const rounds: Rounds = {
  ...withNetwork,
  bare: await pairsOf(offline.bare, offline.official),
  defaults: await pairsOf(offline.withEverything, offline.official),
  fullCache: await pairsOf(offline.withFullCache, offline.official),
  ky: await pairsOf(offline.overKy, offline.bareKy),
  rows: await pairsOf(...rows),
  blocks: await pairsOf(...blocks),
  hit: await roundsOf(hit),
}
console.log(JSON.stringify(rounds))
