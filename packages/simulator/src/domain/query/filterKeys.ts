/** The keys of property filters. Some types accept the key of another type, such as `date` for `created_time`. */
import type { ConditionFamily, ConditionTest } from '../properties/conditions/family.js'
import { oneKey } from '../properties/conditions/oneKey.js'
import { inOrderOf } from '../properties/inOrderOf.js'
import type { PropertyKind } from '../properties/kind.js'
import { PROPERTY_KINDS } from '../properties/registry.js'
import type { PageNode } from '../state/types.js'
import { asObject, asString, get, type JsonObject } from '../values/json.js'

/** A key of a filter: its conditions, and the types of property that accept it. */
export interface FilterKey {
  readonly family: ConditionFamily
  readonly types: ReadonlySet<string>
}

const kinds = [...PROPERTY_KINDS.values()]

const typesWhere = (accepts: (kind: PropertyKind) => boolean): ReadonlySet<string> =>
  new Set(kinds.filter(accepts).map(({ type }) => type))

type Entry = readonly [string, FilterKey]

/** The keys for an element of a rollup, in the order in which the API lists them. */
const ELEMENT_ORDER = [
  'rich_text',
  'number',
  'checkbox',
  'select',
  'multi_select',
  'relation',
  'date',
  'people',
  'files',
  'status',
]

const ELEMENT_KEYS: ReadonlyMap<string, FilterKey> = new Map(
  inOrderOf(
    ELEMENT_ORDER,
    kinds.flatMap(({ type, conditions: family }): ReadonlyArray<Entry> => {
      const types = typesWhere(({ elementFilterKey }) => elementFilterKey === type)
      return family === undefined || types.size === 0 ? [] : [[type, { family, types }]]
    }),
    ([key]) => key,
  ),
)

/** A condition on an element of a rollup. An element of another type does not meet it. */
const elementFamily: ConditionFamily = {
  check: oneKey(Object.fromEntries([...ELEMENT_KEYS].map(([key, { family }]) => [key, family.check]))),
  test: (condition): ConditionTest => {
    const key = [...ELEMENT_KEYS.keys()].find((each) => get(condition, each) !== undefined) ?? ''
    const known = ELEMENT_KEYS.get(key)
    const test = known?.family.test(asObject(condition[key]))
    return (element, context) => {
      const type = asString(asObject(element).type)
      if (test === undefined || known?.types.has(type) !== true) return false
      return test(asObject(element)[type] ?? null, context)
    }
  },
}

/** The keys of a property filter, in the order in which the API lists them. */
const ORDER = [
  'title',
  'rich_text',
  'number',
  'checkbox',
  'select',
  'multi_select',
  'status',
  'date',
  'people',
  'files',
  'url',
  'email',
  'phone_number',
  'relation',
  'created_by',
  'created_time',
  'last_edited_by',
  'last_edited_time',
  'formula',
  'unique_id',
  'rollup',
  'verification',
]

/** Every key of a property filter. */
export const FILTER_KEYS: ReadonlyMap<string, FilterKey> = new Map(
  inOrderOf(
    ORDER,
    kinds.flatMap((kind): ReadonlyArray<Entry> => {
      const family = kind.conditions ?? kind.conditionsOnElements?.(elementFamily)
      const types = typesWhere(({ type, filterKeys = [type] }) => filterKeys.includes(kind.type))
      return family === undefined ? [] : [[kind.type, { family, types }]]
    }),
    ([key]) => key,
  ),
)

/** The key of a property filter that a condition contains; empty when there is none. */
export const filterKeyOf = (filter: JsonObject): string =>
  [...FILTER_KEYS.keys()].find((each) => get(filter, each) !== undefined) ?? ''

/** The times of a page, by which rows are filtered and sorted without naming a property. */
export const PAGE_TIMES: ReadonlyMap<string, (page: PageNode) => number> = new Map(
  kinds.flatMap(({ type, pageTime }) => (pageTime === undefined ? [] : [[type, pageTime]])),
)
