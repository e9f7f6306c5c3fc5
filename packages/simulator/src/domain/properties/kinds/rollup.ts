import { invalid } from '../../errors.js'
import type { DataSourceNode, Property } from '../../state/types.js'
import type { Workspace } from '../../state/workspace.js'
import { type Check, fields, missing, oneOf } from '../../validate/check.js'
import { ROLLUP_FUNCTIONS } from '../../validate/enums.js'
import { encodeId } from '../../values/id.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../../values/json.js'
import { least, median, most, sum } from '../../values/numbers.js'
import { instantOf } from '../../values/time.js'
import { dateConditions } from '../conditions/date.js'
import { type ConditionFamily, nestedFamily } from '../conditions/family.js'
import { numberConditions } from '../conditions/number.js'
import { sourceOf } from '../find.js'
import { further, kind, type PropertyKind, type ValueContext } from '../kind.js'
import { valueOfResult } from '../results.js'
import { resultSortKey } from '../sortKeys.js'
import { leadsToShared, relatedIds } from './relation.js'

// --- Configuration ---

const byNameOrId = (
  properties: ReadonlyMap<string, Property>,
  name: Json | undefined,
  id: Json | undefined,
): Property | undefined =>
  [...properties.values()].find((each) =>
    id === undefined ? each.name === name : each.id === id || encodeId(each.id) === id,
  )

/** The configuration: which relation, which property of the related pages, which function. */
const configure: PropertyKind['configure'] = (request, { workspace, properties }) => {
  const relation = byNameOrId(properties, request.relation_property_name, request.relation_property_id)
  const requested = asString(request.relation_property_name ?? request.relation_property_id)
  if (relation?.type !== 'relation') throw invalid(`Could not find relation property with name or id: ${requested}`)
  const target = workspace.nodes.get(asString(relation.config.data_source_id))
  const rolled =
    target?.kind === 'data_source'
      ? byNameOrId(target.properties, request.rollup_property_name, request.rollup_property_id)
      : undefined
  const name = asString(request.rollup_property_name ?? request.rollup_property_id)
  if (target?.kind === 'data_source' && rolled === undefined && !target.open)
    throw invalid(`Could not find rollup property with name or id: ${name}`)
  return {
    rollup_property_name: rolled?.name ?? name,
    relation_property_name: relation.name,
    rollup_property_id: rolled?.id ?? name,
    relation_property_id: relation.id,
    function: request.function ?? 'show_original',
  }
}

/** Each of the two properties is given by name or by id. */
const bothProperties: Check = (value, path) => {
  const request = asObject(value)
  return ['relation_property', 'rollup_property'].flatMap((key) =>
    request[`${key}_name`] === undefined && request[`${key}_id`] === undefined ? missing(`${path}.${key}_name`) : [],
  )
}

/** Updates the names in the configuration if one of the two properties belongs to the source that changed. */
const followRenames = (
  workspace: Workspace,
  holder: DataSourceNode,
  property: Property,
  source: DataSourceNode,
): void => {
  const relation = holder.properties.get(asString(property.config.relation_property_id))
  const target = workspace.nodes.get(asString(relation?.config.data_source_id))
  if (relation === undefined || (holder.id !== source.id && target?.id !== source.id)) return
  const rolled =
    target?.kind === 'data_source' ? target.properties.get(asString(property.config.rollup_property_id)) : undefined
  property.config = {
    ...property.config,
    relation_property_name: relation.name,
    rollup_property_name: rolled?.name ?? property.config.rollup_property_name ?? '',
  }
}

// --- Result ---

/** An element of a rollup: a property value of a related page, and the part of it that is computed with. */
interface Rolled {
  readonly element: JsonObject
  readonly content: Json
  readonly kind: PropertyKind
}

/** The values of one property of every related page. */
const relatedValues = ({ workspace, page, source, property, reach, read }: ValueContext): ReadonlyArray<JsonObject> => {
  const relation = source?.properties.get(asString(property.config.relation_property_id))
  if (relation === undefined) return []
  const related = relatedIds(workspace, page.values.get(relation.id) ?? [])
  return related.slice(0, reach.references).flatMap((id) => {
    const there = workspace.nodes.get(id)
    if (there?.kind !== 'page') return []
    const target = sourceOf(workspace, there)?.properties.get(asString(property.config.rollup_property_id))
    return target === undefined ? [] : [read(workspace, there, target, further(reach))]
  })
}

const rolledOf = (value: JsonObject, { kindOf }: ValueContext): Rolled => {
  const type = asString(value.type)
  const elementKind = kindOf(type)
  const inner = value[type] ?? null
  return {
    element: { type: value.type ?? '', [type]: inner },
    content: elementKind.rolledContent?.(inner) ?? inner,
    kind: elementKind,
  }
}

