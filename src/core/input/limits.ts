/**
 * The limits of the API for blocks and rich text, checked before sending.
 *
 * @internal
 */
import type { Rule, Trail } from './plainData.js'

/** The maximum number of elements of an array of blocks or rich text. */
const MAX_ELEMENTS = 100
/** The maximum number of blocks in one request, including nested blocks. */
const MAX_BLOCKS = 1000
/** The maximum number of levels of children. */
const MAX_LEVELS = 2

/** The names of arrays of rich text. */
const LISTS = /^(rich_text|title|description|caption)$/

/** Notion does not document whether it counts UTF-16 units or characters, so a text is rejected only if it is too long in both. */
export const isLonger = (text: unknown, most: number): boolean =>
  typeof text === 'string' && text.length > most && (text.length > 2 * most || [...text].length > most)

/** The maximum length of a text, by its field and the object that contains it. Files hosted by Notion have long signed URLs. */
const maxLength = (name: unknown, holder: unknown): number => {
  if (name === 'url' && holder !== 'file') return 2000
  if (name === 'content' && holder === 'text') return 2000
  return name === 'expression' && holder === 'equation' ? 1000 : Number.POSITIVE_INFINITY
}

/** The nesting level of an array of blocks, from 0. The columns of a column list do not count as a level. */
const levelOf = (trail: Trail): number =>
  trail.filter((key, index) => index > 0 && key === 'children' && trail[index - 1] !== 'column_list').length

/**
 * The rule for blocks and rich text in a body: it limits the elements of an array, the total number of blocks, the levels of
 * nesting, and the lengths of texts, equations and URLs.
 *
 * @param valueLimits The maximum characters or elements of property values, by property type. Default: the general limits.
 * @see https://developers.notion.com/reference/request-limits
 */
export const contentRule = (valueLimits: ReadonlyMap<unknown, number> = new Map()): Rule => {
  let blocks = 0
  return {
    visit: (value, trail, reject) => {
      const name = trail.at(-1)
      const holder = trail.at(-2)
      const ownLimit = trail.at(-3) === 'properties' ? valueLimits.get(name) : undefined
      if (typeof value === 'string') {
        const most = ownLimit ?? maxLength(name, holder)
        if (isLonger(value, most)) reject(`at most ${most} characters`, value)
      }
      if (!Array.isArray(value)) return value
      const isBlocks = name === 'children' || (name === 'content' && trail.length === 1)
      if (isBlocks) blocks += value.length
      // A title may be given as an array, without the key `title`.
      const isTitle = holder === 'properties' && trail.length === 2
      const isLimited = isBlocks || isTitle || LISTS.test(`${name}`) || holder === 'cells'
      const most = ownLimit ?? (isLimited ? MAX_ELEMENTS : value.length)
      if (value.length > most) reject(`at most ${most} elements`, value)
      if (isBlocks && value.length > 0 && levelOf(trail) === MAX_LEVELS + 1) {
        reject(`at most ${MAX_LEVELS} levels of children`, MAX_LEVELS + 1)
      }
      return value
    },
    end: (reject) => {
      if (blocks > MAX_BLOCKS) reject(`at most ${MAX_BLOCKS} blocks in total`, blocks)
    },
  }
}
