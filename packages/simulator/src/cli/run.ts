import { readFile, rename, writeFile } from 'node:fs/promises'
import { plainText } from '../domain/richText/richText.js'
import { asArray, asObject, asString, isArray, isObject } from '../domain/values/json.js'
import { createSimulator, type JournalEntry, type Listening, type Simulator } from '../index.js'
import { type CliOptions, HELP, parseOptions } from './options.js'

/** Where the command writes its output. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly error: (line: string) => void
}

/** The result of starting the command: it is running until it is closed, or it has ended with an exit code. */
export type Started =
  /** Closes the server and returns the exit code. */
  | { readonly kind: 'running'; readonly url: string; readonly close: () => Promise<number> }
  | { readonly kind: 'over'; readonly code: number }

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason))

const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason && typeof reason.code === 'string' ? reason.code : ''

const readText = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (reason) {
    if (codeOf(reason) === 'ENOENT') return undefined
    throw new TypeError(`Cannot read ${file}: ${messageOf(reason)}`)
  }
}

const parse = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (reason) {
    throw new TypeError(`${file} is not valid JSON: ${messageOf(reason)}`)
  }
}

const load = async (simulator: Simulator, file: string, text: string): Promise<void> => {
  const contents = parse(file, text)
  if (!isArray(contents) && !isObject(contents))
    throw new TypeError(`${file} should contain a declared workspace, a list of objects or a snapshot.`)
  try {
    await simulator.load(contents)
  } catch (reason) {
    throw new TypeError(`${file}: ${messageOf(reason)}`)
  }
}

/** Writes a file atomically. */
const saveState = async (simulator: Simulator, file: string): Promise<void> => {
  try {
    await writeFile(`${file}.new`, `${JSON.stringify(simulator.snapshot())}\n`)
    await rename(`${file}.new`, file)
  } catch (reason) {
    throw new TypeError(`Cannot write ${file}: ${messageOf(reason)}`)
  }
}

/**
 * Loads the contents that the options name, and returns notices about them. Without contents there is one page to start
 * from.
 */
const loadContents = async (simulator: Simulator, options: CliOptions): Promise<ReadonlyArray<string>> => {
  const state = options.state === undefined ? undefined : await readText(options.state)
  if (options.state !== undefined && state !== undefined) {
    await load(simulator, options.state, state)
    return [`Contents were read from ${options.state}${options.seeds.length === 0 ? '' : '; seeds were ignored'}.`]
  }
  for (const file of options.seeds) {
    const text = await readText(file)
    if (text === undefined) throw new TypeError(`Cannot read ${file}: the file does not exist.`)
    await load(simulator, file, text)
  }
  if (options.seeds.length === 0) await simulator.load({ pages: [{ id: HOME, title: 'Home' }] })
  return []
}

const listen = async (simulator: Simulator, port: number): Promise<Listening> => {
  try {
    return await simulator.listen(port, { control: true })
  } catch (reason) {
    if (codeOf(reason) !== 'EADDRINUSE') throw new TypeError(`Cannot listen on port ${port}: ${messageOf(reason)}`)
    throw new TypeError(`Port ${port} is taken. Choose another with --port, or 0 for any that is free.`)
  }
}

const MAX_SHOWN = 10

/** What is shared with the connection, one line each. */
const sharedWith = async (simulator: Simulator, token: string): Promise<ReadonlyArray<string>> => {
  const response = await simulator.fetch('http://127.0.0.1/v1/search', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    body: JSON.stringify({ page_size: MAX_SHOWN, sort: { timestamp: 'last_edited_time', direction: 'ascending' } }),
  })
  const found: unknown = await response.json()
  const lines = asArray(asObject(found).results)
    .map(asObject)
    .map((each) => {
      const titled = Object.values(asObject(each.properties))
        .map(asObject)
        .find(({ type }) => type === 'title')
      const title = plainText(each.title ?? titled?.title)
      return `  ${asString(each.object).padEnd(11)} ${asString(each.id)}  ${title || 'Untitled'}`
    })
  return asObject(found).has_more === true ? [...lines, '  … and more'] : lines
}

const greeting = (
  url: string,
  token: string,
  notices: ReadonlyArray<string>,
  shared: ReadonlyArray<string>,
): ReadonlyArray<string> => [
  `A Notion API on this machine: ${url}`,
  ...notices,
  '',
  ...(shared.length === 0 ? [] : ['Shared with the connection:', ...shared, '']),
  'Connect a client:',
  `  @notionhq/client  new Client({ auth: '${token}', baseUrl: '${url}' })`,
  `  notion-fp         createContext({ auth: '${token}', baseUrl: '${url}' })`,
  `  Python            notion_client.Client(auth="${token}", base_url="${url}")`,
  `  curl              curl ${url}/v1/users/me -H 'Authorization: Bearer ${token}' -H 'Notion-Version: 2026-03-11'`,
  '',
  `Faults, conditions and contents, from any language: ${url}/_simulator`,
  'Stop it with Ctrl+C.',
]

const lineOf = ({ method, path, status, code }: JournalEntry): string =>
  `${method.padEnd(6)} ${path} ${status === 0 ? 'connection broken' : status}${code === undefined ? '' : ` ${code}`}`

const start = async (options: CliOptions, terminal: Terminal): Promise<Started> => {
  const { conditions = {}, ...others } = options.simulator
  const onRequest = options.log ? (entry: JournalEntry) => terminal.out(lineOf(entry)) : undefined
  const simulator = createSimulator(others)
  const notices = await loadContents(simulator, options)
  // Fails early when the state could not be stored at the end.
  if (options.state !== undefined) await saveState(simulator, options.state)
  const token = others.tokens?.[0] ?? 'ntn_local'
  const shared = await sharedWith(simulator, token)
  const server = await listen(simulator, options.port)
  try {
    for (const url of options.webhooks) await simulator.subscribe({ url })
  } catch (reason) {
    await server.close()
    throw reason
  }
  // The conditions apply and the journal starts only now: the requests for the greeting do not count.
  await fetch(`${server.url}/_simulator/journal`, { method: 'DELETE' })
  simulator.setConditions(conditions)
  if (onRequest !== undefined) simulator.onRequest(onRequest)
  for (const line of greeting(server.url, token, notices, shared)) terminal.out(line)
  const close = async (): Promise<number> => {
    await server.close()
    if (options.state === undefined) return 0
    try {
      await saveState(simulator, options.state)
      return 0
    } catch (reason) {
      terminal.error(messageOf(reason))
      return 1
    }
  }
  return { kind: 'running', url: server.url, close }
}

/** Runs the command. A user error is a message, not a stack trace. */
export const runCli = async (args: ReadonlyArray<string>, terminal: Terminal): Promise<Started> => {
  const parsed = parseOptions(args)
  if (parsed.kind === 'help') {
    terminal.out(HELP)
    return { kind: 'over', code: 0 }
  }
  if (parsed.kind === 'wrong') {
    terminal.error(parsed.message)
    terminal.error('Try --help.')
    return { kind: 'over', code: 2 }
  }
  try {
    return await start(parsed.options, terminal)
  } catch (reason) {
    if (!(reason instanceof TypeError)) throw reason
    terminal.error(reason.message)
    return { kind: 'over', code: 1 }
  }
}
