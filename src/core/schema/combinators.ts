/**
 * The combinators of all codecs. Each creates an io-ts `Type` with a fast `is`, and a `validate` that finds the mismatches. Neither
 * copies: a valid response is returned as the parsed object itself, with all its fields.
 */
import type { Type } from 'io-ts'
import { isObject, isRecord, type JsonObject } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type AnyCodec, codec, identity, makeType, type Part, text, UNKNOWN } from './codec.js'

/**
 * Any string. Enums that Notion extends are strings whose known members are suggested.
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
 * Any object; its content is not checked.
 *
 * @internal
 */
export const anyObject: Type<JsonObject> = codec('object', isRecord)

/**
 * Any value.
 *
 * @internal
 */
export const anything: Type<unknown> = codec('anything', (_value): _value is unknown => true)

/**
 * One of the given values.
 *
 * @internal
 */
export const literal = <A extends string | number | boolean | null>(...values: ReadonlyArray<A>): Type<A> => {
  const known: ReadonlyArray<unknown> = values
  return codec(values.map((value) => JSON.stringify(value)).join(' | '), (value): value is A => known.includes(value))
}

/**
 * A value of a codec, or `null`.
 *
 * @internal
 */
export const nullable = <A>(inner: Type<A>): Type<A | null> => {
  const { name, is } = inner
  return codec(
    `${name} | null`,
    (value): value is A | null => value === null || is(value),
    (value) => [['', inner, value]],
  )
}

/** The values of an array or object, each with the same codec. */
const each = (item: AnyCodec, value: object): ReadonlyArray<Part> =>
  // `Object.entries` accepts any object at run time, but its type does not.
  Object.entries<unknown>(unsafeCast(value)).map(([name, one]) => [name, item, one])

/**
 * An array of values of a codec.
 *
 * @internal
 */
export const list = <A>(item: Type<A>): Type<ReadonlyArray<A>> => {
  const { name, is } = item
  return codec(
    `Array<${name}>`,
    (value): value is ReadonlyArray<A> => Array.isArray(value) && value.every(is),
    (value) => (Array.isArray(value) ? each(item, value) : []),
  )
}

/**
 * An object with any field names and values of a codec.
 *
 * @internal
 */
export const dict = <A>(item: Type<A>): Type<{ readonly [name: string]: A }> => {
  const { name, is } = item
  return codec(
    `Record<string, ${name}>`,
    (value): value is { readonly [name: string]: A } => {
      if (!isRecord(value)) return false
      for (const key in value) if (!is(value[key]) && Object.hasOwn(value, key)) return false
      return true
    },
    (value) => (isRecord(value) ? each(item, value) : []),
  )
}

/**
 * The required fields of `A`.
 *
 * @internal
 */
export type RequiredFields<A> = {
  readonly [Name in keyof A as undefined extends A[Name] ? never : string extends Name ? never : Name]-?: Type<A[Name]>
}

/**
 * The optional fields of `A`.
 *
 * @internal
 */
export type OptionalFields<A> = {
  readonly [Name in keyof A as undefined extends A[Name] ? (string extends Name ? never : Name) : never]-?: Type<
    Exclude<A[Name], undefined>
  >
}

/** A field of {@link struct}, prepared for decoding. */
interface Field {
  readonly name: string
  readonly field: AnyCodec
  readonly is: AnyCodec['is']
  readonly kind: string | undefined
  readonly isRequired: boolean
}

/** The second parameter of {@link struct}; required exactly if `A` has optional fields. */
type OptionalParameter<A> = keyof OptionalFields<A> extends never ? [] : [optional: OptionalFields<A>]

/**
 * An object with the fields of `A`; other fields are kept unchecked. A missing, additional or differing field does not compile.
 *
 * @param required The codecs of the required fields.
 * @param optional The codecs of the optional fields.
 *
 * @internal
 */
