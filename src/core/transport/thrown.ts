/** What a `fetch` or an auth function threw, made safe to show. */
import { tryTo } from '../attempt.js'
import { present, type Thrown } from '../error.js'
import { redactText } from '../redact.js'
import { trust } from '../trust.js'
import { field, text } from './answerError.js'

/** How many causes of causes are told. */
const DEPTH = 3

/**
 * What was thrown as plain data. The thing itself may hold the request with its headers, so it is not kept.
 *
 * @param thing What was thrown: an `Error` as a rule, but anything can be, also what no program can read.
 * @param token What must not be shown.
 */
export const thrown = (thing: unknown, token = '', depth = DEPTH): Thrown => {
  const said = (name: string, otherwise?: string): string | undefined => {
    const words = text(field(thing, name)) ?? otherwise
    return words && redactText(token, words)
  }
  const cause = field(thing, 'cause')
  return trust(
    present({
      name: said('name', typeof thing),
      message: said('message', typeof thing === 'object' ? '' : tryTo(() => String(thing), '')),
      code: said('code'),
      cause: cause && depth ? thrown(cause, token, depth - 1) : undefined,
    }),
  )
}

/** What was thrown in words, with its causes. */
export const wordsOf = ({ name, message, code, cause }: Thrown): string =>
  (message || code || name) + (cause ? `: ${wordsOf(cause)}` : '')

/** The words of the platforms for a connection that was never made: Node, undici, Bun, and TLS before anything is sent. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ERR_INVALID_URL|CERT_\w+|UNABLE_TO_\w+|\w+_SELF_SIGNED_CERT\w*|SELF_SIGNED_CERT\w*|ERR_TLS_CERT_\w+)$/

/** The words of those that give no code: Deno, and what Node says of an address that cannot be read. */
const SAYS_SO = /client error \(Connect\)|tcp connect error|dns error|connection refused|Invalid URL/i

/** Whether something that was thrown says that no connection was made, so that nothing was sent. */
export const neverConnected = ({ code, message, cause }: Thrown): boolean =>
  NEVER_CONNECTED.test(code ?? '') || SAYS_SO.test(message) || (cause !== undefined && neverConnected(cause))
