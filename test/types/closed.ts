/** Our types of answers held against those of the official client. Nothing here runs. */
import type { UnknownType } from '../../src/core/schema/combinators.js'

/** The words of a list that are known; `string` where none are. */
type KnownWords<A> = A extends UnknownType ? never : A extends string ? (string extends A ? never : A) : never

type ClosedString<A extends string> = [KnownWords<A>] extends [never] ? string : KnownWords<A>

type ClosedObject<A> = A extends { readonly type: UnknownType } | { readonly mode: UnknownType }
  ? never
  : A extends ReadonlyArray<infer Item>
    ? Array<Closed<Item>>
    : A extends object
      ? { -readonly [Name in keyof A]: Closed<A[Name]> }
      : A

/**
 * An answer without what the official client does not say: that lists cannot be changed, that words may come which are not known
 * yet, and that unions may get further members.
 */
export type Closed<A> =
  | ClosedObject<Exclude<A, string>>
  | ([Extract<A, string>] extends [never] ? never : ClosedString<Extract<A, string>>)

/** The names of the fields of an object; of those of a union, by the type of its members. */
export type Names<A> = A extends { readonly type: infer Type }
  ? { readonly [Known in Exclude<Type & string, UnknownType>]: Exclude<keyof A, 'request_id'> }
  : Exclude<keyof A, 'request_id'>

/** `true` for two types that are the same. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** The members of a union as one, so that their order does not count. */
export type Merged<A> = (A extends unknown ? (one: A) => void : never) extends (all: infer All) => void
  ? { readonly [Name in keyof All]: All[Name] }
  : never
