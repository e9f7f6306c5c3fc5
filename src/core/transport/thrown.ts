/** What a `fetch` or an auth function threw, made safe to show. */
import type { Thrown } from '../error.js'
import { field, given, text } from './answerError.js'

/** How many causes of causes are told. */
const DEPTH = 3

/**
 * What was thrown as plain data. The thing itself may hold the request with its headers, so it is not kept.
 *
 * @param thing What was thrown: an `Error` as a rule, but anything can be.
 * @param token What must not be shown.
 */
export const thrown = (thing: unknown, token = '', depth = DEPTH): Thrown => {
  const safe = (words: string): string => (token ? words.replaceAll(token, '(hidden)') : words)
  const code = text(field(thing, 'code'))
  const cause = field(thing, 'cause')
  return {
    name: safe(text(field(thing, 'name')) ?? typeof thing),
    message: safe(text(field(thing, 'message')) ?? (typeof thing === 'object' ? '' : String(thing))),
    ...given({
      code: code && safe(code),
      cause: cause === undefined || depth === 0 ? undefined : thrown(cause, token, depth - 1),
    }),
  }
}

/** What was thrown in words, with its causes. */
export const wordsOf = ({ name, message, code, cause }: Thrown): string =>
  (message || code || name) + (cause ? `: ${wordsOf(cause)}` : '')
