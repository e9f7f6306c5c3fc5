/**
 * How a codec of this library is made, and how damage is contained.
 *
 * A decoding that contains damage carries a list in the first entry of its context. A damaged member of a union is marked as an
 * unknown one, and what is wrong with it goes on the list: it is no error any more.
 *
 * @internal
 */
import { left, right } from 'fp-ts/Either'
import type { Context, ContextEntry, Decoder, Errors, Is, Type, Validate, ValidationError } from 'io-ts'
import type { Mismatch } from '../call/call.js'
import { isObject, type JsonObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/** A codec of whatever type. */
export interface AnyCodec extends Decoder<unknown, unknown> {
  readonly is: (value: unknown) => boolean
}

/** One part of a value with the codec that it should fit. */
export type Part = readonly [name: string, codec: AnyCodec, value: unknown]

/** The first entry of a context, with a list to put damage on where it is to be contained. */
export interface RootEntry extends ContextEntry {
  readonly contained: Array<Mismatch> | undefined
}

const pathIn = (context: Context): string =>
  context.reduce(
    (path, { key }) => (/^\d+$/.test(key) ? `${path}[${key}]` : path && key ? `${path}.${key}` : path + key),
    '',
  )

/** An error of io-ts as the place where it is. */
export const mismatch = ({ context, value }: ValidationError): Mismatch => ({
  path: pathIn(context),
  expected: context.at(-1)?.type.name ?? '',
  actual: value,
})

/** What a mark begins with. */
export const UNKNOWN = 'unknown:'

/** A string, or an empty one in place of anything else. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What the codecs of this library encode with: it tells them from other codecs. */
export const identity = <A>(value: A): A => value

/** An io-ts `Type`. The class of io-ts itself would be a tenth of a bundle. */
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
      // What cannot be read, or is nested too deep, fits nothing.
      return tryTo(() => validate(actual, context), left([{ value: actual, context }]))
    },
    pipe: (next, piped = `pipe(${name}, ${next.name})`) =>
      makeType(
        piped,
        next.is,
        (value, context) => {
          const result = validate(value, context)
          return result._tag === 'Left' ? result : next.validate(unsafeCast(result.right), context)
        },
        (value) => encode(unsafeCast(next.encode(value))),
      ),
    asDecoder: () => unsafeCast(made),
    asEncoder: () => unsafeCast(made),
  }
  return unsafeCast(made)
}

/**
 * A codec from a guard. Only a value that does not fit is taken apart, to find where.
 *
 * @param name What a failure calls the type.
 * @param is Whether a value fits.
 * @param parts The parts to look at in an object that does not fit; none: the value itself is at fault.
 * @param tag For a union, the field that tells its members apart. A damaged member then becomes an unknown one.
 * @param isUnknown Whether a value has what the unknown member of the union guarantees besides its tag.
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
      const contained = unsafeCast<RootEntry | undefined>(context[0])?.contained
      const before = contained?.length
      const found = (isObject(value) ? parts(value) : []).flatMap(([key, type, actual]): Errors => {
        const result = type.validate(actual, [...context, { key, type, actual }])
        return result._tag === 'Left' ? result.left : []
      })
      const errors = found.length > 0 ? found : [{ value, context }]
      if (contained) {
        // Everything that differs was contained further in.
        if (found.length === 0 && contained.length !== before) return right(unsafeCast<A>(value))
        if (isUnknown?.(value)) {
          for (const error of errors) contained.push(mismatch(error))
          const member = unsafeCast<Record<string, unknown>>(value)
          member[tag] = UNKNOWN + text(member[tag])
          return right(unsafeCast<A>(value))
        }
      }
      return left(errors)
    },
    identity,
  )
