/**
 * Measures one of calls and decoding in this process, and prints its rounds as JSON. Reads the build, the address of the simulator, the
 * name of the measurement and the number of rounds from the arguments. A program sends its calls in one way, so each way has a process of its own: V8 makes code
 * that several contexts share slower for all of them.
 */
import { type Either, isLeft } from 'fp-ts/Either'
import type * as Library from '../src/index.js'
import { type Callers, callersOf } from './callers.js'
import { type Pair, pairsOf, roundsOf, type Work } from './measure.js'
import { DATA_SOURCE_ID, LONG_PAGE_ID, pageId } from './samples.js'

/** What can be measured. */
export type MeasuredCall =
  | 'bare'
  | 'defaults'
  | 'fullCache'
  | 'ky'
  | 'defaultsOverHttp'
  | 'kyOverHttp'
  | 'rows'
  | 'blocks'
  | 'hit'

const [build = '', url = '', name = '', rounds = ''] = process.argv.slice(2)
const ROUNDS = Number(rounds)
const library: typeof Library = await import(build)
const { createContext, getBlockChildrenRequest, getPage, queryDataSourceRequest } = library

const textOf = async (path: string, method = 'GET'): Promise<string> => {
  const headers = { authorization: 'Bearer ntn_bench', 'notion-version': '2025-09-03' }
  const response = await fetch(`${url}/v1/${path}`, { method, headers })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.text()
}
const repeated =
  (work: () => unknown): Work =>
  async (times) => {
    for (let time = 0; time < times; time++) work()
  }

/**
 * Compares parsing and decoding a response with parsing alone: every object that is decoded was just parsed, as that of a call. The
 * invalid response must not decode: a decoder that checks nothing would be fast, too.
 */
const decoding = (
  decode: (json: unknown) => Either<unknown, unknown>,
  text: string,
  invalid: string,
): Promise<ReadonlyArray<Pair>> => {
  if (!isLeft(decode(JSON.parse(invalid)))) throw new Error('The invalid response decodes.')
  const decodes = (): void => {
    if (isLeft(decode(JSON.parse(text)))) throw new Error('The response does not decode.')
  }
  return pairsOf(
    repeated(decodes),
    repeated(() => JSON.parse(text)),
    ROUNDS,
  )
}

const rows = async (): Promise<ReadonlyArray<Pair>> => {
  const text = await textOf(`data_sources/${DATA_SOURCE_ID}/query`, 'POST')
  const { decode } = queryDataSourceRequest({ data_source_id: DATA_SOURCE_ID })
  return decoding(decode, text, text.replaceAll('"checkbox":true', '"checkbox":"yes"'))
}

const blocks = async (): Promise<ReadonlyArray<Pair>> => {
  const text = await textOf(`blocks/${LONG_PAGE_ID}/children`)
  const { decode } = getBlockChildrenRequest({ block_id: LONG_PAGE_ID })
  return decoding(decode, text, text.replaceAll('"has_children":false', '"has_children":0'))
}

/** From here on there is no network: every call gets the same response at once. */
const offline = async (): Promise<Callers> => {
  const text = await textOf(`pages/${pageId(1)}`)
  const headers = { 'content-type': 'application/json', 'x-notion-request-id': pageId(1) }
  globalThis.fetch = async (): Promise<Response> => new Response(text, { status: 200, headers })
  return callersOf(library, 'https://api.notion.com')
}

const versusOfficial = (of: (callers: Callers) => Work) => async (): Promise<ReadonlyArray<Pair>> => {
  const callers = await offline()
  return pairsOf(of(callers), callers.official, ROUNDS)
}

const hit = async (): Promise<ReadonlyArray<Pair>> => {
  await offline()
  const ctx = createContext({ auth: 'ntn_bench' })
  // A program has its ids: to make one takes a tenth of the time of a hit.
  const page_id = pageId(1)
  return roundsOf(async (times) => {
    for (let time = 0; time < times; time++) await getPage(ctx, { page_id })()
  }, ROUNDS)
}

const kyAlone = ({ overKy, bareKy }: Callers): Promise<ReadonlyArray<Pair>> => pairsOf(overKy, bareKy, ROUNDS)

const defaultsOverHttp = (): Promise<ReadonlyArray<Pair>> => {
  const { withEverything, official } = callersOf(library, url)
  return pairsOf(withEverything, official, ROUNDS)
}

/** How the rounds of each measurement are made. */
const measurements: { readonly [name in MeasuredCall]: () => Promise<ReadonlyArray<Pair>> } = {
  bare: versusOfficial(({ bare }) => bare),
  defaults: versusOfficial(({ withEverything }) => withEverything),
  fullCache: versusOfficial(({ withFullCache }) => withFullCache),
  ky: async () => kyAlone(await offline()),
  defaultsOverHttp,
  kyOverHttp: () => kyAlone(callersOf(library, url)),
  rows,
  blocks,
  hit,
}

const measure = Object.entries(measurements).find(([known]) => known === name)?.[1]
if (!measure) throw new Error(`There is no measurement called ${name}.`)
console.log(JSON.stringify(await measure()))
