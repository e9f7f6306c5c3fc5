/** Tells where a data source has drifted from its declaration. */
import type { BindableDataSource } from '../bindDataSource.js'
import type { AnyDefinition } from '../rowTypes.js'
import { compareSchema } from './compareSchema.js'
import type { Drift, SchemaScope } from './drift.js'

/**
 * Tells where a data source differs from its declaration. What the declaration does not say is no difference: a `select` without options,
 * a `number` without a format, a property without a description.
 *
 * A declared property with an id is found under any name. One without an id is found by its name alone: a property that was renamed is one
 * that is missing and one that is additional.
 *
 * @param definition The declaration.
 * @param dataSource The data source, as `getDataSource` returns it.
 * @param scope Whether properties and options that are not declared are differences.
 * @returns The differences; none if the data source is as declared. A declaration that cannot be used is one of the kind `invalid`.
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { number, title } from 'notion-fp/props'
 * import { checkSchema, defineDataSource } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const driftOf = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.map((dataSource) => checkSchema(Tasks, dataSource, { additional_properties: 'keep' })),
 *   )
 */
export const checkSchema = (
  definition: AnyDefinition,
  dataSource: BindableDataSource,
  scope: SchemaScope = {},
): ReadonlyArray<Drift> =>
  compareSchema('checkSchema', definition, dataSource, scope).differences.map(({ drift }) => drift)
