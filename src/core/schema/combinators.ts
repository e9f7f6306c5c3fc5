/**
 * The combinators that all codecs are made of. Each gives an io-ts `Type` whose `is` is quick and whose `validate` explains;
 * neither copies: an answer that fits is given as the very object that was parsed, with every field it has.
 */
import type { Type } from 'io-ts'
import { isObject, isRecord, type JsonObject } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type AnyCodec, codec, type Part, text, UNKNOWN } from './codec.js'

/**
 * Any string. Word lists that Notion extends are strings with their known members suggested.
 *
 * @internal
 */
export const string: Type<string> = codec('string', (value) => typeof value === 'string')

/**
 * Any number.
 *
 * @internal
 */
export const number: Type<number> = codec('number', (value) => typeof value === 'number')

/**
 * `true` or `false`.
 *
 * @internal
 */
export const boolean: Type<boolean> = codec('boolean', (value) => typeof value === 'boolean')

/**
 * An object whose content is not looked at.
 *
 * @internal
 */
export const anyObject: Type<JsonObject> = codec('object', isRecord)

/**
 * Anything at all.
 *
 * @internal
 */
export const anything: Type<unknown> = codec('anything', (_value): _value is unknown => true)

/**
 * One of a closed list of values.
 *
 * @internal
 */
export const literal = <A extends string | number | boolean | null>(...values: ReadonlyArray<A>): Type<A> => {
  const known: ReadonlyArray<unknown> = values
  return codec(values.map((value) => JSON.stringify(value)).join(' | '), (value): value is A => known.includes(value))
}

/**
 * A codec's values, or `null`.
 *
 * @internal
 */
export const nullable = <A>(inner: Type<A>): Type<A | null> =>
  codec(
    `${inner.name} | null`,
    (value): value is A | null => value === null || inner.is(value),
    (value) => [['', inner, value]],
  )

/** The values in an array or an object, all of one codec. */
const each = (item: AnyCodec, value: object): ReadonlyArray<Part> =>
  Object.entries<unknown>(unsafeCast(value)).map(([name, one]) => [name, item, one])

/**
 * An array of a codec's values.
 *
 * @internal
 */
export const list = <A>(item: Type<A>): Type<ReadonlyArray<A>> =>
  codec(
    `Array<${item.name}>`,
    (value): value is ReadonlyArray<A> => Array.isArray(value) && value.every(item.is),
    (value) => (Array.isArray(value) ? each(item, value) : []),
  )

/**
 * An object of any names with a codec's values.
 *
 * @internal
 */
export const dict = <A>(item: Type<A>): Type<{ readonly [name: string]: A }> =>
  codec(
    `Record<string, ${item.name}>`,
    (value): value is { readonly [name: string]: A } => isRecord(value) && Object.values(value).every(item.is),
    (value) => (isRecord(value) ? each(item, value) : []),
  )

/**
 * The fields of `A` that are always there.
 *
 * @internal
 */
export type RequiredFields<A> = {
  readonly [Name in keyof A as undefined extends A[Name] ? never : string extends Name ? never : Name]-?: Type<A[Name]>
}

/**
 * The fields of `A` that may be missing.
 *
 * @internal
 */
export type OptionalFields<A> = {
  readonly [Name in keyof A as undefined extends A[Name] ? (string extends Name ? never : Name) : never]-?: Type<
    Exclude<A[Name], undefined>
  >
}

/** The second parameter of {@link struct} is there exactly when `A` has fields that may be missing. */
type OptionalParameter<A> = keyof OptionalFields<A> extends never ? [] : [optional: OptionalFields<A>]

/**
 * An object with the fields of `A`; others pass through. A field too few, too many or of another type does not compile.
 *
 * @param required The fields that are always there.
 * @param optional The fields that may be missing.
 *
 * @internal
 */
export const struct = <A>(required: RequiredFields<A>, ...[optional]: OptionalParameter<A>): Type<A> => {
  // With what the hot path of all decoding needs at hand.
  const fields = Object.entries<AnyCodec>({ ...required, ...optional }).map(([name, field]) => ({
    name,
    field,
    is: field.is,
    isRequired: name in required,
  }))
  return codec(
    'object',
    (value): value is A => {
      if (!isRecord(value)) return false
      // By index, since this is the hot path of all decoding: an iterator makes it a tenth slower.
      for (let at = 0; at < fields.length; at++) {
        const field = fields[at]
        const part = field && value[field.name]
        if (field && (field.isRequired || part !== undefined) && !field.is(part)) return false
      }
      return true
    },
    (value) =>
      isRecord(value)
        ? fields
            .filter(({ name, isRequired }) => isRequired || value[name] !== undefined)
            .map(({ name, field }): Part => [name, field, value[name]])
        : [],
  )
}

