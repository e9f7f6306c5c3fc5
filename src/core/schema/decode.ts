/** Decodes responses with a codec. */

import { type Either, left } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import type { DecodeFailure, Mismatch } from '../call/call.js'
import { tryTo } from '../internal/orUndefined.js'
import { identity, mismatch, type RootEntry } from './codec.js'

/**
 * Decodes a response. Fails with all mismatches, a {@link DecodeFailure}. A codec of this library returns the object itself.
 *
 * @param contained If given, invalid members of unions become unknown members, and their mismatches are added to it. Has no effect with
 * codecs of other libraries.
 * @example
 * import { decodeWith, User } from 'notion-fp'
 *
 * const decoded = decodeWith(User)({ object: 'user', id: '0f0e0d0c-0b0a-4908-8706-050403020100', type: 'bot', bot: {}, name: null })
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
      // A codec of another library may throw, and deep nesting overflows the stack.
      return left([{ path: '', expected: tryTo(() => `${codec.name}`, 'a codec'), actual: json }])
    }
  }
