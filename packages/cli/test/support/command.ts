/** The command: in this process, and the real one, built once, as a child process, in pipes and in a pseudo-terminal. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator, type JsonObject, type Simulator } from '@notion-fp/simulator'
import { buildCommand } from '../../build.mjs'
import { type Ran, runInProcess } from './inProcess.js'
import { listen } from './loopback.js'

const built: { folder?: Promise<string> } = {}

const build = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'notion-fp-cli-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await buildCommand(join(folder, 'dist'))
  return folder
}

/** The file of the command. */
export const commandFile = async (): Promise<string> => {
  built.folder ??= build()
  return join(await built.folder, 'dist', 'main.js')
}

/** A folder of its own for a test. */
export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'notion-fp-cli-test-'))

/** What a run is given in this process as well as in one of its own. */
interface Given {
  readonly env?: Record<string, string>
  readonly input?: string
}

export interface RunOptions extends Given {
  /** The folder that it runs in, as a process of its own. */
  readonly cwd?: string
  /** Is given what sends a signal to the command, which is a process of its own. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void
}

const environment = (env: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: env.XDG_CONFIG_HOME ?? '/nonexistent',
  NO_COLOR: '1',
  ...env,
})

/**
 * Runs the command in pipes: in this process, which takes a tenth of the time, unless it is given a folder or is sent a signal, for
 * which it needs to be a process of its own.
 */
export const runCommand = (args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> =>
  options.cwd === undefined && options.onStart === undefined
    ? runInProcess(args, { env: environment(options.env), input: options.input ?? '' })
    : spawnCommand(args, options)

/** Runs the real command in pipes. */
export const spawnCommand = async (args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> => {
  const file = await commandFile()
  const child = spawn(process.execPath, [file, ...args], { env: environment(options.env), cwd: options.cwd })
  return new Promise((resolve) => {
    let out = ''
    let err = ''
    options.onStart?.((signal) => child.kill(signal))
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}

/** Whether there is a program that provides a pseudo-terminal. */
export const hasScript: boolean = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** Runs the command in a pseudo-terminal of a width; `out` has both outputs, as a terminal shows them. */
export const runInTerminal = async (
  args: ReadonlyArray<string>,
  { env, columns = 80, input }: RunOptions & { readonly columns?: number } = {},
): Promise<Ran> => {
  const file = await commandFile()
  const line = `stty cols ${columns} rows 40; exec ${[process.execPath, file, ...args].map(quoted).join(' ')}`
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...environment(env), TERM: 'xterm', SHELL: '/bin/sh' },
  })
  return new Promise((resolve) => {
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.on('close', (code) => resolve({ code, out: out.replaceAll('\r\n', '\n'), err: '' }))
    if (input === undefined) child.stdin.end()
    else child.stdin.write(input)
  })
}

/** Splits NDJSON. */
export const lines = (out: string): ReadonlyArray<JsonObject> =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** A Notion on loopback, and the environment that leads to it. */
interface Served {
  readonly simulator: Simulator
  readonly env: Record<string, string>
  readonly close: () => Promise<void>
}

/** Puts a simulator on loopback. */
export const serveSimulator = async (simulator: Simulator): Promise<Served> => {
  const { url, close } = await listen(simulator)
  const env = {
    NOTION_TOKEN: 'ntn_test',
    NOTION_BASE_URL: url,
    NOTION_RATE_LIMIT_PER_MINUTE: 'false',
    XDG_CONFIG_HOME: aFolder(),
    XDG_STATE_HOME: aFolder(),
  }
  return { simulator, env, close }
}

/** A Notion on loopback with contents, and the environment that leads to it. */
export const serve = async (
  contents: JsonObject,
  options: Parameters<typeof createSimulator>[0] = {},
): Promise<Served> => {
  const simulator = createSimulator({ now: () => new Date('2026-05-01T10:00:00Z'), ...options })
  await simulator.load(contents)
  return serveSimulator(simulator)
}

/** The Notion that the tests of a file share, once `start` has started it, and the command on it. */
export const sharedNotion = () => {
  let served: Served | undefined
  const notion = () => {
    if (!served) throw new Error('not started')
    return served
  }
  return {
    notion,
    start: async (...given: Parameters<typeof serve>): Promise<void> => {
      served = await serve(...given)
    },
    stop: () => served?.close(),
    run: (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
      runCommand(args, { ...options, env: { ...notion().env, ...options.env } }),
  }
}
