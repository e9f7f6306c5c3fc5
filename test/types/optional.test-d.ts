/**
 * Every optional field of what the library takes may be `undefined`, which `exactOptionalPropertyTypes` refuses elsewhere: in the
 * parameters of all operations, builders and middleware, and in all options, however deep. Nothing here runs.
 */
import type * as Notion from '../../src/index.js'
import type * as Props from '../../src/props/index.js'
import { type Equal, holds, none } from './compare.js'

/** What has no fields to look at. */
type Opaque =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | Date
  | AbortSignal
  | FormData
  | ((...args: never) => unknown)

/** What the library gives, and takes back as it is: answers and their parts, contexts, failures. */
type Given =
  | { readonly object: string; readonly id: string }
  | { readonly object: 'list' }
  | { readonly plain_text: string }
  | { readonly properties: { readonly [name: string]: Notion.PropertyValue } }
  | { readonly avatar_url: unknown }
  | { readonly _tag: string }
  | Notion.RollupResult
  | Notion.OptionConfig
  | Notion.Verification
  | Notion.WebhookEvent
  | Notion.WebhookHandshake
  | Notion.Context

type IsOptional<T, Name extends keyof T> = object extends Pick<T, Name> ? true : false
type TakesUndefined<T, Name extends keyof T> = undefined extends Required<Pick<T, Name>>[Name] ? true : false

/** The optional fields within a type that refuse `undefined`, each after the name of what it is in. */
type Strict<T, At extends string> = T extends Opaque | Given
  ? never
  : T extends ReadonlyArray<infer Element>
    ? Strict<Element, At>
    : {
        [Name in keyof T & string]-?: string extends Name
          ? Strict<T[Name], At>
          : StrictField<T, Name, At> | Strict<Exclude<T[Name], undefined>, Name>
      }[keyof T & string]

type StrictField<T, Name extends keyof T & string, At extends string> =
  IsOptional<T, Name> extends true ? (TakesUndefined<T, Name> extends true ? never : `${At}.${Name}`) : never

/** What a function takes, and what the function takes that it may give. */
type Taken<F> = F extends (...args: infer A) => infer R
  ? A[number] | (R extends (...args: infer B) => unknown ? B[number] : never)
  : never

type StrictIn<Functions> = {
  [Name in keyof Functions & string]: Strict<Taken<Functions[Name]>, Name>
}[keyof Functions & string]

// The check sees what is strict: at the top, in arrays, in unions, in what is indexed, and in the function that is given.
interface Sample {
  readonly a?: string
  readonly b?: number | undefined
  readonly c?: ReadonlyArray<{ readonly d?: true } | { readonly e: { readonly [name: string]: { readonly f?: 1 } } }>
}
holds<Equal<StrictIn<{ op: (ctx: Notion.Context, params: Sample) => void }>, 'op.a' | 'op.c' | 'c.d' | 'e.f'>>()
holds<Equal<StrictIn<{ op: () => (options: { readonly g?: string }) => void }>, 'op.g'>>()

none<StrictIn<typeof Notion>>()
none<StrictIn<typeof Props>>()
