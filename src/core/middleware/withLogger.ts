/** Logs HTTP exchanges. */

import type { Call } from '../call/call.js'
import type { NotionError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import type { LogEntry, Logger, LogLevel } from '../call/logger.js'
import { isLogged, LOG_LEVELS, quietly } from '../call/logger.js'
import type { Exchange, NotionRequest } from '../call/request.js'
import { checkOptions, FUNCTION, oneOf } from '../internal/options.js'
import { isRetryable } from './withRetry.js'

/** The options of {@link withLogger}. */
export interface WithLoggerOptions {
  /** The logger. Default: that of the context. */
  readonly logger?: Logger | undefined
  /** The least severe level that is logged. Default: the `logLevel` of the context. */
  readonly level?: LogLevel | undefined
}

/** The level of an error: `info` if the caller aborted, `warn` if a retry may help, otherwise `error`. */
const levelOf = (error: NotionError, call: Call) =>
  error._tag === 'AbortError' ? 'info' : isRetryable(error, call) ? 'warn' : 'error'

/**
 * Logs one line per HTTP exchange, with operation, status, duration and request id: at `info` if it succeeded, at `warn` if it failed
 * and can be retried, otherwise at `error`. Also logs an `error` when retries are exhausted, and at `debug` one line per result and
 * the bodies. A logger that throws does not affect calls.
 *
 * @throws TypeError for an invalid option, such as an unknown level.
 * @example
 * import { fetchFetcher, makeContext, withLogger, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const lines: Array<string> = []
 * const logger = ({ message }: { readonly message: string }) => void lines.push(message)
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withLogger({ logger, level: 'info' })))
 */
export const withLogger = (options: WithLoggerOptions = {}): Middleware => {
  checkOptions(options, { logger: FUNCTION, level: oneOf(LOG_LEVELS) })
  return (next, config) => {
    const { logger = config.logger, level: threshold = config.logLevel } = options
    const write = quietly(logger)
    const logs = (level: LogLevel): boolean => isLogged(level, threshold)
    // Computed once, since every call needs them.
    const logsBodies = logs('debug')
    const logsSuccesses = logs('info')
    return <A>(request: NotionRequest<A>) =>
      async () => {
        const { op, method, path } = request
        let attempt = 0
        let lastLevel: LogLevel | undefined
        const log = (level: LogEntry['level'], message: string, more: object): void => {
          if (logs(level)) write({ level, message, op, method, path, attempt, ...more })
        }
        const observe = (exchange: Exchange): void => {
          attempt++
          request.observe?.(exchange)
          lastLevel = exchange.error ? levelOf(exchange.error, request) : 'info'
          // Skips the work for entries that are not logged: most exchanges succeed, and most logs show failures only.
          if (!logs(lastLevel)) return
          const { error, ...facts } = exchange
          log(lastLevel, error ? error.message : `${op}: ${facts.status} in ${facts.durationMs} ms`, {
            outcome: error ? error._tag : 'ok',
            ...facts,
            ...(logsBodies && { requestBody: request.body }),
          })
        }
        // Collecting the details of a success takes time.
        const result = await next({
          ...request,
          observe,
          onlyFailures: request.observe || logsSuccesses ? undefined : observe,
        })()
        if (result._tag === 'Right') {
          if (logsBodies)
            log('debug', `${op}: succeeded after ${attempt} exchanges`, {
              responseBody: request.secret ? '(hidden)' : result.right,
            })
        } else if (result.left._tag !== 'AbortError' && lastLevel !== 'error' && !('unsent' in result.left)) {
          const { _tag, message } = result.left
          log('error', (attempt ? `gave up after attempt ${attempt}: ` : '') + message, { outcome: _tag })
        }
        return result
      }
  }
}
