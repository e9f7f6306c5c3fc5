/**
 * The URL of a call.
 *
 * @internal
 */
import { tryTo } from '../internal/orUndefined.js'
import type { Call, Query } from './call.js'

/** The query string: lists as repeated names, without `undefined`. */
const search = (query: Query): string => {
  const pairs: Array<[string, string]> = []
  for (const name in query) {
    // `null`, such as the cursor after the last page, is left out too, although the types do not allow it.
    const value = query[name] ?? []
    for (const one of Array.isArray(value) ? value : [value]) pairs.push([name, `${one}`])
  }
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

/** The path of a call below the base URL, with its query: `pages/0123…?filter_properties=title`. */
export const pathOf = ({ path, query }: Pick<Call, 'path' | 'query'>): string => (query ? path + search(query) : path)

/** Decodes a URL segment that may be encoded already; returns it unchanged if it cannot be decoded. */
export const decoded = (text: string): string => tryTo(() => decodeURIComponent(text), text)

/** Encodes a URL segment. A lone surrogate, which cannot be encoded, becomes U+FFFD. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
