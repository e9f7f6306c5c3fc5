/**
 * One of the fields of `Table`, and none of the others: the API takes one, and the compiler lets no second one slip in.
 */
export type ExactlyOne<Table> = {
  [Name in keyof Table]: { readonly [Own in Name]: Table[Name] } & Without<Exclude<keyof Table, Name>>
}[keyof Table]

/** None of the named fields. */
export type Without<Names extends PropertyKey> = { readonly [Name in Names]?: never }

/** An object with nothing in it, where the name says everything. */
export interface EmptyRequest {
  readonly [name: string]: never
}
