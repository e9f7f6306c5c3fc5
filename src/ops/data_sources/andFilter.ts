/**
 * Adds a condition to a filter without nesting it deeper than the API allows.
 *
 * @internal
 */
import type { Filter, SimpleFilter } from '../../props/filter.js'

/**
 * A filter and an additional condition. The API allows two levels of compound filters, so a condition on an `or` is
 * added to each of its branches.
 */
export const andFilter = (filter: Filter | undefined | null, condition: SimpleFilter): Filter => {
  // An empty filter matches everything.
  if (!filter || filter.or?.length === 0) return condition
  if (filter.and) return { and: [...filter.and, condition] }
  if (!filter.or) return { and: [filter, condition] }
  const branchesWithCondition = (
    branch: (typeof filter.or)[number],
  ): ReadonlyArray<SimpleFilter | { readonly and: ReadonlyArray<SimpleFilter> }> => {
    if (branch.and) return [{ and: [...branch.and, condition] }]
    if (!branch.or) return [{ and: [branch, condition] }]
    return branch.or.length === 0 ? [condition] : branch.or.map((alternative) => ({ and: [alternative, condition] }))
  }
  return { or: filter.or.flatMap(branchesWithCondition) }
}
