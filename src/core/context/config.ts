/** The settings of a context: what a person writes, and what the library works with. */

import type { Config, Fetch, Validate } from '../call/config.js'
import type { Logger, LogLevel } from '../call/logger.js'
import { consoleLogger, LOG_LEVELS, quietly } from '../call/logger.js'
import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../call/version.js'
import { type Clock, steadyClock, systemClock } from '../internal/clock.js'
import { isRecord } from '../internal/json.js'
import { CLOCK, checkOptions, FUNCTION, type OptionRule, oneOf, POSITIVE, pattern } from '../internal/options.js'

/** What a person writes to make a context with a transport alone. */
export interface TransportOptions {
  /**
   * The token, or a function that gives it, called several times for a call: keep the answer yourself where that is dear. While
   * a call lasts it must speak for one connection, since what is read is kept under the token that was given first.
   */
  readonly auth: string | (() => string | Promise<string>)
  /** The version of the API. Default `2025-09-03`. */
  readonly notionVersion?: NotionVersion | undefined
  /** Where the API is. Default `https://api.notion.com`; `/v1/` is added. */
  readonly baseUrl?: string | undefined
  /** How long one attempt may take, the reading of its body included, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined
  /** What is done with an answer of another shape than documented. Default `contain`. */
  readonly validate?: Validate | undefined
  /** Where the log goes. Default the console. */
  readonly logger?: Logger | undefined
  /** How much is logged. Default `warn`. */
  readonly logLevel?: LogLevel | undefined
  /** The `fetch` to use. Default the platform's. */
  readonly fetch?: Fetch | undefined
  /** Where time, chance and waiting come from. Default the platform. */
  readonly clock?: Clock | undefined
}

/** An address to send to. One with a password in it is refused by `fetch`, in a message that shows it. */
const BASE_URL = /^https?:\/\/[^\s@?#]+$/

/** The name of a version of the API. */
const VERSION = /^\d{4}-\d\d-\d\d$/

const PART: OptionRule = [(given) => given === false || isRecord(given), 'false or its options']

/**
 * What the options of a context must be; what is inside of its parts is for those who make them to say.
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
 * The settings with their defaults.
 *
 * A value that cannot be meant (no token, a negative time, an address that is none) throws a `TypeError`: it is a mistake
 * in the program, not the failure of a call. `parseConfig` reads what comes from outside.
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
    // Called as a method of anything but the global object, `fetch` throws "Illegal invocation" on some platforms. It is looked
    // up for each call: one that was bound too early would miss a test or a tracer that replaces it.
    fetch: (url, init) => (fetch ?? globalThis.fetch).call(globalThis, url, init),
    clock: steadyClock(clock),
  }
}
