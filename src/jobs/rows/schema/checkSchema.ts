/** Finds where a data source has drifted from its declaration. */
import type { BindableDataSource } from '../bindDataSource.js'
import type { AnyDefinition } from '../rowTypes.js'
import { compareSchema } from './compareSchema.js'
import type { Drift, SchemaScope } from './drift.js'

/**
 * Finds where a data source differs from its declaration. Settings that the declaration omits are not compared: the options of a `select`,
 * the format of a `number`, the description of a property.
 *
 * A declared property with an id is found under any name. One without an id is found only by its name: a renamed property counts as one
 * missing and one additional property.
 *
 * @param definition The declaration.
 * @param dataSource The data source, as `getDataSource` returns it.
 * @param scope Whether properties and options that are not declared are differences.
 * @returns The differences; empty if the data source is as declared. An invalid declaration is a difference of the kind `invalid`.
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