export const struct = <A>(required: RequiredFields<A>, ...[optional]: OptionalParameter<A>): Type<A> => {
  // Prepared once, since this is the hot path of decoding, and on first use, since a program uses few of all codecs.
  let made: ReadonlyArray<Field> | undefined
  const fieldsOf = (): ReadonlyArray<Field> => {
    made ??= Object.entries<AnyCodec>({ ...required, ...optional }).map(([name, field]) => ({
      name,
      field,
      is: field.is,
      // What `typeof` gives for values that need no call: the first word of `string`, `number | null` and the like.
      kind: /^[snb]\w+/.exec(field.name)?.[0],
      isRequired: name in required,
    }))
    return made
  }
  return codec(
    'object',
    (value): value is A => {
      if (!isRecord(value)) return false
      const fields = made ?? fieldsOf()
      // By index: an iterator would make all decoding a tenth slower.
      for (let at = 0; at < fields.length; at++) {
        const field = fields[at]
        const part = field && value[field.name]
        if (!field || typeof part === field.kind || (part === undefined && !field.isRequired)) continue
        if (!field.is(part)) return false
      }
      return true
    },
    (value) =>
      isRecord(value)
        ? fieldsOf()
            .filter(({ name, isRequired }) => isRequired || value[name] !== undefined)
            .map(({ name, field }): Part => [name, field, value[name]])
        : [],
  )
}

/**
 * The `type` of an unknown member of a union. For a value that does not match its type, it is `unknown:image` and the like. For a type
 * that Notion added later, it is that type at run time; the pattern only separates it from the known types, so that comparing with
 * a known type narrows the union.
 */
export type UnknownType = `unknown:${string}`

/** The fields of `A`: the `Known` ones as declared, the others optional and unchecked. */
export type Unchecked<A, Known extends keyof A = never> = Pick<A, Known> & {
  readonly [Name in Exclude<keyof A, Known>]?: unknown
}

/** The codec of the payload of each known member of a union, by its `type`. */
type Payloads<A extends { readonly type: string }> = {
  readonly [Known in Exclude<A['type'], UnknownType>]: Extract<A, { readonly type: Known }> extends {
    readonly [Name in Known]: infer Payload
  }
    ? Type<Payload>
    : never
}

/** A payload that {@link tagged} knows. */
interface KnownPayload {
  readonly name: string
  readonly payload: AnyCodec
  readonly is: AnyCodec['is']
}

/**
 * A union whose members have their payload under the name of their `type`, as is usual in Notion. A member with a type that is not in
 * the table is accepted with any payload, if it has the fields of `other`.
 *
 * @param payloads The codec of each known payload, by type.
 * @param base The other fields of known members. Default: none.
 * @param other The other fields of unknown members. Default: `base`. If it has fewer fields, a member with an invalid base becomes an
 * unknown one.
 *
 * @internal
 */
export const tagged = <A extends { readonly type: string }>(
  payloads: Payloads<A>,
  base: AnyCodec = anyObject,
  other: AnyCodec = base,
): Type<A> => {
  let made: Map<unknown, KnownPayload> | undefined
  const known = (): Map<unknown, KnownPayload> => {
    made ??= new Map(
      Object.entries<AnyCodec>(payloads).map(([name, payload]) => [name, { name, payload, is: payload.is }]),
    )
    return made
  }
  const isBase = base.is
  return codec(
    'object with a type',
    (value): value is A => {
      if (!isObject(value)) return false
      const { type } = value
      const member = known().get(type)
      // By the name of the table: looking up a field by a string that was just parsed may be slow.
      return member ? isBase(value) && member.is(value[member.name]) : typeof type === 'string' && other.is(value)
    },
    (value) => {
      const { type } = value
      const member = known().get(type)
      return member
        ? [
            ['', base, value],
            [member.name, member.payload, value[member.name]],
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
 * A codec with a guard that is faster, written by hand.
 *
 * @param isSurely Whether a value is certainly valid; if not, the codec decides.
 *
 * @internal
 */
export const hinted = <A>(inner: Type<A>, isSurely: (value: Unchecked<A>) => boolean): Type<A> => {
  const { name, is, validate } = inner
  return makeType(
    name,
    // Any field of an object can be read, whatever `A` is.
    (value): value is A => (isRecord(value) && isSurely(unsafeCast(value))) || is(value),
    validate,
    identity,
  )
}

/**
 * A union whose unknown member has fewer fields than the others. An invalid member becomes an unknown one if it has these fields.
 *
 * @param tag The discriminating field.
 * @param known The known members, and those that Notion adds.
 * @param other The fields of an unknown member besides its tag.
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
 * A value of both codecs: the common fields of a union, and the union itself.
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
 * A value of either codec, such as a complete or a partial object.
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
 * A codec that is created on first use, for recursive types.
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
