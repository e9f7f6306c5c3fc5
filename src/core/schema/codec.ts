/**
 * Creates codecs, and contains invalid values.
 *
 * If a decoding contains invalid values, the first entry of its context has a list. An invalid member of a union becomes an unknown
 * member, and its mismatches are added to the list in place of an error.
 *
 * @internal
 */
import { left, right } from 'fp-ts/Either'
import type { Context, ContextEntry, Decoder, Errors, Is, Type, Validate, ValidationError } from 'io-ts'
import type { Mismatch } from '../call/call.js'
import { isObject, type JsonObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/** A codec of any type. */
export interface AnyCodec extends Decoder<unknown, unknown> {
  readonly is: (value: unknown) => boolean
}

/** One part of a value, with its codec. */
export type Part = readonly [name: string, codec: AnyCodec, value: unknown]

/** The first entry of a context, with the list of contained mismatches if invalid values are to be contained. */
export interface RootEntry extends ContextEntry {
  readonly contained: Array<Mismatch> | undefined
}

const pathIn = (context: Context): string =>
  context.reduce(
    (path, { key }) => (/^\d+$/.test(key) ? `${path}[${key}]` : path && key ? `${path}.${key}` : path + key),
    '',
  )

/** Converts an error of io-ts to a mismatch. */
export const mismatch = ({ context, value }: ValidationError): Mismatch => ({
  path: pathIn(context),
  expected: context.at(-1)?.type.name ?? '',
  actual: value,
})

/** The prefix of the `type` of an unknown member. */
export const UNKNOWN = 'unknown:'

/** The value if it is a string, otherwise an empty string. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The `encode` of the codecs of this library, which distinguishes them from other codecs. */
export const identity = <A>(value: A): A => value

/** Creates an io-ts `Type`. The class of io-ts itself would be a tenth of a bundle. */
export const makeType = <A, O>(
  name: string,
  is: Is<A>,
  validate: Validate<unknown, A>,
  encode: (value: A) => O,
): Type<A, O> => {
  const made: Omit<Type<A, O>, '_A' | '_O' | '_I'> = {
    name,
    is,
    validate,
    encode,
    decode: (actual) => {
      const context = [{ key: '', type: made, actual }]
      // Validation throws if the value cannot be read or is nested too deep.
      return tryTo(() => validate(actual, context), left([{ value: actual, context }]))
    },
    pipe: (next, piped = `pipe(${name}, ${next.name})`) =>
      makeType(
        piped,
        next.is,
        (value, context) => {
          const result = validate(value, context)
          // The types of io-ts do not express that the output of one codec is the input of the next.
          return result._tag === 'Left' ? result : next.validate(unsafeCast(result.right), context)
        },
        // As above.
        (value) => encode(unsafeCast(next.encode(value))),
      ),
    // `_A`, `_O` and `_I` of io-ts exist only as types, so no object has them.
    asDecoder: () => unsafeCast(made),
    // As above.
    asEncoder: () => unsafeCast(made),
  }
  // As above.
  return unsafeCast(made)
}

/**
 * Creates a codec from a type guard. Only an invalid value is examined further, to find the mismatches.
 *
 * @param name The name of the type in errors.
 * @param is The type guard.
 * @param parts The parts of an invalid object to check; if there are none, the value itself is the mismatch.
 * @param tag For a union, its discriminating field. An invalid member can then become an unknown one.
 * @param isUnknown Whether a value has all that an unknown member guarantees besides its tag.
 */
export const codec = <A>(
  name: string,
  is: (value: unknown) => value is A,
  parts: (value: JsonObject) => ReadonlyArray<Part> = () => [],
  tag = '',
  isUnknown?: (value: unknown) => boolean,
): Type<A> =>
  makeType(
    name,
    is,
    (value, context) => {
      if (is(value)) return right(value)
      // `decodeWith` puts a `RootEntry` first; contexts of other callers have no `contained`.
      const contained = unsafeCast<RootEntry | undefined>(context[0])?.contained
      const before = contained?.length
      const found = (isObject(value) ? parts(value) : []).flatMap(([key, type, actual]): Errors => {
        const result = type.validate(actual, [...context, { key, type, actual }])
        return result._tag === 'Left' ? result.left : []
      })
      const errors = found.length > 0 ? found : [{ value, context }]
      if (contained) {
        // All mismatches were contained in parts of the value, which are of their types now.
        if (found.length === 0 && contained.length !== before) return right(unsafeCast<A>(value))
        if (isUnknown?.(value)) {
          for (const error of errors) contained.push(mismatch(error))
          // The value was just parsed and nobody else has it, so it may be changed in place.
          const member = unsafeCast<Record<string, unknown>>(value)
          member[tag] = UNKNOWN + text(member[tag])
          // It is an unknown member of the union now.
          return right(unsafeCast<A>(value))
        }
      }
      return left(errors)
    },
    identity,
  )
