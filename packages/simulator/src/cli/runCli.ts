/**
 * Runs the command: loads the contents, starts the server, and shows how to connect a client. The terminal is a
 * parameter, so that tests can read the output.
 */
import { readFile } from 'node:fs/promises'
import { isArray, isObject } from '../domain/values/json.js'
import { listen } from '../http/listen.js'
import type { JournalEntry, Listening, Simulator } from '../index.js'
import { createParts, type Parts } from '../parts.js'
import { greeting, sharedWith, warnings } from './greeting.js'
import { type CliOptions, HELP, parseOptions } from './parseOptions.js'
import { openStore, type Store } from './store.js'
import { codeOf, messageOf } from './thrown.js'

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

const load = (parts: Parts, file: string, text: string): void => {
  const contents = parse(file, text)
  if (!isArray(contents) && !isObject(contents))
    throw new TypeError(`${file} must contain a declared workspace, a list of objects or a snapshot.`)
  try {
    parts.loadOwn(contents)
  } catch (reason) {
    throw new TypeError(`${file}: ${messageOf(reason)}`)
  }
}

/** Loads the contents that the options name. Without contents there is one page to start from. */
const loadSeeds = async (parts: Parts, seeds: ReadonlyArray<string>): Promise<void> => {
  for (const file of seeds) {
    const text = await readText(file)
    if (text === undefined) throw new TypeError(`Cannot read ${file}: the file does not exist.`)
    load(parts, file, text)
  }
  if (seeds.length === 0) parts.loadOwn({ pages: [{ id: HOME, title: 'Home' }] })
}

const later = (milliseconds: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}

/** The store of the workspace, if it has one, after its contents are loaded. */
const openContents = async (
  parts: Parts,
  { state, seeds }: CliOptions,
  complain: (line: string) => void,
): Promise<Pick<Store, 'notices' | 'close' | 'abandon'>> => {
  if (state === undefined) {
    await loadSeeds(parts, seeds)
    return { notices: [], close: async () => undefined, abandon: async () => undefined }
  }
  const store = await openStore(state, { parts, complain, later })
  try {
    if (store.isNew) await loadSeeds(parts, seeds)
    await store.watch()
  } catch (reason) {
    await store.abandon()
    throw reason
  }
  const ignored = seeds.length === 0 ? '' : '; seeds were ignored'
  const read = store.isNew ? [] : [`Contents were read from ${state}${ignored}.`]
  return { ...store, notices: [...read, ...store.notices] }
}

const listenAs = async (simulator: Simulator, options: CliOptions): Promise<Listening> => {
  const { port, host, control, allowedHosts } = options
  try {
    return await simulator.listen(port, { control, allowedHosts, ...(host === undefined ? {} : { host }) })
  } catch (reason) {
    if (codeOf(reason) !== 'EADDRINUSE') throw new TypeError(`Cannot listen on port ${port}: ${messageOf(reason)}`)
    throw new TypeError(`Port ${port} is taken. Choose another with --port, or 0 for any that is free.`)
  }
}

const lineOf = ({ method, path, status, code }: JournalEntry): string =>
  `${method.padEnd(6)} ${path} ${status === 0 ? 'connection broken' : status}${code === undefined ? '' : ` ${code}`}`

const start = async (options: CliOptions, terminal: Terminal): Promise<Started> => {
  const { conditions = {}, ...others } = options.simulator
  const parts = createParts(others, listen)
  const { simulator } = parts
  const contents = await openContents(parts, options, terminal.error)
  const token = others.tokens?.[0] ?? 'ntn_local'
  const served = async () => {
    const shared = await sharedWith(simulator, token)
    const server = await listenAs(simulator, options)
    try {
      for (const url of options.webhooks) await simulator.subscribe({ url })
    } catch (reason) {
      await server.close()
      throw reason
    }
    return { shared, server }
  }
  const { shared, server } = await served().catch(async (reason) => {
    await contents.close()
    throw reason
  })
  // From here on, conditions apply and the journal records: the requests for the greeting are not counted.
  parts.clearJournal()
  simulator.setConditions(conditions)
  if (options.log) simulator.onRequest((entry) => terminal.out(lineOf(entry)))
  for (const line of warnings(options)) terminal.error(line)
  for (const line of greeting(server.url, token, contents.notices, shared, options.control)) terminal.out(line)
  const close = async (): Promise<number> => {
    try {
      await server.close()
      await contents.close()
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
