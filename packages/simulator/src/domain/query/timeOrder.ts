import type { PageNode } from '../state/types.js'

/** A page that was loaded came with its address. Its times are cut to the minute, so a tie says nothing about it. */
export const isLoaded = (page: PageNode): boolean => page.url !== undefined

/** The place of each page in time, of pages that are newest first; equal for those whose order nothing tells. */
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
