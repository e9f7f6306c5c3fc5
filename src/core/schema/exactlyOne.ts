/** Objects of which the API takes one field of several: the compiler lets no second one slip in, and says why. */

/**
 * None of the named fields, since another one is there; `Why` names the rule, see `absent.ts`.
 *
 * @internal
 */
export type Without<Names extends PropertyKey, Why> = { readonly [Name in Names]?: Why | undefined }

/**
 * One of the fields of `Table`, and none of the others.
 *
 * @internal
 */
export type ExactlyOne<Table, Why> = {
  [Name in keyof Table]: { readonly [Own in Name]: Table[Name] } & Without<Exclude<keyof Table, Name>, Why>
}[keyof Table]

/**
 * One of the fields of `Table`, and none of the others; `type` may say which.
 *
 * @internal
 */
export type OneType<Table, Why> = {
  [Name in keyof Table]: { readonly [Own in Name]: Table[Name] } & Without<Exclude<keyof Table, Name>, Why> & {
      /** The name of the field that is there; Notion finds it without. */
      readonly type?: Name | undefined
    }
}[keyof Table]

/**
 * The fields of `A`, each of which may be left out or `undefined`.
 *
 * @internal
 */
export type Optional<A> = { readonly [Name in keyof A]?: A[Name] | undefined }

/** An object with nothing in it, where the name says everything. */
export interface EmptyRequest {
  readonly [name: string]: never
}
