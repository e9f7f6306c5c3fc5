/** The ids of Notion: 32 hexadecimal digits, with dashes or without, and the addresses that hold them. */
import { compactId } from '../call/id.js'

/** An id as Notion writes it. */
const AS_WRITTEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id at the end of a text: alone, or after a slash or a title, as in `Title-0123…`. */
const AT_END = /(?:^|[-/])([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\/*$/i

/** The path, query and fragment of an address, with a scheme and a host or without. The host of an http(s) address is no id. */
const ADDRESS = /^(?:https?:\/\/[^\s/?#]+|\w+:\/\/)?(?!\.)([^\s?#]*)(?:\?([^\s#]*))?(?:#(\S*))?$/i

/**
 * An id as its caller spelled it, where that is one alone; else what a check made of it.
 *
 * @internal
 */
export const asSpelled = (given: unknown, checked: unknown): unknown =>
  typeof given === 'string' && typeof checked === 'string' && compactId(given) === compactId(checked) ? given : checked

/**
 * The id in a text, with dashes.
 *
 * @param text An id in any spelling, an address with or without its scheme, or `Title-` and an id.
 * @param places Where to look, the first place that has an id first: `/` is the path, `#` the fragment, and any other character
 * the parameter of that name. An id alone is a path.
 *
 * @internal
 */
export const idIn = (text: unknown, places: string): string | undefined => {
  // Most ids come as Notion writes them.
  if (typeof text === 'string' && AS_WRITTEN.test(text) && places.includes('/')) return text
  const [, path, query, hash] = (typeof text === 'string' && ADDRESS.exec(text.trim())) || []
  for (const place of places) {
    // Some tools append a query behind the fragment.
    const part =
      place === '/' ? path : place === '#' ? hash?.split(/[?&]/)[0] : query && new URLSearchParams(query).get(place)
    const found = AT_END.exec(part || '')
    if (found) return found.slice(1).join('-').toLowerCase()
  }
  return undefined
}

/** The id of a page in a text: of an address that opens a page on top of another (`?p=…`), the one on top. */
export const parseId = (text: string): string | undefined => idIn(text, 'p/')
