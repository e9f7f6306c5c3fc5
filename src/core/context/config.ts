/** The options of a context, and the config that they resolve to. */

import type { Config, Fetch, Validate } from '../call/config.js'
import type { Logger, LogLevel } from '../call/logger.js'
import { consoleLogger, LOG_LEVELS, quietly } from '../call/logger.js'
import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../call/version.js'
import { type Clock, steadyClock, systemClock } from '../internal/clock.js'
import { isRecord } from '../internal/json.js'
import { CLOCK, checkOptions, FUNCTION, type OptionRule, oneOf, POSITIVE, pattern } from '../internal/options.js'

/** The options of a context without middleware. */
export interface TransportOptions {
  /**
   * The token, or a function that returns it. The function is called several times per call: cache the token yourself if it is
   * expensive. During a call it must return tokens of the same connection, since responses are cached under the first one.
   */
  readonly auth: string | (() => string | Promise<string>)
  /** The version of the API. Default `2025-09-03`. */
  readonly notionVersion?: NotionVersion | undefined
  /** The base URL of the API, without `/v1/`. Default `https://api.notion.com`. */
  readonly baseUrl?: string | undefined
  /** The timeout of one attempt, including reading the body, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined
  /** How to handle a response that does not have the documented shape. Default `contain`. */
  readonly validate?: Validate | undefined
  /** The logger. Default: the console. */
  readonly logger?: Logger | undefined
  /** The least severe level that is logged. Default `warn`. */
  readonly logLevel?: LogLevel | undefined
  /** The `fetch` function. Default: the platform's. */
  readonly fetch?: Fetch | undefined
  /** The source of time, randomness and sleep. Default: the platform. */
  readonly clock?: Clock | undefined
}

/** A valid base URL. It must not contain a password: `fetch` would reject it with an error that shows the password. */
const BASE_URL = /^https?:\/\/[^\s@?#]+$/

/** A valid version of the API. */
const VERSION = /^\d{4}-\d\d-\d\d$/

const PART: OptionRule = [(given) => given === false || isRecord(given), 'false or an object of options']

/**
 * The rules of the options of a context. `retry`, `rateLimit` and `cache` have rules of their own for their contents.
 *
 * @internal
 */
export const CONTEXT_RULES = {
  auth: [
    (given: unknown) => (typeof given === 'string' ? /^\S+$/.test(given) : typeof given === 'function'),
    'a token without spaces or line breaks, or a function that returns one',
  ],
  notionVersion: pattern(VERSION, 'a date such as 2025-09-03'),
  baseUrl: pattern(BASE_URL, 'an http(s) URL without password, query or fragment'),
  timeoutMs: POSITIVE,
  validate: oneOf(['contain', 'strict', 'warn', 'off']),
  logger: FUNCTION,
  logLevel: oneOf(LOG_LEVELS),
  fetch: FUNCTION,
  clock: CLOCK,
  retry: PART,
  rateLimit: PART,
  cache: PART,
} as const

/**
 * Resolves the options to a config, with the defaults.
 *
 * An invalid option (no token, a negative time, a malformed URL) throws a `TypeError`: it is a bug in the program, not the failure
 * of a call. Use `parseConfig` for external data.
 *
 * @internal
 */
export const resolveConfig = (options: TransportOptions): Config => {
  checkOptions(options, CONTEXT_RULES, 'auth')
  const {
    auth,
    notionVersion = DEFAULT_NOTION_VERSION,
    baseUrl = 'https://api.notion.com',
    timeoutMs = 30_000,
    validate = 'contain',
    logger = consoleLogger,
    logLevel = 'warn',
    fetch,
    clock = systemClock,
  } = options
  return {
    auth: typeof auth === 'function' ? auth : () => auth,
    notionVersion,
    baseUrl: baseUrl.replace(/\/+$/, '').replace(/\/v1$/, ''),
    timeoutMs,
    validate,
    logger: quietly(logger),
    logLevel,
    // On some platforms, `fetch` throws "Illegal invocation" unless `this` is the global object. It is looked up for each call, so
    // that tests and tracers can replace it.
    fetch: (url, init) => (fetch ?? globalThis.fetch).call(globalThis, url, init),
    clock: steadyClock(clock),
  }
}
