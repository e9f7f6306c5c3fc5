/** Rows that do not match their declaration. */
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import type { PropertyType } from '../../props/propertyTables.js'

/** Why a property of a row does not match its declaration. */
export interface RowProblem {
  /** The key of the property in the declaration; empty for a row that has no properties. */
  readonly key: string
  /**
   * - `missing`: the row has no such property.
   * - `mismatch`: the property has another type, or a value that does not match its type.
   * - `unknown_option`: the option is not declared.
   * - `incomplete`: Notion truncated the list, or may have computed the value from a truncated list.
   * - `no_properties`: the row is a data source, or a partial page with only its id.
   */
  readonly problem: 'missing' | 'mismatch' | 'unknown_option' | 'incomplete' | 'no_properties'
  /** The declared type, or the declared options. */
  readonly expected: PropertyType | (string & {})
  /** The type of the property, or the option. */
  readonly actual: string
}

/** A row that does not match its declaration. The tag distinguishes it from a row. */
export interface MismatchedRow<Values = { readonly [key: string]: unknown }> {
  readonly _tag: 'MismatchedRow'
  readonly id: string
  /** A human-readable description of the problems. */
  readonly message: string
  /** Each property that does not match, at least one. */
  readonly problems: ReadonlyArray<RowProblem>
  /** The values of the properties that match. */
  readonly values: { readonly [Key in keyof Values]?: Values[Key] }
  /** The row as Notion returned it. */
  readonly page: PageOrDataSource
}

/**
 * Whether a row does not match its declaration.
 *
 * @example
 * import type { Context } from 'notion-fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, isMismatchedRow, queryRows } from 'notion-fp/rows'
 *
 * const problemsOf = async (ctx: Context, data_source_id: string) => {
 *   const source = defineDataSource({ data_source_id, properties: { Name: title, Estimate: number } })
 *   const problems: Array<string> = []
 *   for await (const row of queryRows(ctx, { source, on_mismatch: 'report' })) {
 *     if (row._tag === 'Right' && isMismatchedRow(row.right)) problems.push(row.right.id)
 *   }
 *   return problems
 * }
 */
export const isMismatchedRow = <A extends object>(row: A): row is Extract<A, MismatchedRow> =>
  '_tag' in row && row._tag === 'MismatchedRow'

/**
 * The details of an error about a row that does not match.
 *
 * @internal
 */
export const mismatchDetails = ({ page, problems }: MismatchedRow) => ({
  status: 200,
  headers: {},
  body: page,
  mismatches: problems.map(({ key, expected, actual }) => ({ path: `properties.${key}`, expected, actual })),
})
