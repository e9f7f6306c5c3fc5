/** The interface of Standard Schema, which libraries for forms, servers and validation share. */

/** An issue of a value. */
export interface StandardSchemaIssue {
  readonly message: string
  /** The path of the value, as keys. */
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** The value, or its issues. */
export type StandardSchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<StandardSchemaIssue> }

/**
 * A schema for every library that supports Standard Schema.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Input, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardSchemaResult<Output>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/**
 * Makes a schema from a function that finds issues.
 *
 * @internal
 */
export const standardSchema = <A>(
  issuesOf: (value: unknown) => ReadonlyArray<StandardSchemaIssue>,
  typed: (value: unknown) => A,
): StandardSchema<A> => ({
  '~standard': {
    version: 1,
    vendor: 'notion-fp',
    validate: (value) => {
      const issues = issuesOf(value)
      return issues.length > 0 ? { issues } : { value: typed(value) }
    },
  },
})
