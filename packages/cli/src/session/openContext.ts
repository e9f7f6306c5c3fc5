/** The context of a run: the library with its retries and its rate limiter, on Notion or on the embedded one. */
import {
  type Context,
  configFromEnv,
  fetchFetcher,
  type Logger,
  makeContext,
  withDefaults,
  withSignal,
  wrap,
} from 'notion-fp'
import type { Env } from '../env.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Terminal } from '../terminal/terminal.js'
import { findToken } from './token.js'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Where requests are sent, and with which token. */
export interface Connection {
  readonly tokenFile: string | undefined
  readonly isVerbose: boolean
  /** Aborts all requests. */
  readonly signal: AbortSignal
  /** Sends the requests to Notion; by default, the `fetch` of the process. */
  readonly fetch?: Fetch | undefined
  /** The `fetch` of the embedded Notion: with it, no request goes to Notion. */
  readonly embedded?: Fetch | undefined
}

/** Creates the context. Settings such as `NOTION_TIMEOUT_MS` are read from the environment. */
export const openContext = async (env: Env, terminal: Terminal, connection: Connection): Promise<Result<Context>> => {
  const { fetch, embedded, isVerbose, signal } = connection
  const token = embedded
    ? ok({ token: 'ntn_simulator', from: 'the simulator' })
    : await findToken(env, connection.tokenFile, terminal.readStdin)
  if (token._tag === 'Left') return token
  const { NOTION_BASE_URL, ...settings } = env
  const config = configFromEnv({
    ...settings,
    ...(embedded === undefined && { NOTION_BASE_URL }),
    NOTION_TOKEN: token.right.token,
  })
  if (config._tag === 'Left') {
    const [issue] = config.left
    return fail(usageError(`${issue?.field ?? 'A setting'} must be ${issue?.allowed ?? 'valid'}.`))
  }
  const logger: Logger = ({ level, message }) => {
    void terminal.err.write(`${level}: ${message}\n`)
  }
  const options = {
    logLevel: isVerbose ? ('info' as const) : ('silent' as const),
    ...config.right,
    logger,
    // A run reads most objects once, so a cache would not help.
    cache: false as const,
    ...(fetch && { fetch }),
    ...(embedded && { fetch: embedded, rateLimit: false as const }),
  }
  return ok(wrap(withSignal(signal))(withDefaults(options)(makeContext(options, fetchFetcher))))
}
