/**
 * Compiles the conditions of a query to a filter of the API.
 *
 * @internal
 */
import type { InvalidInput } from '../../core/call/issues.js'
import { isRecord } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { Filter, SimpleFilter } from '../../props/filter.js'
import { type Declared, referenceOf } from './declared.js'

/** A filter of any depth. */
type Tree =
  | SimpleFilter
  | { readonly and: ReadonlyArray<Tree>; readonly or?: undefined }
  | { readonly or: ReadonlyArray<Tree>; readonly and?: undefined }

/** The maximum number of conditions in a list. */
const MAX_CONDITIONS = 100

const membersOf = (tree: Tree): ReadonlyArray<Tree> | undefined => tree.and || tree.or || undefined

const isFlat = (tree: Tree): boolean => membersOf(tree)?.every((member) => !membersOf(member)) ?? true

/** The alternatives of a filter, each a list of conditions that must all match. */
const alternatives = (tree: Tree): ReadonlyArray<ReadonlyArray<Tree>> =>
  tree.and
    ? tree.and
        .map(alternatives)
        .reduce((before, next) => before.flatMap((one) => next.map((other) => [...one, ...other])), [[]])
    : tree.or
      ? tree.or.flatMap(alternatives)
      : [[tree]]

/** The value of a condition on a relation: a row or an id. */
const withIds = (condition: object): object =>
  Object.fromEntries(Object.entries(condition).map(([name, value]) => [name, field(value, 'id') ?? value]))

const leafOf = (declared: Declared, condition: object): Tree => {
  const { type } = declared.prop
  const result = field(field(declared.prop, 'of'), 'result')
  const inner =
    type === 'relation'
      ? withIds(condition)
      : typeof result === 'string' && result !== 'array'
        ? { [result === 'boolean' ? 'checkbox' : result]: condition }
        : condition
  // The type of the condition follows from the type of the property.
  return unsafeCast({ property: referenceOf(declared), [type]: inner })
}

/** Compiles conditions by the keys of properties; the issues are added to the list. */
export const compileWhere = (
  properties: ReadonlyArray<Declared>,
  where: unknown,
  issues: Array<InvalidInput>,
): Filter | undefined => {
  const keys = new Map(properties.map((declared) => [declared.key, declared]))
  const membersAt = (given: unknown, at: string): ReadonlyArray<Tree> => {
    if (!isRecord(given)) {
      issues.push({ field: at, given, allowed: 'an object of conditions by property' })
      return []
    }
    return Object.entries(given).flatMap(([key, condition]): ReadonlyArray<Tree> => {
      const place = `${at}.${key}`
      if (condition === undefined) return []
      if (key === 'and' || key === 'or') {
        if (!Array.isArray(condition) || (key === 'or' && condition.length === 0)) {
          issues.push({ field: place, given: condition, allowed: 'a list of conditions' })
          return []
        }
        const all = condition.map((one, index) => membersAt(one, `${place}[${index}]`))
        // An alternative without conditions matches every row.
        if (key === 'or' && all.some(({ length }) => length === 0)) return []
        return key === 'and' ? all.flat() : [{ or: all.map(allOf) }]
      }
      const declared = keys.get(key)
      if (!declared) {
        issues.push({ field: place, given: key, allowed: `one of ${[...keys.keys()].join(', ')}` })
        return []
      }
      if (!isRecord(condition) || Object.keys(condition).length !== 1) {
        issues.push({ field: place, given: condition, allowed: 'one condition, such as { equals: … }' })
        return []
      }
      return [leafOf(declared, condition)]
    })
  }
  const members = membersAt(where ?? {}, 'where')
  if (members.length === 0) return undefined
  const tree = allOf(members)
  // A tree without nested groups, as the API requires.
  if (membersOf(tree)?.every(isFlat) ?? true) return unsafeCast(tree)
  const or = alternatives(tree).map(allOf)
  if (or.length > MAX_CONDITIONS) {
    issues.push({ field: 'where', given: where, allowed: `at most ${MAX_CONDITIONS} alternatives` })
  }
  // Two levels, by construction.
  return unsafeCast({ or })
}

const allOf = (members: ReadonlyArray<Tree>): Tree => {
  const [first, second] = members
  return first && !second ? first : { and: members }
}
