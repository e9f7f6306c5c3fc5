/** Unions whose members keep their fields side by side, told apart by one word among them. */
import type { Type } from 'io-ts'
import { isObject } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type AnyCodec, codec, text } from './codec.js'
import { anyObject, string, struct, type UnknownType } from './combinators.js'

/** A word of a list that Notion extends: the known ones are suggested, any other passes. */
export type Word<Known extends string> = Known | (string & {})

/** The member of a union whose tag may be `Known`. */
type MemberOf<A, Tag extends keyof A, Known> = A extends { readonly [Name in Tag]: infer Own }
  ? Known extends Own
    ? A
    : never
  : never

/** The members of a union whose tag is known, by that tag, each with the codec of what is beside it. */
type Members<A, Tag extends keyof A, Base> = {
  readonly [Known in Exclude<A[Tag] & string, UnknownType>]: Type<Omit<MemberOf<A, Tag, Known>, Tag | keyof Base>>
}

/**
 * A union whose members are told apart by a field. A tag that the table does not have passes with whatever is beside it, as long
 * as it has what all unknown members have.
 *
 * @param tag The name of that field, such as `type`.
 * @param members The codec of the other fields of each known member, by its tag.
 * @param base What known members have besides. Default nothing.
 * @param other What an unknown member has besides. Default the same; where it is less, a damaged base is contained, too.
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
  // Of a tag that is not known, and of none at all, only the tag is looked at.
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
