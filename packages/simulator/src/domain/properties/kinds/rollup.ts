/** The type `rollup`: its value, its items when it is retrieved by itself, and conditions on its elements. */
import { invalid } from '../../errors.js'
import { fields, oneOf } from '../../validate/check.js'
import { ROLLUP_FUNCTIONS } from '../../validate/enums.js'
import { encodeId } from '../../values/id.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../../values/json.js'
import { dateConditions } from '../conditions/date.js'
import { type ConditionFamily, nestedFamily } from '../conditions/family.js'
import { numberConditions } from '../conditions/number.js'
import { kind, type PropertyKind, type ValueContext } from '../kind.js'
import { resultSortKey } from '../sortKeys.js'
import { valueOfResult } from '../valueOfResult.js'
import { leadsToShared } from './relation/related.js'
import { bothProperties, configure, followRenames } from './rollup/config.js'
import { isComputable, relatedValues, result, rolledOf } from './rollup/result.js'

// --- Retrieved by itself ---

/** The functions whose result cannot be retrieved by itself. */
const NOT_RETRIEVABLE = new Set(['show_unique', 'unique', 'median', 'count_per_group', 'percent_per_group'])

/** The values in the items of a rollup: those that it lists, as the related pages may be unknown, or all of them. */
const listedValues = (context: ValueContext, value: Json): ReadonlyArray<JsonObject> => {
  const { type, array } = asObject(value)
  const id = encodeId(asString(context.property.config.rollup_property_id))
  return type === 'array' ? asArray(array).map((each) => ({ ...asObject(each), id })) : relatedValues(context)
}

const itemsSummary = (value: Json, more: boolean): Json => {
  const rollupValue = asObject(value)
  if (rollupValue.type === 'array') return { ...rollupValue, array: [] }
  return more ? { type: 'incomplete', incomplete: {}, function: rollupValue.function ?? 'show_original' } : rollupValue
}

// --- Conditions ---

const elementsOf = (value: Json): ReadonlyArray<Json> => asArray(asObject(value).array)

/** Conditions on the elements of a rollup: on any, none or every one of them. */
const quantified = (
  ofElement: ConditionFamily,
  holds: (values: ReadonlyArray<Json>, test: (value: Json) => boolean) => boolean,
): ConditionFamily => ({
  check: ofElement.check,
  test: (condition) => {
    const test = ofElement.test(condition)
    return (value, context) => holds(elementsOf(value), (each) => test(each, context))
  },
})

const conditionsOnElements = (ofElement: ConditionFamily): ConditionFamily =>
  nestedFamily(
    {
      any: quantified(ofElement, (values, test) => values.some(test)),
      none: quantified(ofElement, (values, test) => !values.some(test)),
      // An empty rollup does not meet a condition on every element.
      every: quantified(ofElement, (values, test) => values.length > 0 && values.every(test)),
      date: dateConditions,
      number: numberConditions,
    },
    (key, value) => (key === 'date' || key === 'number' ? (asObject(value)[key] ?? null) : value),
  )

/** `rollup`: computed from a property of the pages that a relation leads to. */
export const rollup: PropertyKind = kind({
  type: 'rollup',
  requires: 'relations',
  config: (value, path) => [
    ...fields({ function: oneOf(...ROLLUP_FUNCTIONS) })(value, path),
    ...bothProperties(value, path),
  ],
  configure,
  followRenames,
  isShown: (workspace, { config }, all) => {
    const relation = all.find(({ id }) => id === config.relation_property_id)
    return relation?.type !== 'relation' || leadsToShared(workspace, relation)
  },
  serialize: (context, stored) => {
    if (isObject(stored) && !isComputable(context)) return stored
    return result(
      asString(context.property.config.function) || 'show_original',
      relatedValues(context).map((value) => rolledOf(value, context)),
    )
  },
  items: (context, value) =>
    listedValues(context, value).flatMap(({ id = '', type = '', ...rest }) => {
      const name = asString(type)
      const content = rest[name] ?? null
      // A list is flattened: one item for each of its elements.
      const isFlattened = isArray(content) && context.kindOf(name).items !== undefined
      return (isFlattened ? content : [content]).map((each) => ({ object: 'property_item', type, id, [name]: each }))
    }),
  itemsSummary,
  assertRetrievable: ({ config }) => {
    const name = asString(config.function)
    if (NOT_RETRIEVABLE.has(name)) throw invalid(`Rollups that compute ${name} cannot be retrieved by this endpoint.`)
  },
  conditionsOnElements,
  sortKey: resultSortKey,
  formulaValue: valueOfResult,
})
