/** Notion ids (32 hexadecimal digits, with or without dashes), and URLs that contain them. */
import { compactId } from '../call/id.js'

/** An id in the format that Notion returns. */
const AS_WRITTEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id at the end of a text: alone, or after a slash or a title, as in `Title-0123…`. */
const AT_END = /(?:^|[-/])([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\/*$/i

/** The path, query and fragment of a URL, with or without scheme and host. The host of an http(s) URL is not searched for an id. */
const ADDRESS = /^(?:https?:\/\/[^\s/?#]+|\w+:\/\/)?(?!\.)([^\s?#]*)(?:\?([^\s#]*))?(?:#(\S*))?$/i

/**
 * The given value if it is a plain id in any format, otherwise the checked value.
 *
 * @internal
 */
export const asSpelled = (given: unknown, checked: unknown): unknown =>
  typeof given === 'string' && typeof checked === 'string' && compactId(given) === compactId(checked) ? given : checked

/**
 * Finds the id in a text, and returns it with dashes.
 *
 * @param text An id in any format, a URL with or without its scheme, or `Title-` and an id.
 * @param places The parts of the URL to search, in this order: `/` is the path, `#` the fragment, and any other character the
 * query parameter of that name. A plain id counts as a path.
 *
 * @internal
 */
export const idIn = (text: unknown, places: string): string | undefined => {
  // Fast path: most ids are in Notion's format.
  if (typeof text === 'string' && AS_WRITTEN.test(text) && places.includes('/')) return text
  const [, path, query, hash] = (typeof text === 'string' && ADDRESS.exec(text.trim())) || []
  for (const place of places) {
    // Some tools append a query after the fragment.
    const part =
      place === '/' ? path : place === '#' ? hash?.split(/[?&]/)[0] : query && new URLSearchParams(query).get(place)
    const found = AT_END.exec(part || '')
    if (found) return found.slice(1).join('-').toLowerCase()
  }
  return undefined
}

/**
 * Finds the id of a page in an id or a URL. If the URL opens a page over another (`?p=…`), returns the one on top.
 *
 * @example
 * import { parseId } from 'notion-fp'
 *
 * const id = parseId('https://www.notion.so/Plan-0f0e0d0c0b0a49088706050403020100')
 */
export const parseId = (text: string): string | undefined => idIn(text, 'p/')
