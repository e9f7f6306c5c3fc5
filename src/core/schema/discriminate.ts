/**
 * A codec that the value itself picks.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { isObject, type JsonObject } from '../internal/json.js'
import { codec } from './codec.js'

/**
 * One of two codecs, whichever is meant. Unlike a codec that tries the one and then the other, a value that should be
 * whole and is broken does not pass for a partial one, and its failure names the place.
 *
 * @param isFirst Whether an object is meant for the first codec; what is no object is.
 */
export const discriminate = <A, B>(
  isFirst: (value: JsonObject) => boolean,
  first: Type<A>,
  second: Type<B>,
): Type<A | B> => {
  const codecOf = (value: unknown): Type<A> | Type<B> => (!isObject(value) || isFirst(value) ? first : second)
  return codec(
    `${first.name} | ${second.name}`,
    (value): value is A | B => codecOf(value).is(value),
    (value) => [['', codecOf(value), value]],
  )
}