const isEmpty = ({ content }: Rolled): boolean =>
  content === null || content === '' || content === false || (isArray(content) && content.length === 0)

const numbers = (values: ReadonlyArray<Rolled>): ReadonlyArray<number> =>
  values.flatMap(({ content }) => (typeof content === 'number' ? [content] : []))

/** What makes two elements the same. */
const identityOf = ({ content, kind: elementKind }: Rolled): string =>
  elementKind.text?.(content) ?? JSON.stringify(content)

const unique = (values: ReadonlyArray<Rolled>): ReadonlyArray<Rolled> => [
  ...new Map(values.filter((each) => !isEmpty(each)).map((each) => [identityOf(each), each])).values(),
]

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const range = (of: ReadonlyArray<number>): number | null => {
  const [low, high] = [least(of), most(of)]
  return low === null || high === null ? null : high - low
}

/** How many values an element has: a text is one, whatever it is made of. */
const countOf = (rolled: Rolled): number =>
  isEmpty(rolled) ? 0 : isArray(rolled.content) && rolled.kind.text === undefined ? rolled.content.length : 1

const NUMERIC: Readonly<Record<string, (values: ReadonlyArray<Rolled>) => number | null>> = {
  count: (values) => values.length,
  count_values: (values) => sum(values.map(countOf)),
  empty: (values) => values.filter(isEmpty).length,
  not_empty: (values) => values.filter((each) => !isEmpty(each)).length,
  unique: (values) => unique(values).length,
  percent_empty: (values) => ratio(values.filter(isEmpty).length, values.length),
  percent_not_empty: (values) => ratio(values.filter((each) => !isEmpty(each)).length, values.length),
  checked: (values) => values.filter((each) => each.content === true).length,
  unchecked: (values) => values.filter((each) => each.content !== true).length,
  percent_checked: (values) => ratio(values.filter((each) => each.content === true).length, values.length),
  percent_unchecked: (values) => ratio(values.filter((each) => each.content !== true).length, values.length),
  sum: (values) => (numbers(values).length === 0 ? 0 : sum(numbers(values))),
  average: (values) => ratio(sum(numbers(values)), numbers(values).length),
  median: (values) => median(numbers(values)),
  min: (values) => least(numbers(values)),
  max: (values) => most(numbers(values)),
  range: (values) => range(numbers(values)),
}

const timesIn = (values: ReadonlyArray<Rolled>): ReadonlyArray<string> =>
  values
    .flatMap(({ content }) =>
      isObject(content)
        ? [asString(content.start), asString(content.end ?? content.start)]
        : typeof content === 'string'
          ? [content]
          : [],
    )
    .filter((time) => time !== '')
    .sort((left, right) => instantOf(left) - instantOf(right))

const dateResult = (start: string | undefined, end: string | undefined): Json =>
  start === undefined ? null : { start, end: end ?? null, time_zone: null }

const result = (name: string, values: ReadonlyArray<Rolled>): JsonObject => {
  const numeric = NUMERIC[name]
  if (numeric !== undefined) return { type: 'number', number: numeric(values), function: name }
  const all = timesIn(values)
  if (name === 'earliest_date') return { type: 'date', date: dateResult(all[0], undefined), function: name }
  if (name === 'latest_date') return { type: 'date', date: dateResult(all.at(-1), undefined), function: name }
  if (name === 'date_range') return { type: 'date', date: dateResult(all[0], all.at(-1)), function: name }
  const shown = name === 'show_unique' ? unique(values) : values
  return { type: 'array', array: shown.map(({ element }) => element), function: name }
}

// --- Retrieved by itself ---

/** The functions whose result cannot be retrieved by itself. */
const NOT_RETRIEVABLE = new Set(['show_unique', 'unique', 'median', 'count_per_group', 'percent_per_group'])

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
    const values = relatedValues(context)
    // Of a rollup that was loaded, the related pages may be unknown.
    if (values.length === 0 && isObject(stored)) return stored
    return result(
      asString(context.property.config.function) || 'show_original',
      values.map((value) => rolledOf(value, context)),
    )
  },
  items: (context) =>
    relatedValues(context).map(({ id = '', type = '', ...rest }) => ({ object: 'property_item', type, id, ...rest })),
  itemsSummary,
  assertRetrievable: ({ config }) => {
    const name = asString(config.function)
    if (NOT_RETRIEVABLE.has(name)) throw invalid(`Rollups that compute ${name} cannot be retrieved by this endpoint.`)
  },
  conditionsOnElements,
  sortKey: resultSortKey,
  formulaValue: valueOfResult,
})
