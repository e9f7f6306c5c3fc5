/** Tells what happens on the wire. */
import * as E from 'fp-ts/Either'
import type { LogEntry, Logger, LogLevel } from '../config.js'
import type { Exchange, Middleware, NotionRequest } from '../fetcher.js'

/** Where the log goes and how much of it. */
export interface WithLoggerOptions {
  readonly logger: Logger
  /** How much is logged. Default `info`. */
  readonly level?: LogLevel
}

const RANK: { readonly [level in LogLevel]: number } = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

/**
 * Logs one line per HTTP exchange with op, status, time and request id: `info` where it succeeded, `warn` where it failed;
 * one at `debug` where no exchange was needed; and bodies at `debug` only. A logger that throws disturbs no call.
 */
export const withLogger =
  ({ logger, level = 'info' }: WithLoggerOptions): Middleware =>
  (next) =>
  <A>(request: NotionRequest<A>) => {
    const { op, method, path } = request
    const log = (entry: LogEntry): void => {
      if (RANK[entry.level] < RANK[level]) return
      try {
        logger(entry)
      } catch {
        // A call must not fail because its log did.
      }
    }
    const debugging = RANK[level] === RANK.debug
    return async () => {
      let attempt = 0
      const observe = (exchange: Exchange): void => {
        attempt++
        request.observe?.(exchange)
        const { status, requestId, durationMs, error } = exchange
        const outcome = error ? error._tag : 'ok'
        log({
          level: error ? 'warn' : 'info',
          message: error ? error.message : `${op}: ${status} in ${durationMs} ms`,
          op,
          method,
          path,
          attempt,
          outcome,
          status,
          requestId,
          durationMs,
          ...(debugging && { requestBody: request.body }),
        })
      }
      const result = await next({ ...request, observe })()
      if (attempt === 0 && E.isRight(result)) {
        log({ level: 'debug', message: `${op}: answered without an exchange`, op, method, path, attempt })
      }
      if (debugging && E.isRight(result))
        log({ level: 'debug', message: `${op}: answer`, op, responseBody: result.right })
      return result
    }
  }
