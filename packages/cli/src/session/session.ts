/** What a command is run with. */
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
  /** The words of the command line, for messages that say how to continue. */
  readonly line: ReadonlyArray<string>
  /** The context to send requests with; the same at each call. */
  readonly context: () => Promise<Result<Context>>
  /** Writes a line to stderr, for people. */
  readonly note: (line: string) => Promise<unknown>
  /** Whether the context sends requests to the embedded Notion. */
  readonly isSimulated: boolean
}
