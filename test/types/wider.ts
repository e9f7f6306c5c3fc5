/** What it takes to find where a type of ours takes more than the official one. */
import type * as Absent from '../../src/core/schema/absent.js'

type AbsentType = {
  [Name in keyof typeof Absent]: (typeof Absent)[Name][keyof (typeof Absent)[Name]]
}[keyof typeof Absent]

type Opaque = Blob | ArrayBuffer | ArrayBufferView

/**
 * What can be sent, of a type that is written down: without the fields that only say that they are absent and without what is
 * `undefined`, and all of it to be read only. A list of words that is open is a string.
 */
export type Sent<T> = T extends Opaque | null
  ? T
  : T extends string
    ? string extends T
      ? string
      : T
    : T extends ReadonlyArray<infer E>
      ? ReadonlyArray<Sent<E>>
      : T extends object
        ? {
            [N in keyof T as [Exclude<T[N], undefined>] extends [AbsentType] ? never : N]: Sent<
              Exclude<T[N], undefined>
            >
          }
        : T

/** The same of an official type. Under one name, compilers would take two of them for the same type at times. */
export type OfficialSent<T> = T extends Opaque | null | string
  ? T
  : T extends ReadonlyArray<infer E>
    ? ReadonlyArray<OfficialSent<E>>
    : T extends object
      ? { [N in keyof T]: OfficialSent<Exclude<T[N], undefined>> }
      : T

type RequiredNames<T> = { [N in keyof T]-?: object extends Pick<T, N> ? never : N }[keyof T]

/** The fields of which no word fits both. */
type Clash<O, T> = {
  [N in keyof O & keyof T]: [O[N], T[N]] extends [string, string] ? ([O[N] & T[N]] extends [never] ? N : never) : never
}[keyof O & keyof T]

/** The members of a union that may be what an object is. */
type Like<O, T> =
  T extends ReadonlyArray<unknown>
    ? never
    : T extends object
      ? string extends keyof T
        ? T
        : [RequiredNames<T>, RequiredNames<O>, Clash<O, T>] extends [keyof O, keyof T, never]
          ? T
          : never
      : never

type Last<Path extends string> = Path extends `${string}.${infer Rest}` ? Last<Rest> : Path

/**
 * Where a type takes what another does not: `select.color` for a field under the name of what it is in, `files:{name}` for a
 * member of a union that the other does not have, by its required fields.
 */
export type Wider<O, T, At extends string> = [O] extends [T]
  ? never
  : O extends T
    ? never
    : O extends Opaque
      ? At
      : O extends ReadonlyArray<infer E>
        ? Extract<T, ReadonlyArray<unknown>> extends ReadonlyArray<infer F>
          ? Wider<E, F, At>
          : At
        : O extends object
          ? WiderObject<O, Like<O, T>, Last<At>>
          : At

type WiderObject<O, T, At extends string> = [T] extends [never]
  ? `${At}:{${RequiredNames<O> & string}}`
  : T extends unknown
    ? {
        [N in keyof O & string]-?: string extends N
          ? WiderField<O[N], T extends { readonly [name: string]: infer F } ? F : never, At>
          : N extends keyof T
            ? WiderField<O[N], T[N], `${At}.${N}`>
            : `${At}.${N}`
      }[keyof O & string]
    : never

type WiderField<O, T, At extends string> = Wider<Exclude<O, undefined>, Exclude<T, undefined>, At>
