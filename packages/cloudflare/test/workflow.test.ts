/** The recipe for Cloudflare Workflows in `examples/workers`, run on the engine that workerd has, over the simulator. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Miniflare, Response } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator } from '../../simulator/src/index.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A Worker with the recipe, whose copy is a process of this test, and which loses an answer of its store now and then. */
const WORKER = `
import { createContext } from 'notion-fp'
import { mirrorChain } from './examples/workers/src/cloudflare/mirrorChain.js'
import { firstContent, firstRows } from './examples/workers/src/steps.js'

const ask = async (name, ...given) => {
  const response = await fetch('https://store.invalid/' + name, { method: 'POST', body: JSON.stringify(given) })
  if (!response.ok) throw new Error('the store is not there')
  return (await response.json()).value
}
const names = ['current', 'pages', 'contents', 'wanted', 'known', 'commit']
const store = Object.fromEntries(names.map((name) => [name, (...given) => ask(name, ...given)]))

export const MirrorChain = mirrorChain({
  storeOf: () => store,
  contextOf: (env) => createContext({ auth: env.TOKEN, cache: false, logLevel: 'silent' }),
  hasContent: (page) => page.properties.Points?.number % 3 === 0,
})
export default {
  fetch: async (request, env) => {
    const { tenant, data_source_id } = await request.json()
    const states = [firstRows(tenant, data_source_id, ['changes', 'reconcile']), firstContent(tenant, data_source_id)]
    const started = states.map((state) => ({ id: tenant + '-' + state.chain, params: state }))
    for (const each of started) await env.MIRROR.create(each)
    // Rejects if an instance fails. Each status() leaves a stub of Miniflare behind, of which workerd warns.
    for (const { id } of started) await env.MIRROR.unsafeWaitForStatus(id, 'complete')
    return new Response('complete')
  },
}
`

const ROWS = 250
const TENANT = 'garden'
const idOf = (kind: number, index: number): string => `${kind}a000000-0000-4000-8000-${String(index).padStart(12, '0')}`
const data_source_id = idOf(2, 0)
const text = (content: string) => ({ type: 'text', text: { content } })

const workspace = [
  {
    object: 'page',
    id: idOf(0, 0),
    parent: { type: 'workspace', workspace: true },
    properties: { title: { id: 'title', type: 'title', title: [text('Home')] } },
  },
  {
    object: 'database',
    id: idOf(1, 0),
    parent: { type: 'page_id', page_id: idOf(0, 0) },
    title: [text('Rows')],
    data_sources: [{ id: data_source_id, name: 'Rows' }],
  },
  {
    object: 'data_source',
    id: data_source_id,
    parent: { type: 'database_id', database_id: idOf(1, 0) },
    title: [text('Rows')],
    properties: {
      Name: { id: 'title', name: 'Name', type: 'title', title: {} },
      Points: { id: 'pnts', name: 'Points', type: 'number', number: { format: 'number' } },
    },
  },
  ...Array.from({ length: ROWS }, (_, index) => ({
    object: 'page',
    id: idOf(3, index),
    created_time: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    last_edited_time: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    parent: { type: 'data_source_id', data_source_id, database_id: idOf(1, 0) },
    properties: {
      Name: { id: 'title', type: 'title', title: [text(`Row ${index}`)] },
      Points: { id: 'pnts', type: 'number', number: index },
    },
  })),
]

interface Row {
  readonly id: string
  readonly created_time: string
}
interface Write {
  readonly _tag: 'Put' | 'Content' | 'Remove'
  readonly id?: string
  readonly page?: Row
  readonly hasContent?: boolean
}
interface State {
  readonly chain: string
  readonly step: number
}

/** A copy in memory that stores a step once, and loses every seventh answer after it has done what it was asked. */
const aCopy = () => {
  const states = new Map<string, State>()
  const pages = new Map<string, Row>()
  const contents = new Map<string, unknown>()
  const wanted: Array<string> = []
  const log: Array<string> = []
  let requests = 0
  const commit = (next: State, writes: ReadonlyArray<Write>): boolean => {
    if ((states.get(next.chain)?.step ?? 0) !== next.step - 1) return false
    states.set(next.chain, next)
    for (const { _tag, page, id = page?.id ?? '', hasContent } of writes) {
      log.push(`${_tag} ${id}`)
      if (page) pages.set(id, page)
      if (hasContent) wanted.push(id)
      if (_tag === 'Content') contents.set(id, true)
    }
    return true
  }
  const answers: Readonly<Record<string, (given: ReadonlyArray<never>) => unknown>> = {
    current: ([, chain]) => states.get(chain ?? ''),
    pages: ([, ids]) => Array.from<string>(ids ?? []).map((id) => pages.get(id)),
    contents: ([, ids]) => Array.from<string>(ids ?? []).map(() => undefined),
    wanted: ([, at = 0, count = 0]) => wanted.slice(at, at + count),
    known: ([, from = '', count = 0]) =>
      [...pages.values()]
        .filter(({ created_time }) => created_time >= from)
        .sort((one, other) => one.created_time.localeCompare(other.created_time))
        .slice(0, count),
    commit: ([next, writes]) => next !== undefined && commit(next, writes ?? []),
  }
  const answer = (name: string, body: string): Response => {
    const value = answers[name]?.(JSON.parse(body)) ?? null
    requests++
    return requests % 7 === 0 ? new Response('', { status: 503 }) : Response.json({ value })
  }
  return { answer, pages, contents, log, lost: () => Math.floor(requests / 7) }
}

const copy = aCopy()
const simulator = createSimulator()
let miniflare: Miniflare

beforeAll(async () => {
  await simulator.load(workspace)
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: root, loader: 'ts' },
    tsconfig: `${root}tsconfig.json`,
    bundle: true,
    format: 'esm',
    write: false,
    target: 'es2022',
    external: ['cloudflare:workers'],
    conditions: ['workerd', 'import'],
    logLevel: 'error',
  })
  miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-04-01',
    workflows: { MIRROR: { name: 'mirror', className: 'MirrorChain' } },
    bindings: { TOKEN: 'ntn_token_of_a_test' },
    outboundService: async (request: {
      url: string
      method: string
      headers: Iterable<[string, string]>
      text: () => Promise<string>
    }) => {
      const { hostname, pathname, search } = new URL(request.url)
      const body = await request.text()
      if (hostname === 'store.invalid') return copy.answer(pathname.slice(1), body)
      const { method, headers } = request
      const given = { method, headers: [...headers], ...(body !== '' && { body }) }
      const response = await simulator.fetch(`https://api.notion.com${pathname}${search}`, given)
      return new Response(await response.text(), { status: response.status, headers: [...response.headers] })
    },
  })
  await miniflare.ready
})
afterAll(() => miniflare.dispose())

test('default: both chains of a mirror finish, and nothing is lost or written twice, although the store loses responses', async () => {
  const body = JSON.stringify({ tenant: TENANT, data_source_id })
  const response = await miniflare.dispatchFetch('http://worker/', { method: 'POST', body })
  expect(await response.text()).toBe('complete')
  const isWanted = (index: number): boolean => index % 3 === 0
  expect(copy.pages.size).toBe(ROWS)
  expect(copy.contents.size).toBe(Array.from({ length: ROWS }, (_, index) => index).filter(isWanted).length)
  expect(copy.log.length).toBe(new Set(copy.log).size)
  expect(copy.lost()).toBeGreaterThan(3)
}, 60_000)
