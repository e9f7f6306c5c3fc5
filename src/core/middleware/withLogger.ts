/** Tells what happens on the wire. */
import { type LogEntry, type Logger, type LogLevel, quietly } from '../config.js'
import type { NotionError } from '../error.js'
import type { Call, Exchange, Middleware, NotionRequest } from '../fetcher.js'
import { isRetryable } from './withRetry.js'

/** Where the log goes and how much of it. */
export interface WithLoggerOptions {
  readonly logger: Logger
  /** How much is logged. Default `info`. */
  readonly level?: LogLevel
}

const RANK: { readonly [level in LogLevel]: number } = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

/** How a failure is logged: one that its caller wanted, one that may pass when it is tried again, and any other. */
const levelOf = (error: NotionError, call: Call) =>
  error._tag === 'AbortError' ? 'info' : isRetryable(error, call) ? 'warn' : 'error'

/**
 * Logs one line per HTTP exchange with op, status, time and request id: `info` where it succeeded, `warn` where it failed and
 * may be tried again, `error` where it failed for good; an `error` too for a call that was given up; one at `debug` where no
 * exchange was needed; and bodies at `debug` only. A logger that throws disturbs no call.
 */
export const withLogger =
  ({ logger, level = 'info' }: WithLoggerOptions): Middleware =>
  (next) => {
    const write = quietly(logger)
    return <A>(request: NotionRequest<A>) => {
      const { op, method, path } = request
      const log = (entry: LogEntry): void => {
        if (RANK[entry.level] >= RANK[level]) write(entry)
      }
      return async () => {
        let attempt = 0
        let told = false
        const observe = (exchange: Exchange): void => {
          attempt++
          request.observe?.(exchange)
          const { status, durationMs, error } = exchange
          const at = error ? levelOf(error, request) : 'info'
          told = at === 'error'
          if (RANK[at] < RANK[level]) return
          log({
            level: at,
            message: error ? error.message : `${op}: ${status} in ${durationMs} ms`,
            op,
            method,
            path,
            attempt,
            outcome: error ? error._tag : 'ok',
            status,
            requestId: exchange.requestId,
            durationMs,
            ...(level === 'debug' && { requestBody: request.body }),
          })
        }
        const result = await next({ ...request, observe })()
        const call = { op, method, path, attempt }
        if (result._tag === 'Left') {
          const error = result.left
          const given = attempt > 0 ? `given up after attempt ${attempt}: ` : ''
          if (error._tag !== 'AbortError' && !told)
            log({ level: 'error', message: `${given}${error.message}`, ...call, outcome: error._tag })
        } else {
          if (attempt === 0) log({ level: 'debug', message: `${op}: answered without an exchange`, ...call })
          if (level === 'debug') log({ level: 'debug', message: `${op}: answer`, ...call, responseBody: result.right })
        }
        return result
      }
    }
  }
