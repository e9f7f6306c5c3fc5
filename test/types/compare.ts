/** What it takes to hold the type of an answer against the official one, member by member and field by field. */
import type { UnknownType } from '../../src/core/schema/combinators.js'

/** `true` where two types are the same. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles where its proofs hold. */
export const holds = <Truth extends true>(..._proofs: ReadonlyArray<Truth>): void => undefined

/** An object of which little more than the id is told. */
type IsPartial<T> = [keyof T] extends ['object' | 'id' | 'type' | 'parent' | 'request_id']
  ? T extends { readonly object: string; readonly id: string }
    ? true
    : false
  : [keyof T] extends ['object' | 'id' | 'properties' | 'request_id']
    ? true
    : false

/** A union without its partial objects: they are held against nothing, since every whole object would pass for one. */
export type Whole<T> = T extends object ? (IsPartial<T> extends true ? never : T) : T

/** The member of a union for what is not known. */
type IsUnknown<T> = true extends {
  [N in keyof T]: [T[N]] extends [never] ? false : [T[N]] extends [UnknownType] ? true : false
}[keyof T]
  ? true
  : false

type Literals<T> = T extends string ? (string extends T ? never : T extends UnknownType ? never : T) : never

/** The known words of a list that is open; any other string stays what it is. */
type KnownWords<T extends string> = [T] extends [never] ? never : [Literals<T>] extends [never] ? string : Literals<T>

/** A type of ours without what it has for things to come: the unknown members of unions, and open ends of word lists. */
export type Known<T> = KnownWords<Extract<T, string>> | KnownMember<Exclude<T, string>>

type KnownMember<T> =
  T extends ReadonlyArray<infer E>
    ? ReadonlyArray<Known<E>>
    : T extends object
      ? IsPartial<T> extends true
        ? never
        : IsUnknown<T> extends true
          ? never
          : { [N in keyof T]: Known<T[N]> }
      : T

/** An official type that can be read only. What it calls an empty object may have fields one day. */
export type Official<T> =
  T extends ReadonlyArray<infer E>
    ? ReadonlyArray<Official<E>>
    : T extends object
      ? [T] extends [Record<string, never>]
        ? object
        : IsPartial<T> extends true
          ? never
          : { readonly [N in keyof T]: Official<T[N]> }
      : T

/** The names of all fields within a type, however deep. */
export type NamesIn<T> =
  T extends ReadonlyArray<infer E>
    ? NamesIn<E>
    : T extends Blob | Uint8Array
      ? never
      : T extends object
        ? {
            [N in keyof T & string]-?: [Exclude<T[N], undefined>] extends [never]
              ? never
              : string extends N
                ? NamesIn<T[N]>
                : N | NamesIn<T[N]>
          }[keyof T & string]
        : never

/** The fields that tell the members of unions apart. */
type TagName = 'object' | 'type' | 'status' | 'mode' | 'agent_type'

type TagNames<O, T> = string extends keyof O
  ? never
  : { [N in keyof O & keyof T & TagName]: O[N] extends string ? N : never }[keyof O & keyof T & TagName]

/** The members of a union that may be what an object is. */
type Like<O, T> =
  T extends ReadonlyArray<unknown>
    ? never
    : T extends object
      ? true extends { [N in TagNames<O, T>]: [Extract<O[N], T[N]>] extends [never] ? true : false }[TagNames<O, T>]
        ? never
        : T
      : never

type TagOf<O> = O extends { readonly type: infer Tag extends string }
  ? Tag
  : O extends { readonly object: infer Tag extends string }
    ? Tag
    : '?'

type Name<At extends string, N> = N extends string ? (string extends N ? At : `${At}.${N}`) : never

type Last<Path extends string> = Path extends `${string}.${infer Rest}` ? Last<Rest> : Path

/**
 * Where a type is not assignable to another: `page.archived?` for a field that may be missing or `null` in the first alone,
 * `icon.color` for one of another type, `rollup:incomplete` for a member that the union under a name does not have.
 */
export type Difference<O, T, At extends string> = [O] extends [T] ? never : MemberDifference<O, T, At>

type MemberDifference<O, T, At extends string> = O extends T
  ? never
  : O extends ReadonlyArray<infer E>
    ? Extract<T, ReadonlyArray<unknown>> extends ReadonlyArray<infer F>
      ? Difference<E, F, At>
      : At
    : O extends object
      ? ObjectDifference<O, Like<O, T>, At>
      : At

type ObjectDifference<O, T, At extends string> = [T] extends [never]
  ? `${At}:${TagOf<O>}`
  : T extends unknown
    ? {
        [N in keyof T]-?: N extends keyof O
          ? FieldDifference<O[N], T[N], Name<At, N>>
          : undefined extends T[N]
            ? never
            : Name<At, N>
      }[keyof T]
    : never

type FieldDifference<O, T, Path extends string> = [O] extends [T]
  ? never
  : Absence<O, T, Path> | ContentDifference<Exclude<O, null | undefined>, T, Path>

type Absence<O, T, Path extends string> =
  | (null extends O ? (null extends T ? never : `${Path}?`) : never)
  | (undefined extends O ? (undefined extends T ? never : `${Path}?`) : never)

type ContentDifference<O, T, Path extends string> = [O] extends [T]
  ? never
  : O extends object
    ? Difference<O, T, Last<Path>>
    : O extends T
      ? never
      : Path

/** Compiles only if nothing was found; otherwise the error of the compiler names what was found. */
export const none = <Found extends never>(..._found: ReadonlyArray<Found>): void => undefined
