/** Narrowing a filter without making it deeper than the API takes. */
import type { Filter, SimpleFilter } from '../../core/params/filter.js'

/**
 * A filter and one more condition. The API takes two levels of compound filters, so a condition on an `or` is written
 * into each of its branches.
 */
export const within = (filter: Filter | undefined, condition: SimpleFilter): Filter => {
  if (filter === undefined) return condition
  if (filter.and) return { and: [...filter.and, condition] }
  if (!filter.or) return { and: [filter, condition] }
  return {
    or: filter.or.flatMap((branch) =>
      branch.and
        ? [{ and: [...branch.and, condition] }]
        : (branch.or || [branch]).map((alternative) => ({ and: [alternative, condition] })),
    ),
  }
}
