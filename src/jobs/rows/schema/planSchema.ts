/** Plans the changes that make a data source match its declaration. */
import { costOf } from '../../shared/cost.js'
import type { BindableDataSource } from '../bindDataSource.js'
import type { AnyDefinition } from '../rowTypes.js'
import { type Compared, MAX_OPTIONS, optionsReason } from './blockedReasons.js'
import { classifyChange } from './classifyChange.js'
import { compareSchema, type Difference } from './compareSchema.js'
import type { SchemaScope } from './drift.js'
import { type Entry, entriesInSteps } from './planSteps.js'
import { entryOf, optionsToSend } from './propertyUpdate.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'
import { hashOfPlan, schemaState } from './schemaState.js'

/** Options of {@link planSchema}. */
export interface PlanSchemaOptions extends SchemaScope {
  /**
   * New names of properties by their current names: `{ Stage: 'Phase' }`. A property that is declared with its id needs no entry: it gets
   * the declared name. Without either, a property with a different name is a new one. Default none.
   */
  readonly renames?: { readonly [name: string]: string } | undefined
  /** The declared or current names of properties to leave unchanged. Default none. */
  readonly skip?: ReadonlyArray<string> | undefined
}

/** A change that is impossible together with the others. */
const refused = ({ loses: _, filter: __, ...change }: SchemaChange, reason: string): SchemaChange => ({
  ...change,
  class: 'blocked',
  reason,
})

const isSkipped = ({ pair, live }: Pick<Difference, 'pair' | 'live'>, skip: ReadonlyArray<string>): boolean =>
  [pair?.declared.name, pair?.declared.key, pair?.live?.name, live?.name].some(
    (name) => name !== undefined && skip.includes(name),
  )

/**
 * Plans the changes that make a data source match its declaration. The plan is plain JSON: print it, review it, store it, and pass it
 * to `applySchema`.
 *
 * - `safe` changes lose nothing: new properties and options, new names, formats, formulas and rollups.
 * - `lossy` changes have a description of what is lost, and a filter of the affected rows, which `countAffected` counts. `applySchema`
 *   makes them only if `allow` contains them.
 * - `blocked` changes are those that Notion's API cannot make, with the reason. A plan with such a change is not applied: make the change
 *   in Notion, or exclude the property with `skip`.
 *
 * A property is renamed only if it is declared with its id, or if `renames` contains it: a new name alone may be a different property.
 *
 * @param definition The declaration.
 * @param dataSource The data source, as `getDataSource` returns it.
 * @param options Renames, and properties to leave unchanged.
 * @returns The plan, with a hash of its changes and of the schema that it was made for; without changes if there is nothing to do.
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, planSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Effort: number } })
 *
 * const planOf = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.map((dataSource) => planSchema(Tasks, dataSource, { renames: { Estimate: 'Effort' }, additional_properties: 'keep' })),
 *   )
 */
export const planSchema = (
  definition: AnyDefinition,
  dataSource: BindableDataSource,
  options: PlanSchemaOptions = {},
): SchemaPlan => {
  const { renames = {}, skip = [] } = options
  const found = compareSchema('planSchema', definition, dataSource, options, renames)
  const differences = found.differences.filter((difference) => !isSkipped(difference, skip))
  const others = found.live.filter((live) => !found.pairs.some((pair) => pair.live === live))
  const going = new Set(differences.flatMap(({ drift, live }) => (drift.kind === 'additional' ? [live] : [])))
  const compared: Compared = {
    ...found,
    staying: [
      ...found.pairs.map((pair) => (isSkipped({ pair }, skip) ? { live: pair.live } : pair)),
      ...others.flatMap((live) => (going.has(live) ? [] : [{ live }])),
    ],
    keepsOptions: options.additional_options === 'keep',
  }
  const changes = differences.map((difference): SchemaChange => {
    const { kind, property, key, message } = difference.drift
    return { kind, property, ...(key !== undefined && { key }), message, ...classifyChange(difference, compared) }
  })
  // The options of one property are sent together.
  for (const pair of compared.pairs) {
    const sent = optionsToSend(
      pair,
      differences.filter((difference) => difference.pair?.declared === pair.declared),
    )
    const reason = sent && sent.names.length > MAX_OPTIONS ? optionsReason(sent.names.map(() => 'x')) : undefined
    differences.forEach((difference, index) => {
      const change = changes[index]
      if (!reason || !change || difference.pair?.declared !== pair.declared || !change.kind.startsWith('option_'))
        return
      changes[index] = refused(change, reason)
    })
  }
  const possible = differences
    .map((difference, index) => [difference, index] as const)
    .filter(([, index]) => changes[index]?.class !== 'blocked')
  const entries = [
    ...compared.pairs.flatMap((pair): ReadonlyArray<Entry> => {
      const own = possible.filter(([difference]) => difference.pair?.declared === pair.declared)
      return own.length > 0 ? [entryOf(pair, own, compared)] : []
    }),
    ...possible.flatMap(
      ([{ drift, live }, index]): ReadonlyArray<Entry> =>
        live && drift.kind === 'additional'
          ? [{ changes: [index], live, needs: [], update: null, expected: null }]
          : [],
    ),
  ]
  const { steps, conflicts } = entriesInSteps(entries, compared.live)
  const reasons = new Map(conflicts)
  const plan = {
    data_source_id: compared.data_source_id,
    before: schemaState(dataSource),
    changes: changes.map((change, index) => {
      const reason = reasons.get(index)
      return reason === undefined ? change : refused(change, reason)
    }),
    steps,
  }
  return {
    ...plan,
    hash: hashOfPlan(plan),
    // Reads the schema first.
    cost: costOf(steps.length === 0 ? 0 : steps.length + 1),
  }
}
