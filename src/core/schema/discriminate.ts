/**
 * A union of two codecs, chosen by the value.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { isObject, type JsonObject } from '../internal/json.js'
import { codec } from './codec.js'

/**
 * Chooses one of two codecs by the value. Unlike `either`, an invalid complete object is not accepted as a partial one, and its
 * mismatches are precise.
 *
 * @param isFirst Whether to use the first codec for an object. It is also used for all other values.
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
