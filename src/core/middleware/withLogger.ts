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

/** How a failure is logged: one that its caller wanted, one that may pass when it is tried again, and any other. */
const levelOf = (error: NotionError, call: Call) =>
  error._tag === 'AbortError' ? 'info' : isRetryable(error, call) ? 'warn' : 'error'

/**
 * Logs one line per HTTP exchange with op, status, time and request id: `info` where it succeeded, `warn` where it failed and
 * may be tried again, `error` where it failed for good; an `error` too for a call that was given up; at `debug` one for each
 * answer; and bodies at `debug` only. A logger that throws disturbs no call.
 *
 * @throws TypeError for an invalid option, such as an unknown level.
 */
export const withLogger = (options: WithLoggerOptions = {}): Middleware => {
  checkOptions(options, { logger: FUNCTION, level: oneOf(LOG_LEVELS) })
  return (next, config) => {
    const { logger = config.logger, level: least = config.logLevel } = options
    const write = quietly(logger)
    const logs = (level: LogLevel): boolean => isLogged(level, least)
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
          // What nobody will read is not made up: most exchanges succeed, and most logs show failures only.
          if (!logs(lastLevel)) return
          const { error, ...facts } = exchange
          log(lastLevel, error ? error.message : `${op}: ${facts.status} in ${facts.durationMs} ms`, {
            outcome: error ? error._tag : 'ok',
            ...facts,
            ...(logs('debug') && { requestBody: request.body }),
          })
        }
        const result = await next({ ...request, observe })()
        if (result._tag === 'Right') {
          log('debug', `${op}: answered after ${attempt} exchanges`, {
            responseBody: request.secret ? '(hidden)' : result.right,
          })
        } else if (result.left._tag !== 'AbortError' && lastLevel !== 'error' && !('unsent' in result.left)) {
          const { _tag, message } = result.left
          log('error', (attempt ? `given up after attempt ${attempt}: ` : '') + message, { outcome: _tag })
        }
        return result
      }
  }
}
