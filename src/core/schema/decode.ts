/** From a codec to what a request needs. */

import { type Either, left } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import type { DecodeFailure, Mismatch } from '../call/call.js'
import { tryTo } from '../internal/orUndefined.js'
import { identity, mismatch, type RootEntry } from './codec.js'

/**
 * The answer as the codec decodes it, or every place where it does not fit. A codec of this library gives the very object that
 * it was given.
 *
 * @param contained Filled with the places of the damage that was contained, each in a value that is marked as unknown. Left out:
 * no damage is contained. Nor is any where the codec is not one of this library.
 */
export const decodeWith =
  <A>(codec: Type<A, unknown>) =>
  (json: unknown, contained?: Array<Mismatch>): Either<DecodeFailure, A> => {
    try {
      const entry: RootEntry = {
        key: '',
        type: codec,
        actual: json,
        contained: codec.encode === identity ? contained : undefined,
      }
      const result = codec.validate(json, [entry])
      return result._tag === 'Left' ? left(result.left.map(mismatch)) : result
    } catch {
      // A codec of somebody else may throw, and what is nested too deep ends the stack.
      return left([{ path: '', expected: tryTo(() => `${codec.name}`, 'a codec'), actual: json }])
    }
  }
