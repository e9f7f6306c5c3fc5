/**
 * Converts values thrown by `fetch` or the auth function to plain data without secrets.
 *
 * @internal
 */

import { omitUndefined, type SerializedError } from '../call/error.js'
import { field, tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { text } from './answerError.js'
import { redactText } from './redact.js'

/** The maximum number of errors of an `AggregateError` that are checked. */
const MOST = 1000

/** The maximum depth of nested causes. */
const DEPTH = 3

/**
 * Converts a thrown value to plain data. The value itself may contain the request with its headers, so it is not kept.
 *
 * @param thing The thrown value: usually an `Error`, but it may be anything, even an unreadable object.
 * @param secrets The secrets to redact, in all their encodings.
 */
export const thrown = (thing: unknown, secrets: ReadonlyArray<string> = [], depth = DEPTH): SerializedError => {
  const said = (name: string, otherwise?: string): string | undefined => {
    const words = text(field(thing, name)) ?? otherwise
    return words && redactText(secrets, words)
  }
  const cause = field(thing, 'cause')
  // `name` and `message` are never `undefined`: they have a default.
  return unsafeCast(
    omitUndefined({
      name: said('name', typeof thing),
      message: said('message', typeof thing === 'object' ? '' : tryTo(() => String(thing), '')),
      code: said('code'),
      cause: cause && depth ? thrown(cause, secrets, depth - 1) : undefined,
    }),
  )
}

/** The message of a thrown value and of its causes. */
export const wordsOf = ({ name, message, code, cause }: SerializedError): string =>
  (message || code || name) + (cause ? `: ${wordsOf(cause)}` : '')

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
