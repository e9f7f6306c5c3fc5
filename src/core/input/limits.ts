/**
 * What the API is known to refuse in blocks and rich text, found before it is sent.
 *
 * @internal
 */
import type { Rule, Trail } from './plainData.js'

/** The most elements of an array of blocks or of rich text. */
const MAX_ELEMENTS = 100
/** The most blocks in one request, those inside others included. */
const MAX_BLOCKS = 1000
/** The most levels of blocks below those of the first level. */
const MAX_LEVELS = 2

/** The names of arrays of rich text. */
const LISTS = /^(rich_text|title|description|caption)$/

/** Notion does not say whether it counts UTF-16 units or characters: only what is too long either way is refused. */
export const isLonger = (text: unknown, most: number): boolean =>
  typeof text === 'string' && text.length > most && (text.length > 2 * most || [...text].length > most)

/** How long a text may be, by its name and that of the object that holds it. A file that Notion keeps has a signed address. */
const maxLength = (name: unknown, holder: unknown): number => {
  if (name === 'url' && holder !== 'file') return 2000
  if (name === 'content' && holder === 'text') return 2000
  return name === 'expression' && holder === 'equation' ? 1000 : Number.POSITIVE_INFINITY
}

/** How many levels below the first an array of blocks is. The columns of a column list are no level of their own. */
const levelOf = (trail: Trail): number =>
  trail.filter((key, index) => index > 0 && key === 'children' && trail[index - 1] !== 'column_list').length

/**
 * The limits of blocks and rich text in a body: elements of an array, blocks in all, levels of nesting, and lengths of texts,
 * equations and addresses.
 *
 * @param valueLimits The most characters or elements of the values of properties, by their types. Default those of any body.
 * @see https://developers.notion.com/reference/request-limits
 */
export const contentRule = (valueLimits: ReadonlyMap<unknown, number> = new Map()): Rule => {
  let blocks = 0
  return {
    visit: (value, trail, refuse) => {
      const name = trail.at(-1)
      const holder = trail.at(-2)
      const ownLimit = trail.at(-3) === 'properties' ? valueLimits.get(name) : undefined
      if (typeof value === 'string') {
        const most = ownLimit ?? maxLength(name, holder)
        if (isLonger(value, most)) refuse(`at most ${most} characters`, value)
      }
      if (!Array.isArray(value)) return value
      const isBlocks = name === 'children' || (name === 'content' && trail.length === 1)
      if (isBlocks) blocks += value.length
      // A title may stand alone, without the word `title` before its texts.
      const isTitle = holder === 'properties' && trail.length === 2
      const isLimited = isBlocks || isTitle || LISTS.test(`${name}`) || holder === 'cells'
      const most = ownLimit ?? (isLimited ? MAX_ELEMENTS : value.length)
      if (value.length > most) refuse(`at most ${most} elements`, value)
      if (isBlocks && value.length > 0 && levelOf(trail) === MAX_LEVELS + 1) {
        refuse(`at most ${MAX_LEVELS} levels of children`, MAX_LEVELS + 1)
      }
      return value
    },
    end: (refuse) => {
      if (blocks > MAX_BLOCKS) refuse(`at most ${MAX_BLOCKS} blocks in all`, blocks)
    },
  }
}
