/**
 * The address of a call.
 *
 * @internal
 */
import { tryTo } from '../internal/orUndefined.js'
import type { Call, Query } from './call.js'

/** A query as its names and values, lists spread, what is `undefined` left out. */
const search = (query: Query): string => {
  const pairs: Array<[string, string]> = []
  for (const name in query) {
    // A `null` that came in past the types, such as the cursor after a last page, is none either.
    const value = query[name] ?? []
    for (const one of Array.isArray(value) ? value : [value]) pairs.push([name, `${one}`])
  }
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

/** The path of a call below the base URL, with its query: `pages/0123…?filter_properties=title`. */
export const pathOf = ({ path, query }: Pick<Call, 'path' | 'query'>): string => (query ? path + search(query) : path)

/** A part of an address that may be encoded already, as plain text; what cannot be decoded is plain. */
export const decoded = (text: string): string => tryTo(() => decodeURIComponent(text), text)

/** A part of an address, encoded; half a character, which cannot be, becomes the sign for an unknown one. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
