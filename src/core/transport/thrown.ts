/** What a `fetch` or an auth function threw, made safe to show. */
import { present, type Thrown } from '../error.js'
import { trust } from '../trust.js'
import { field, text } from './answerError.js'

/** How many causes of causes are told. */
const DEPTH = 3

/** A text without the token, which may be none. */
export const without = (token: string, words: string): string => (token ? words.replaceAll(token, '(hidden)') : words)

/**
 * What was thrown as plain data. The thing itself may hold the request with its headers, so it is not kept.
 *
 * @param thing What was thrown: an `Error` as a rule, but anything can be.
 * @param token What must not be shown.
 */
export const thrown = (thing: unknown, token = '', depth = DEPTH): Thrown => {
  const said = (name: string, otherwise?: string): string | undefined => {
    const words = text(field(thing, name)) ?? otherwise
    return words && without(token, words)
  }
  const cause = field(thing, 'cause')
  return trust(
    present({
      name: said('name', typeof thing),
      message: said('message', typeof thing === 'object' ? '' : String(thing)),
      code: said('code'),
      cause: cause && depth ? thrown(cause, token, depth - 1) : undefined,
    }),
  )
}

/** What was thrown in words, with its causes. */
export const wordsOf = ({ name, message, code, cause }: Thrown): string =>
  (message || code || name) + (cause ? `: ${wordsOf(cause)}` : '')
