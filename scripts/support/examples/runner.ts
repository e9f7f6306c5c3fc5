/**
 * Runs snippets in one of their forms, one after the other, each in the workspace as it was in the beginning. What `fetch` sends goes
 * to a simulator. Writes a line for each snippet: what was called, and what was wrong.
 *
 * It is started in the folder where the packed library is installed, with a form and the names of two files: what to run, and where
 * to write.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSimulator } from '@notion-fp/simulator'
import type * as library from 'notion-fp'
import type { Parameter } from './program.js'
import { type Form, type Job, LIBRARY, type Report, type Work } from './work.js'
import { TOKEN } from './world.js'

/** How long one snippet may take, in milliseconds: a machine may be slow, but not stuck. */
const PATIENCE_MS = 120_000

const [form = '', workFile = '', reportFile = ''] = process.argv.slice(2)
const work: Work = JSON.parse(readFileSync(workFile, 'utf8'))

type Loaded = Readonly<Record<string, unknown>>
type Library = Pick<
  typeof library,
  'createContext' | 'getBlock' | 'getBotUser' | 'getDatabase' | 'getPage' | 'getUser' | 'signWebhook' | 'toPromise'
> & { readonly clientOf: () => unknown; readonly converterOf: () => unknown }

const loaders: Readonly<Record<Form, (id: string) => Promise<Loaded & Library>>> = {
  esm: (id) => import(pathToFileURL(join('esm', `${id}.mjs`)).href),
  bundle: (id) => import(pathToFileURL(join('bundle', `${id}.mjs`)).href),
  commonjs: async (id) => createRequire(join(process.cwd(), 'commonjs/'))(`./${id}.cjs`),
}

const isForm = (text: string): text is Form => text in loaders
if (!isForm(form)) throw new Error(`There is no form ${form}.`)
const load = loaders[form]

const simulator = createSimulator()

/** Every host is the simulator, but those on this machine that wait for what a simulator tells them. */
const sent: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const { hostname, pathname } = new URL(request.url)
  if (hostname === '127.0.0.1') return new Response(null, { status: 200 })
  const headers = new Headers(request.headers)
  // A proxy of its reader's own puts the token in.
  if (hostname !== 'api.notion.com') headers.set('authorization', `Bearer ${TOKEN}`)
  const body = request.body === null ? {} : { body: await request.arrayBuffer() }
  const from = new URL(pathname.slice(pathname.indexOf('/v1/')) + new URL(request.url).search, 'https://api.notion.com')
  return simulator.fetch(from, { method: request.method, headers, ...body })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isContext = (value: unknown): value is library.Context =>
  isObject(value) && typeof value.fetcher === 'function' && isObject(value.config)

const shown = (value: unknown): string => {
  if (value instanceof Error) return value.stack ?? value.message
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}

/** What is wrong with a value, once everything in it that can be run has been run. */
const problemsOf = (lib: Library, ctx: library.Context) => {
  const look = async (given: unknown, depth = 0): Promise<ReadonlyArray<string>> => {
    const value = await given
    if (depth > 6) return []
    if (isContext(value)) return look(lib.getBotUser(value), depth + 1)
    // A task is run, and what waits for a context is given one.
    if (typeof value === 'function' && value.length === 0) return look(value(), depth + 1)
    if (typeof value === 'function' && value.length === 1) return look(value(ctx), depth + 1)
    if (value instanceof Response && !value.ok) return [`answers ${value.status}: ${await value.text()}`]
    if (!isObject(value)) return []
    if (value._tag === 'Left') return [`a Left: ${shown(value.left)}`]
    if (value._tag === 'Right') return look(value.right, depth + 1)
    const problems: Array<string> = []
    if (Symbol.asyncIterator in value && typeof value[Symbol.asyncIterator] === 'function')
      for await (const one of Object(value)) problems.push(...(await look(one, depth + 1)))
    if (Array.isArray(value)) for (const one of value) problems.push(...(await look(one, depth + 1)))
    return problems
  }
  return look
}

type Lookup = (owner: string, name: string) => Promise<unknown>

