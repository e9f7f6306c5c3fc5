/**
 * Runs the Worker in workerd, as Cloudflare does, on this machine: for a data source of yours with `NOTION_TOKEN` and
 * `NOTION_DATA_SOURCE_ID`, otherwise for a small Notion in this process, with a few visitors.
 */
import { readFile } from 'node:fs/promises'
import { createSimulator, type Simulator } from '@notion-fp/simulator'
import { build } from 'esbuild'
import { Miniflare, type Request, Response } from 'miniflare'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

/** What the Worker is given, and where its requests go: to the internet, or to a simulator. */
interface Surroundings {
  readonly token: string
  readonly dataSource: string
  readonly simulator?: Simulator
}

const surroundings = async ({ NOTION_TOKEN, NOTION_DATA_SOURCE_ID }: NodeJS.ProcessEnv): Promise<Surroundings> => {
  if (NOTION_TOKEN && NOTION_DATA_SOURCE_ID) return { token: NOTION_TOKEN, dataSource: NOTION_DATA_SOURCE_ID }
  if (NOTION_TOKEN)
    throw new Error('Set NOTION_DATA_SOURCE_ID to the id of a data source that is shared with the connection.')
  const simulator = createSimulator()
  await simulator.load({ databases: [{ title: 'Guests', data_source_id: TASKS, rows: [{ Name: 'Ada' }] }] })
  return { token: 'ntn_any', dataSource: TASKS, simulator }
}

const forward =
  ({ fetch }: Simulator) =>
  async (request: Request): Promise<Response> => {
    const { method, url } = request
    const body = method === 'GET' ? null : await request.arrayBuffer()
    const answer = await fetch(url, { method, headers: [...request.headers], body })
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: [...answer.headers] })
  }

const start = async ({ token, dataSource, simulator }: Surroundings): Promise<Miniflare> => {
  const { main, compatibility_date } = JSON.parse(await readFile('wrangler.jsonc', 'utf8'))
  const { outputFiles, metafile } = await build({
    entryPoints: [main],
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    mainFields: ['module', 'main'],
    metafile: true,
    write: false,
    outfile: 'worker.mjs',
  })
  const [bundle] = Object.values(metafile.outputs)
  console.log(`The Worker has ${Math.round((bundle?.bytes ?? 0) / 1000)} kB.`)
  return new Miniflare({
    port: Number(process.env.PORT ?? 8787),
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: compatibility_date,
    durableObjects: { NOTION: { className: 'NotionObject', useSQLite: true } },
    kvNamespaces: ['CACHE'],
    bindings: { NOTION_TOKEN: token, DATA_SOURCE_ID: dataSource },
    ...(simulator && { outboundService: forward(simulator) }),
  })
}

/** Lets visitors come, and counts the requests that Notion receives. */
const tour = async (url: URL, simulator: Simulator): Promise<void> => {
  const counted = async (what: string, visit: () => Promise<string>): Promise<void> => {
    const before = simulator.journal.length
    const seen = await visit()
    console.log(`${what}: ${seen}; requests to Notion: ${simulator.journal.length - before}`)
  }
  const guests = async (): Promise<string> => {
    const page = await (await fetch(url)).text()
    return `sees ${[...page.matchAll(/<li>(.*?)<\/li>/g)].map(([, name]) => name).join(', ')}`
  }
  await counted('The first visitor', guests)
  await counted('Each of 20 more visitors', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, guests))
    return pages[0] ?? ''
  })
  await counted('Grace signs', async () => {
    const body = new URLSearchParams({ name: 'Grace' })
    const { status } = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    return `is sent back to the page (${status})`
  })
  await counted('The next visitor', guests)
}

const around = await surroundings(process.env)
const miniflare = await start(around)
const url = await miniflare.ready
if (around.simulator) await tour(url, around.simulator)
console.log(`Open ${url}`)
