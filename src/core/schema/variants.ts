/** Unions whose members have their fields beside a discriminating field. */
import type { Type } from 'io-ts'
import { isObject } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type AnyCodec, codec, text } from './codec.js'
import { anyObject, string, struct, type UnknownType } from './combinators.js'

/** A member of an enum that Notion extends: known members are suggested, any other string is accepted. */
export type Word<Known extends string> = Known | (string & {})

/** The member of a union whose tag can be `Known`. */
type MemberOf<A, Tag extends keyof A, Known> = A extends { readonly [Name in Tag]: infer Own }
  ? Known extends Own
    ? A
    : never
  : never

/** The codec of the other fields of each known member of a union, by its tag. */
type Members<A, Tag extends keyof A, Base> = {
  readonly [Known in Exclude<A[Tag] & string, UnknownType>]: Type<Omit<MemberOf<A, Tag, Known>, Tag | keyof Base>>
}

/**
 * A union with a discriminating field. A member with a tag that is not in the table is accepted with any other fields, if it has the
 * fields of `other`.
 *
 * @param tag The name of the discriminating field, such as `type`.
 * @param members The codec of the other fields of each known member, by its tag.
 * @param base The common fields of known members. Default: none.
 * @param other The common fields of unknown members. Default: `base`. If it has fewer fields, a member with an invalid base becomes an
 * unknown one.
 *
 * @internal
 */
export const variants = <A, Tag extends keyof A & string, Base = unknown>(
  tag: Tag,
  members: Members<A, Tag, Base>,
  base: AnyCodec = anyObject,
  other: AnyCodec = base,
): Type<A> => {
  const known = new Map(Object.entries<AnyCodec>(members))
  // For an unknown or missing tag, only the tag is checked. The compiler does not know that a computed key is `Tag`.
  const named: AnyCodec = struct<{ readonly [Name in Tag]: string }>(unsafeCast({ [tag]: string }))
  const codecsOf = (value: unknown): readonly [AnyCodec, AnyCodec] => {
    const member = isObject(value) && known.get(text(value[tag]))
    return member ? [base, member] : [other, named]
  }
  return codec(
    `object with a ${tag}`,
    (value): value is A => codecsOf(value).every(({ is }) => is(value)),
    (value) => codecsOf(value).map((one) => ['', one, value]),
    tag,
    other.is,
  )
}
