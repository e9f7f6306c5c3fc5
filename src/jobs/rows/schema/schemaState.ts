/**
 * The state of a schema, and whether it matches the one that a plan was made for.
 *
 * @internal
 */
import { decoded } from '../../../core/call/url.js'
import { isRecord } from '../../../core/internal/json.js'
import { field, tryTo } from '../../../core/internal/orUndefined.js'
import { contentHash } from '../../shared/contentHash.js'
import type { BindableDataSource } from '../bindDataSource.js'
import {
  expressionById,
  type LiveProperty,
  liveProperties,
  optionsOf,
  textIn,
  textOf,
  type Unconfigured,
  undashed,
} from './liveProperty.js'
import type { ExpectedProperty, PlannedProperty, PropertyState, SchemaPlan } from './schemaPlan.js'

const configOf = (property: LiveProperty, data_source_id: string, all: ReadonlyArray<LiveProperty>): object => {
  const { type: known } = property
  switch (known) {
    case 'select':
    case 'multi_select':
    case 'status':
      return {
        options: optionsOf(property).map(({ name }) => name),
        details: optionsOf(property).map(({ id, color, description }) => [id, color, description]),
      }
    case 'number':
      return { format: textOf(property, 'format') ?? null }
    case 'unique_id':
      return { prefix: textOf(property, 'prefix') ?? null }
    case 'formula':
      return { expression: expressionById(textIn(property, 'expression'), data_source_id, all) }
    case 'relation':
      return {
        to: undashed(textIn(property, 'data_source_id')),
        two_way: isRecord(field(property.config, 'dual_property')),
      }
    case 'rollup':
      return {
        function: textIn(property, 'function'),
        // The id, since the name follows the relation when it is renamed.
        relation: decoded(textIn(property, 'relation_property_id')),
        property: textIn(property, 'rollup_property_name'),
      }
    default:
      known satisfies Unconfigured
      return {}
  }
}

/** The state of the schema of a data source. */
export const schemaState = (dataSource: BindableDataSource): ReadonlyArray<PropertyState> => {
  const live = liveProperties(dataSource)
  const id = `${field(dataSource, 'id') ?? ''}`
  return live.map((property) => ({
    id: property.id,
    name: property.name,
    type: property.type,
    config: { description: property.description, ...configOf(property, id, live) },
  }))
}

const hashOf = (value: unknown): string => {
  const hash = contentHash()
  hash.add(tryTo(() => JSON.stringify(value), ''))
  return hash.value()
}

/** The hash of a state. */
export const hashOfState = (state: ReadonlyArray<PropertyState>): string => hashOf(state)

/** The hash of everything in a plan, so that a plan with missing parts is not executed. Only counted rows may be added. */
export const hashOfPlan = ({ data_source_id, before, changes, steps }: Omit<SchemaPlan, 'hash' | 'cost'>): string =>
  hashOf([data_source_id, before, changes.map(({ rows: _, ...change }) => change), steps])

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Options in any order, since Notion may add new ones in another place. */
const sameParts = (name: string, one: unknown, other: unknown): boolean =>
  name === 'options' && Array.isArray(one) && Array.isArray(other)
    ? same([...one].sort(), [...other].sort())
    : same(one, other)

/** The expected state, with the ids of properties that had none when the plan was made. */
const resolved = ({ config, ...rest }: ExpectedProperty, state: ReadonlyArray<PropertyState>): ExpectedProperty => {
  if (!config) return rest
  const idOf = (name: unknown): string | undefined => state.find((property) => property.name === name)?.id
  const { expression, relation } = config
  return {
    ...rest,
    config: {
      ...config,
      ...(typeof expression === 'string' && { expression: expressionById(expression, '', [], idOf) }),
      ...(isRecord(relation) && { relation: idOf(relation.name) }),
    },
  }
}

const meets = (property: PropertyState, { name, type, config = {} }: ExpectedProperty): boolean =>
  (name === undefined || property.name === name) &&
  (type === undefined || property.type === type) &&
  Object.entries(config).every(([part, value]) => sameParts(part, property.config[part], value))

/** Whether the changes of a property are made. */
export const isMade = (
  { before }: SchemaPlan,
  { id, expected }: PlannedProperty,
  state: ReadonlyArray<PropertyState>,
): boolean => {
  if (id !== undefined) {
    const found = state.find((property) => property.id === id)
    return expected === null ? !found : found !== undefined && meets(found, resolved(expected, state))
  }
  return state.some(
    (property) => expected && !before.some((one) => one.id === property.id) && meets(property, expected),
  )
}

/** Whether a property is unchanged, or as one of the planned changes makes it. */
const isForeseen = (property: PropertyState, was: PropertyState, planned: ReadonlyArray<PlannedProperty>): boolean => {
  const outcomes = planned.flatMap(({ id, expected }) => (id === was.id && expected ? [expected] : []))
  const isRetyped = outcomes.some(({ type }) => type !== undefined && type === property.type && type !== was.type)
  const isOneOf = (present: unknown, before: unknown, after: ReadonlyArray<unknown>, part = ''): boolean =>
    [before, ...after].some((value) => sameParts(part, present, value))
  const known = (of: (outcome: ExpectedProperty) => unknown): ReadonlyArray<unknown> =>
    outcomes.map(of).filter((value) => value !== undefined)
  if (
    !isOneOf(
      property.name,
      was.name,
      known(({ name }) => name),
    )
  )
    return false
  if (isRetyped) return true
  return (
    isOneOf(
      property.type,
      was.type,
      known(({ type }) => type),
    ) &&
    Object.entries(property.config).every(([part, value]) => {
      // New options have ids and colors that Notion chooses.
      const changed = part === 'details' ? 'options' : part
      const after = known(({ config }) => config?.[changed])
      return part === 'details' && after.length > 0 ? true : isOneOf(value, was.config[part], after, part)
    })
  )
}

/** The differences from the schema that a plan was made for, except its own changes; empty if there are none. */
export const movedSince = (plan: SchemaPlan, state: ReadonlyArray<PropertyState>): ReadonlyArray<string> => {
  const planned = plan.steps.flat().map((one) => ({ ...one, expected: one.expected && resolved(one.expected, state) }))
  const shown = JSON.stringify
  return [
    ...plan.before.flatMap((was) => {
      const now = state.find(({ id }) => id === was.id)
      if (!now) {
        return planned.some(({ id, expected }) => id === was.id && expected === null)
          ? []
          : [`${shown(was.name)} is gone`]
      }
      return isForeseen(now, was, planned) ? [] : [`${shown(was.name)} was changed`]
    }),
    ...state.flatMap((property) =>
      plan.before.some(({ id }) => id === property.id) ||
      planned.some(({ id, expected }) => id === undefined && expected && meets(property, { ...expected, config: {} }))
        ? []
        : [`${shown(property.name)} is new`],
    ),
  ]
}
