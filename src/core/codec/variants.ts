/** Unions whose members keep their fields side by side, told apart by one word among them. */
import type { Type } from 'io-ts'
import { isObject } from '../json.js'
import { trust } from '../trust.js'
import { codec, string, struct, type UnknownType } from './kernel.js'

/** A word of a list that Notion extends: the known ones are suggested, any other passes. */
export type Word<Known extends string> = Known | (string & {})

/** The member of a union whose tag may be `Known`. */
type MemberOf<A, Tag extends keyof A, Known> = A extends { readonly [Name in Tag]: infer Own }
  ? Known extends Own
    ? A
    : never
  : never

/** The members of a union whose tag is known, by that tag, each with the codec of what is beside it. */
type Members<A, Tag extends keyof A> = {
  readonly [Known in Exclude<A[Tag] & string, UnknownType>]: Type<Omit<MemberOf<A, Tag, Known>, Tag>>
}

/**
 * A union whose members are told apart by a field. A tag that the table does not have passes with whatever is beside it.
 *
 * @param tag The name of that field, such as `type`.
 * @param members The codec of the other fields of each known member, by its tag.
 */
export const variants = <A, Tag extends keyof A & string>(tag: Tag, members: Members<A, Tag>): Type<A> => {
  const known = new Map<unknown, Type<A>>(Object.entries(trust<{ readonly [name: string]: Type<A> }>(members)))
  // Of a tag that is not known, and of none at all, only the tag is looked at.
  const other = trust<Type<A>>(struct<{ readonly [Name in Tag]: string }>(trust({ [tag]: string })))
  const codecOf = (value: unknown): Type<A> => (isObject(value) ? known.get(value[tag]) : undefined) ?? other
  return codec(
    `object with a ${tag}`,
    (value): value is A => codecOf(value).is(value),
    (value) => [['', codecOf(value), value]],
  )
}
