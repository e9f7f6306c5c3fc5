/**
 * What a `fetch` or an auth function threw, made safe to show.
 *
 * @internal
 */

import { omitUndefined, type SerializedError } from '../call/error.js'
import { field, tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { text } from './answerError.js'
import { redactText } from './redact.js'

/** How many errors of an error are looked at. */
const MOST = 1000

/** How many causes of causes are told. */
const DEPTH = 3

/**
 * What was thrown as plain data. The thing itself may hold the request with its headers, so it is not kept.
 *
 * @param thing What was thrown: an `Error` as a rule, but anything can be, also what no program can read.
 * @param secrets The spellings of what must not be shown.
 */
export const thrown = (thing: unknown, secrets: ReadonlyArray<string> = [], depth = DEPTH): SerializedError => {
  const said = (name: string, otherwise?: string): string | undefined => {
    const words = text(field(thing, name)) ?? otherwise
    return words && redactText(secrets, words)
  }
  const cause = field(thing, 'cause')
  return unsafeCast(
    omitUndefined({
      name: said('name', typeof thing),
      message: said('message', typeof thing === 'object' ? '' : tryTo(() => String(thing), '')),
      code: said('code'),
      cause: cause && depth ? thrown(cause, secrets, depth - 1) : undefined,
    }),
  )
}

/** What was thrown in words, with its causes. */
export const wordsOf = ({ name, message, code, cause }: SerializedError): string =>
  (message || code || name) + (cause ? `: ${wordsOf(cause)}` : '')

/**
 * How the codes begin for a connection that was never made: of the system (a refusal, a name, a host, a network, an address), undici,
 * TLS and Bun.
 */
const NEVER_CONNECTED =
  /^(E(CONNREF|NOTFOUND|AI_|(HOST|NET)(UN|DOWN)|ADDR)|UND_ERR_(CONNECT|PRX)_|ERR_(INVALID_URL|TLS_(CERT|HANDSHAKE)|SSL_(WRONG|\w*_(VERSION$|HANDSHAKE|UNRECOGNIZED)))|CERT_|UNABLE_|DEPTH_|SELF_|HOSTNAME_|ConnectionRef|FailedToOpen)/

/** The same in words, also those of Deno, where there is no code or one that says less. */
const SAYS_SO =
  /^(connect|getaddrinfo) E|^bad port|^Invalid URL|client error \(Connect\)|before secure TLS|wrong version number/

/** Whether something that was thrown says that no connection was made, so that nothing was sent. */
export const neverConnected = (thing: unknown, depth = DEPTH): boolean => {
  const errors = field(thing, 'errors')
  // One for each address of a name: a connection that was made to any of them may have been used.
  if (Array.isArray(errors) && errors.length > 0 && errors.length < MOST)
    return depth > 0 && Array.from(errors).every((one) => neverConnected(one, depth - 1))
  const syscall = text(field(thing, 'syscall'))
  const cause = field(thing, 'cause')
  return (
    // A connection that was made can become unreachable: the system tells what it was about.
    (syscall
      ? /^(connect$|getaddrinfo$|query)/.test(syscall)
      : NEVER_CONNECTED.test(`${text(field(thing, 'code'))}`)) ||
    SAYS_SO.test(`${text(field(thing, 'message'))}`) ||
    (cause !== undefined && depth > 0 && neverConnected(cause, depth - 1))
  )
}
