/** Types of objects with exactly one of several fields. A second field is a compile error that names the reason. */

/**
 * None of the named fields, since another one excludes them; `Why` names the reason, see `absent.ts`.
 *
 * @internal
 */
export type Without<Names extends PropertyKey, Why> = { readonly [Name in Names]?: Why | undefined }

/**
 * Exactly one of the fields of `Table`.
 *
 * @internal
 */
export type ExactlyOne<Table, Why> = {
  [Name in keyof Table]: { readonly [Own in Name]: Table[Name] } & Without<Exclude<keyof Table, Name>, Why>
}[keyof Table]

/**
 * Exactly one of the fields of `Table`; `type` can name it.
 *
 * @internal
 */
export type OneType<Table, Why> = {
  [Name in keyof Table]: { readonly [Own in Name]: Table[Name] } & Without<Exclude<keyof Table, Name>, Why> & {
      /** The name of the given field. Optional: Notion infers it. */
      readonly type?: Name | undefined
    }
}[keyof Table]

/**
 * The fields of `A`, all optional or `undefined`.
 *
 * @internal
 */
export type Optional<A> = { readonly [Name in keyof A]?: A[Name] | undefined }

/** An object without fields, such as the content of a divider. */
export interface EmptyRequest {
  readonly [name: string]: never
}
