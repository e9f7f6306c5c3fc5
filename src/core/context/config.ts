/** The settings of a context: what a person writes, and what the library works with. */

import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../call/version.js'
import { attempt } from '../internal/attempt.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { CLOCK, checkOptions, FUNCTION, oneOf, POSITIVE, pattern, throwInvalidOption } from '../internal/options.js'

/** How much is logged: `debug` shows bodies, `info` a line per call, `warn` what went wrong but passed, `error` failures. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** One line of the log as data. It holds no token, and a body only at `debug`. */
export interface LogEntry {
  readonly level: Exclude<LogLevel, 'silent'>
  readonly message: string
  readonly [field: string]: unknown
}

/** Where the log goes. */
export type Logger = (entry: LogEntry) => void

/**
 * What is done with an answer of another shape than documented.
 *
 * - `contain`: a damaged value becomes an unknown one of its union, so that `type` reads `unknown:image`, the rest of the answer is
 *   given and the logger is told; damage outside a union fails with `DecodeError`.
 * - `strict`: the whole answer is refused with `DecodeError`.
 * - `warn`: the answer passes as it is, and the logger is told.
 * - `off`: the answer is not looked at.
 */
export type Validate = 'contain' | 'strict' | 'warn' | 'off'

/** What a {@link Fetch} is given besides the address. */
export interface FetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  /** A string, or a form. It has the type of both, so that it fits every `fetch`: each library has a form of its own. */
  readonly body?: string & FormData
  readonly signal: AbortSignal
  /** A redirect is an answer like any other. */
  readonly redirect: 'manual'
}

/** What is read of the answer of a {@link Fetch}; every `Response` has it. */
export interface FetchResponse {
  readonly status: number
  readonly headers: Iterable<[string, string]> & { readonly get: (name: string) => string | null }
  readonly text: () => Promise<string>
  /** Whether it came from another address than the one that was asked. */
  readonly redirected?: boolean
  readonly url?: string
}

/**
 * The function that makes HTTP requests: the platform's own, that of undici or node-fetch, or one that goes through a proxy or a
 * test. It is given a string and an object, never a `Request`.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

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

/** The settings that a transport works with. The token is behind a function, so that no log of a context shows it. */
export interface Config {
  readonly auth: () => string | Promise<string>
  readonly notionVersion: NotionVersion
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly validate: Validate
  readonly logger: Logger
  readonly logLevel: LogLevel
  readonly fetch: Fetch
  readonly clock: Clock
}

/** A token that can stand in a header. The platform's own complaint about any other would quote it. */
export const SENDABLE_TOKEN = /^[\x21-\x7e]+$/

/** An address to send to. One with a password in it is refused by `fetch`, in a message that shows it. */
export const BASE_URL = /^https?:\/\/[^\s@?#]+$/

/** The name of a version of the API. */
export const VERSION = /^\d{4}-\d\d-\d\d$/

/** Writes to the console, each level to its own method. */
export const consoleLogger: Logger = ({ level, message, ...fields }) => console[level](`notion-fp: ${message}`, fields)

/** A logger that disturbs no call, whatever it throws, at once or later. */
export const quietly =
  (logger: Logger): Logger =>
  (entry) => {
    void attempt(() => logger(entry))
  }

/**
 * The settings with their defaults.
 *
 * A value that cannot be meant (no token, a negative time, an address that is none) throws a `TypeError`: it is a mistake
 * in the program, not the failure of a call. `parseConfig` reads what comes from outside.
 */
export const resolveConfig = (options: TransportOptions): Config => {
  checkOptions(options, {
    auth: [
      (given) => (typeof given === 'string' ? given.trim() !== '' : typeof given === 'function'),
      'a token or a function that gives one',
    ],
    timeoutMs: POSITIVE,
    baseUrl: pattern(BASE_URL, 'an http(s) address without password, query or fragment'),
    notionVersion: pattern(VERSION, 'a date such as 2025-09-03'),
    validate: oneOf('contain', 'strict', 'warn', 'off'),
    logger: FUNCTION,
    logLevel: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    fetch: FUNCTION,
    clock: CLOCK,
  })
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
  if (auth === undefined) return throwInvalidOption('auth', 'a token or a function that gives one')
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
    clock,
  }
}