/** Finds what a parameter stands for: by its own name, or by that of its function and its own. */
const lookup =
  (lib: Library, ctx: library.Context): Lookup =>
  async (owner, name) => {
    const { names } = work.world
    const id = (key: string): string => String(names[key])
    const event = {
      id: '55555555-0000-4000-8000-000000000005',
      timestamp: '2026-01-02T03:04:05.000Z',
      workspace_id: '55555555-0000-4000-8000-000000000006',
      subscription_id: '55555555-0000-4000-8000-000000000007',
      integration_id: '55555555-0000-4000-8000-000000000008',
      type: 'page.properties_updated',
      authors: [{ id: id('user_id'), type: 'person' }],
      attempt_number: 1,
      api_version: '2025-09-03',
      entity: { id: id('page_id'), type: 'page' },
      data: {
        parent: { id: id('database_id'), type: 'database', data_source_id: id('data_source_id') },
        updated_properties: [],
      },
    }
    const delivery = async () => {
      const body = JSON.stringify(event)
      const verification_token = id('verification_token')
      const signed = await lib.signWebhook({ body, verification_token })()
      return { body, verification_token, signature: signed._tag === 'Right' ? signed.right : '' }
    }
    const delivered = async () => {
      const { body, signature } = await delivery()
      return new Request('https://example.com/webhook', {
        method: 'POST',
        body,
        headers: { 'x-notion-signature': signature },
      })
    }
    const made: Readonly<Record<string, () => unknown>> = {
      ctx: () => ctx,
      notion: () => lib.clientOf(),
      n2m: () => lib.converterOf(),
      page: () => lib.toPromise(lib.getPage(ctx, { page_id: id('page_id') })),
      project: () => lib.toPromise(lib.getPage(ctx, { page_id: id('page_id') })),
      database: () => lib.toPromise(lib.getDatabase(ctx, { database_id: id('database_id') })),
      tree: () => ({ block_id: id('page_id'), children: [], complete: true, missing: [], requests: 0 }),
      copy: () => ({ rows: new Map(), since: undefined }),
      block: () => lib.toPromise(lib.getBlock(ctx, { block_id: id('block_id') })),
      user: () => lib.toPromise(lib.getUser(ctx, { user_id: id('user_id') })),
      error: async () => {
        const refused = await lib.getPage(ctx, { page_id: 'none' })()
        return refused._tag === 'Left' ? refused.left : undefined
      },
      event: () => event,
      delivery,
      body: async () => (await delivery()).body,
      signature: async () => (await delivery()).signature,
      'webhook.request': delivered,
      'isFromNotion.request': delivered,
      'default.fetch.request': () => new Request(`https://example.com/?page=${id('page_id')}`),
      'proxy.request': () =>
        new Request('https://app.example.com/notion/v1/users/me', { headers: { 'notion-version': '2026-03-11' } }),
      signal: () => AbortSignal.timeout(PATIENCE_MS),
      agent: () => ({}),
      dispatcher: () => ({}),
      bytes: () => new TextEncoder().encode('content'),
      data: () => new Blob(['content']),
    }
    for (const key of [`${owner}.${name}`, name]) {
      const make = made[key]
      if (make) return make()
      if (key in names) return names[key]
    }
    throw new Error(`nobody knows what its parameter ${name} stands for`)
  }

const argument = async (find: Lookup, owner: string, parameter: Parameter): Promise<unknown> => {
  if (typeof parameter === 'string') return find(owner, parameter)
  return Object.fromEntries(await Promise.all(parameter.map(async (name) => [name, await find(owner, name)] as const)))
}

const declaredIn = (module: Loaded, found: Loaded, name: string): unknown => {
  const [owner, method] = name.split('.')
  if (method === undefined) return found[name]
  const object = isObject(module.default) ? module.default : {}
  const given = owner === 'default' ? object[method] : undefined
  return typeof given === 'function' ? given.bind(object) : given
}

const late: Array<string> = []
process.on('unhandledRejection', (reason) => late.push(`a rejection that nobody handles: ${shown(reason)}`))
process.on('uncaughtException', (error) => late.push(`thrown where nobody catches it: ${shown(error)}`))

const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What is written to the console in earnest is a problem: a snippet that fails says so there. */
for (const level of ['log', 'info', 'debug'] as const) console[level] = () => undefined
for (const level of ['warn', 'error'] as const)
  console[level] = (...said) => void late.push(`console.${level}: ${said.map(shown).join(' ')}`)

/** What a snippet calls the function that ends what it has begun. */
const END = 'close'

/** Runs one snippet. */
const run = async (lib: Library, job: Job): Promise<Omit<Report, 'id'>> => {
  const problems: Array<string> = []
  let called = 0
  const at = (line: number, text: string): void => void problems.push(`${job.file}:${line} ${text}`)
  const failed = (line: number, error: unknown): void => {
    const text = shown(error)
    const places = text
      .split('\n')
      .flatMap((each) => (each.includes(job.file) ? [/:(\d+):\d+\)?$/.exec(each)?.[1]] : []))
    at(Number(places[0] ?? line), `fails: ${text}`)
  }
  simulator.restore(work.world.snapshot)
  globalThis.fetch = sent
  try {
    const ctx = lib.createContext({ auth: TOKEN })
    const look = problemsOf(lib, ctx)
    const find = lookup(lib, ctx)
    const module = await load(job.id)
    const found = Object(await module.$found)
    for (const { name, line, parameters, isPart } of job.bindings) {
      try {
        const value = declaredIn(module, found, name)
        const given = parameters && (await Promise.all(parameters.map((each) => argument(find, name, each))))
        called += given === undefined ? 0 : 1
        const result = given && typeof value === 'function' ? value(...given) : value
        const isRun = isPart === undefined && name !== END
        for (const problem of isRun ? await look(result) : []) at(line, `${name}: ${problem}`)
      } catch (error) {
        failed(line, error)
      }
      await aTurn()
      for (const problem of late.splice(0)) at(line, `${name}: ${problem}`)
    }
    if (typeof found[END] === 'function') await found[END]()
  } catch (error) {
    failed(job.line, error)
  }
  await aTurn()
  for (const problem of late.splice(0)) at(job.line, problem)
  return { called, problems }
}

/** The same, with an end. */
const within = async (lib: Library, job: Job): Promise<Report> => {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<Omit<Report, 'id'>>((resolve) => {
    timer = setTimeout(() => resolve({ called: 0, problems: [`${job.file}:${job.line} does not end`] }), PATIENCE_MS)
  })
  try {
    return { id: job.id, ...(await Promise.race([run(lib, job), end])) }
  } finally {
    clearTimeout(timer)
  }
}

const lib = await load(LIBRARY)
for (const job of work.jobs) appendFileSync(reportFile, `${JSON.stringify(await within(lib, job))}\n`)
// What is still under way has its chance to fail.
await new Promise((resolve) => setTimeout(resolve, 200))
if (late.length > 0) appendFileSync(reportFile, `${JSON.stringify({ id: 'afterwards', called: 0, problems: late })}\n`)
process.exit(0)
