/** The command in this process: what is tried does not depend on a process of its own. */
import { readFileSync } from 'node:fs'
import { run } from '../../src/run.js'
import type { OutputStream, Terminal } from '../../src/terminal/terminal.js'
import { fetchTo } from './loopback.js'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const VERSION: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

export interface InProcess {
  readonly env?: Record<string, string>
  readonly input?: string
  /** The width of a terminal; without it, the outputs are pipes. */
  readonly columns?: number
  readonly signal?: AbortSignal
}

const collecting = (columns: number | undefined): { readonly output: OutputStream; readonly text: () => string } => {
  let all = ''
  const output: OutputStream = {
    isTerminal: columns !== undefined,
    columns: columns ?? Number.POSITIVE_INFINITY,
    write: async (text) => {
      all += text
      return true
    },
    failure: () => undefined,
  }
  return { output, text: () => all }
}

/** Runs a command line. */
export const runInProcess = async (
  args: ReadonlyArray<string>,
  { env = {}, input = '', columns, signal = new AbortController().signal }: InProcess = {},
): Promise<Ran> => {
  const [out, err] = [collecting(columns), collecting(columns)]
  const terminal: Terminal = {
    out: out.output,
    err: err.output,
    isInteractive: false,
    hasColors: false,
    readStdin: async () => Buffer.from(input),
  }
  const code = await run(args, { terminal, env, signal, version: VERSION, fetch: fetchTo(env) })
  return { code, out: out.text(), err: err.text() }
}
