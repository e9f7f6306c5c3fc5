/** From a codec to what a request needs. */
import { type Either, left, right } from 'fp-ts/Either'
import type { Context, Type } from 'io-ts'
import type { DecodeFailure, Mismatch } from '../fetcher.js'

const pathIn = (context: Context): string =>
  context.reduce(
    (path, { key }) => (/^\d+$/.test(key) ? `${path}[${key}]` : path && key ? `${path}.${key}` : path + key),
    '',
  )

/** The answer itself where it fits the codec, else every place where it does not. */
export const decodeWith =
  <A>(codec: Type<A>) =>
  (json: unknown): Either<DecodeFailure, A> => {
    if (codec.is(json)) return right(json)
    const result = codec.decode(json)
    return left(
      result._tag === 'Left'
        ? result.left.map(
            ({ context, value }): Mismatch => ({
              path: pathIn(context),
              expected: context.at(-1)?.type.name ?? '',
              actual: value,
            }),
          )
        : [],
    )
  }
