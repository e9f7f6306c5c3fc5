/**
 * What only writes need: whether a write that failed may have been applied. It is part of the requests that write, so that a program
 * which only reads does not contain it.
 *
 * @internal
 */
import { saysTooSlow } from '../call/slowList.js'
import { field, tryTo } from '../internal/orUndefined.js'
import { text } from './answerError.js'

/** The maximum depth of nested causes. */
const DEPTH = 3

/** The maximum number of errors of an `AggregateError` that are checked. */
const MOST = 1_000

/**
 * The error codes for a connection that was never made: of the system (refused, DNS, host, network, address), undici, TLS and
 * Bun.
 */
const NEVER_CONNECTED =
  /^(E(CONNREF|NOTFOUND|AI_|(HOST|NET)(UN|DOWN)|ADDR)|UND_ERR_(CONNECT|PRX)_|ERR_(INVALID_URL|TLS_(CERT|HANDSHAKE)|SSL_(WRONG|\w*_(VERSION$|HANDSHAKE|UNRECOGNIZED)))|CERT_|UNABLE_|DEPTH_|SELF_|HOSTNAME_|ConnectionRef|FailedToOpen)/

/** The same as messages, including Deno's, for errors without a specific code. */
const SAYS_SO =
  /^(connect|getaddrinfo) E|^bad port|^Invalid URL|client error \(Connect\)|before secure TLS|wrong version number/

/** Whether a thrown value means that no connection was made, so that nothing was sent. */
export const neverConnected = (thing: unknown, depth = DEPTH): boolean => {
  const errors = field(thing, 'errors')
  // One error for each address of a host. If any connection was made, it may have been used.
  if (Array.isArray(errors) && errors.length > 0 && errors.length < MOST)
    return depth > 0 && Array.from(errors).every((one) => neverConnected(one, depth - 1))
  const syscall = text(field(thing, 'syscall'))
  const cause = field(thing, 'cause')
  return (
    // An established connection can also become unreachable, so the system call decides.
    (syscall
      ? /^(connect$|getaddrinfo$|query)/.test(syscall)
      : NEVER_CONNECTED.test(`${text(field(thing, 'code'))}`)) ||
    SAYS_SO.test(`${text(field(thing, 'message'))}`) ||
    (cause !== undefined && depth > 0 && neverConnected(cause, depth - 1))
  )
}

/**
 * Whether a failed write may have been applied: Notion refused it, but only because its result took too long to render, or the
 * connection that failed had been made.
 */
const mayBeApplied = (refusal: string | undefined, thrown: unknown): boolean =>
  refusal === undefined ? !tryTo(() => neverConnected(thrown), false) : saysTooSlow(refusal)

/** The fields of a request that creates or appends. */
export const once = { kind: 'once', mayBeApplied } as const

/** The fields of a request that writes, and has the same result when it is repeated. */
export const repeatable = { kind: 'repeatable', mayBeApplied } as const
