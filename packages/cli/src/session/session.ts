/** What a run of a command has at hand. */
import type { Context } from 'notion-fp'
import type { Env } from '../env.js'
import type { Result } from '../errors/result.js'
import type { Terminal } from '../terminal/terminal.js'

/** A run of the command. */
export interface Session {
  readonly terminal: Terminal
  readonly env: Env
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** The words of the command line, to say how to go on. */
  readonly line: ReadonlyArray<string>
  /** The context to send requests with; the same at each call. */
  readonly context: () => Promise<Result<Context>>
  /** A line on stderr, for people. */
  readonly note: (line: string) => Promise<unknown>
  /** Where the embedded Notion runs: the address that `fetch` of the context answers. */
  readonly isSimulated: boolean
}
