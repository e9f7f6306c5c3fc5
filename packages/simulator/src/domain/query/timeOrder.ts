/**
 * The order of rows by time. Times of loaded pages are rounded to the minute, so pages of the same minute count as
 * equal.
 */
import type { PageNode } from '../state/types.js'

/** A loaded page has its address. Its times are rounded to the minute, so equal times do not imply an order. */
export const isLoaded = (page: PageNode): boolean => page.url !== undefined

/** The rank of each page by time, of pages that are newest first; equal when the order is unknown. */
export const ranksByTime = (
  newest: ReadonlyArray<PageNode>,
  timeOf: (page: PageNode) => number,
): ReadonlyMap<PageNode, number> => {
  const latest = newest
    .map((page, index) => ({ page, index }))
    .sort((left, right) => timeOf(right.page) - timeOf(left.page) || left.index - right.index)
  const ranks = new Map<PageNode, number>()
  let rank = 0
  let before: PageNode | undefined
  for (const { page } of latest) {
    const tied = before !== undefined && isLoaded(before) && isLoaded(page) && timeOf(before) === timeOf(page)
    if (!tied) rank -= 1
    ranks.set(page, rank)
    before = page
  }
  return ranks
}
