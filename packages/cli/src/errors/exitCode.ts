/** The exit code of each kind of failure, so that scripts can tell them apart. */
import type { Failure } from './failure.js'

/** The exit codes. */
export const EXIT = {
  ok: 0,
  /** A failure without a code of its own; also a difference that `schema check` finds, and damage that `backup verify` finds. */
  failed: 1,
  /** The token is missing or invalid, or the connection lacks a capability. */
  access: 3,
  notFound: 4,
  rateLimit: 5,
  /** A part was done or read, and something is left. */
  partial: 6,
  /** Notion could not be reached, or failed. */
  unavailable: 7,
  /** The command line, or a value in it, is wrong. */
  usage: 64,
  interrupted: 130,
} as const

const CODES: { readonly [tag: string]: number } = {
  UsageError: EXIT.usage,
  TokenError: EXIT.access,
  AuthenticationError: EXIT.access,
  PermissionError: EXIT.access,
  NotFoundError: EXIT.notFound,
  RateLimitError: EXIT.rateLimit,
  InvalidInputError: EXIT.usage,
  ValidationError: EXIT.usage,
  ServerError: EXIT.unavailable,
  NetworkError: EXIT.unavailable,
  TimeoutError: EXIT.unavailable,
}

/** The exit code of a failure. */
export const exitCodeOf = ({ _tag }: Failure): number =>
  _tag.startsWith('Partial') ? EXIT.partial : (CODES[_tag] ?? EXIT.failed)
