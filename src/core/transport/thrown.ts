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
