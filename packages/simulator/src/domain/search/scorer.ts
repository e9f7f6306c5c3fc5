/** How well a title matches a search. The API searches titles only, by words and regardless of their endings. */
import { plainTitle } from '../state/title.js'
import type { DataSourceNode, PageNode } from '../state/types.js'

/** What a search finds: pages and data sources. */
export type Searchable = PageNode | DataSourceNode

const words = (text: string): ReadonlyArray<string> =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** A word without its English ending, so that `tests` and `testing` match a test. */
const stem = (word: string): string => word.replace(/(?<=^\w{3,})(ing|ed|es|s)$/, '')

/** Words that are ignored. */
const COMMON = new Set(
  'a all an and are as at be but by do does for from if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
)

/** The words of a query that are searched: all of them when it has only common ones. */
const significantWords = (query: string): ReadonlyArray<string> => {
  const all = words(query)
  const own = all.filter((word) => !COMMON.has(word))
  return own.length === 0 ? all : own
}

/** How well a title matches a query: 2 if it contains the query, otherwise the share of the words that it contains. */
export const scorer = (query: string): ((node: Searchable) => number) => {
  if (query === '') return () => 1
  const phrase = query.toLowerCase()
  const requested = significantWords(query).map(stem)
  return (node) => {
    const title = plainTitle(node)
    if (title.toLowerCase().includes(phrase)) return 2
    const own = words(title)
    const met = requested.filter((word) => own.some((each) => each.startsWith(word)))
    return requested.length === 0 ? 0 : met.length / requested.length
  }
}