/**
 * A `type` that Notion added after this library was made, or that of a value which is not what its type promises. The second reads
 * `unknown:image` at run time; the first is Notion's plain word, and the pattern is a mark for the compiler alone, which keeps it
 * apart from the known ones, so that a comparison with a known one narrows a union as it should.
 */
export type UnknownType = `unknown:${string}`

/** The fields of `A`: those of some names as they are, and the others, which may be missing or hold anything. */
export type Unchecked<A, Known extends keyof A = never> = Pick<A, Known> & {
  readonly [Name in Exclude<keyof A, Known>]?: unknown
}

/** The members of a union whose `type` is known, by that type, each with the codec of its payload. */
type Payloads<A extends { readonly type: string }> = {
  readonly [Known in Exclude<A['type'], UnknownType>]: Extract<A, { readonly type: Known }> extends {
    readonly [Name in Known]: infer Payload
  }
    ? Type<Payload>
    : never
}

/**
 * A union whose members keep their payload under the name of their `type`, as Notion's all do. A type that the table does not
 * have passes with whatever it holds, as long as it has what all unknown members have.
 *
 * @param payloads The codec of each known payload, by type.
 * @param base What known members have besides. Default nothing.
 * @param other What an unknown member has besides. Default the same; where it is less, a damaged base is contained, too.
 *
 * @internal
 */
export const tagged = <A extends { readonly type: string }>(
  payloads: Payloads<A>,
  base: AnyCodec = anyObject,
  other: AnyCodec = base,
): Type<A> => {
  const known = new Map<unknown, AnyCodec>(Object.entries<AnyCodec>(payloads))
  return codec(
    'object with a type',
    (value): value is A => {
      if (!isObject(value)) return false
      const { type } = value
      const payload = known.get(type)
      return payload
        ? base.is(value) && payload.is(value[unsafeCast<string>(type)])
        : typeof type === 'string' && other.is(value)
    },
    (value) => {
      const type = unsafeCast<string>(value.type)
      const payload = known.get(type)
      return payload
        ? [
            ['', base, value],
            [type, payload, value[type]],
          ]
        : [
            ['', other, value],
            ['type', string, type],
          ]
    },
    'type',
    other.is,
  )
}

/**
 * A union whose unknown member guarantees less than the others do: a damaged member becomes one as long as it has that.
 *
 * @param tag The field that tells the members apart.
 * @param known The members that are known, and those that Notion adds.
 * @param other What an unknown member has besides its tag.
 *
 * @internal
 */
export const union = <A, B, Tag extends string>(
  tag: Tag,
  known: Type<A>,
  other: Type<B>,
): Type<A | (B & { readonly [Name in Tag]: UnknownType })> =>
  codec(
    known.name,
    (value): value is A | (B & { readonly [Name in Tag]: UnknownType }) =>
      known.is(value) || (isObject(value) && text(value[tag]).startsWith(UNKNOWN) && other.is(value)),
    (value) => [['', known, value]],
    tag,
    other.is,
  )

/**
 * A value that fits both codecs: the fields that all members of a union have, and the union.
 *
 * @internal
 */
export const both = <A, B>(first: Type<A>, second: Type<B>): Type<A & B> =>
  codec(
    first.name,
    (value): value is A & B => first.is(value) && second.is(value),
    (value) => [
      ['', first, value],
      ['', second, value],
    ],
  )

/**
 * A value that fits one codec or, where it does not, the other: for a partial object in place of a whole one.
 *
 * @internal
 */
export const either = <A, B>(first: Type<A>, second: Type<B>): Type<A | B> =>
  codec(
    `${first.name} | ${second.name}`,
    (value): value is A | B => first.is(value) || second.is(value),
    (value) => [['', first, value]],
  )

/**
 * A codec that is made when it is first used, for types that hold themselves.
 *
 * @internal
 */
export const lazy = <A>(make: () => Type<A>): Type<A> => {
  let made: Type<A> | undefined
  const inner = (): Type<A> => {
    made ??= make()
    return made
  }
  return codec(
    'object',
    (value): value is A => inner().is(value),
    (value) => [['', inner(), value]],
  )
}
