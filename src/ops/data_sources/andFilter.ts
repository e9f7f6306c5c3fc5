/**
 * Narrowing a filter without making it deeper than the API takes.
 *
 * @internal
 */
import type { Filter, SimpleFilter } from '../../props/filter.js'

/**
 * A filter and one more condition. The API takes two levels of compound filters, so a condition on an `or` is written
 * into each of its branches.
 */
export const andFilter = (filter: Filter | undefined | null, condition: SimpleFilter): Filter => {
  // A filter that is empty lets everything through.
  if (!filter || filter.or?.length === 0) return condition
  if (filter.and) return { and: [...filter.and, condition] }
  if (!filter.or) return { and: [filter, condition] }
  const narrowed = (
    branch: (typeof filter.or)[number],
  ): ReadonlyArray<SimpleFilter | { readonly and: ReadonlyArray<SimpleFilter> }> => {
    if (branch.and) return [{ and: [...branch.and, condition] }]
    if (!branch.or) return [{ and: [branch, condition] }]
    return branch.or.length === 0 ? [condition] : branch.or.map((alternative) => ({ and: [alternative, condition] }))
  }
  return { or: filter.or.flatMap(narrowed) }
}
