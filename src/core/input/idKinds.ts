/** Where a URL contains the id of each kind of object. */
import { idIn } from './id.js'

/**
 * Where a URL contains the id of each kind of object; see {@link idIn}.
 *
 * @internal
 */
export const PLACES = { page: 'p/', block: '#p/', view: 'v', discussion: 'd', other: '/' } as const

/** A plain id, or a URL with its kind as the scheme, such as `view://0123…`; not a web URL. */
const ITSELF = /^\s*(?!https?:|notion:)(\w+:\/\/\S+|[0-9a-f-]+)\s*$/i

/**
 * Finds an id in the given parts of a URL, or a plain id.
 *
 * @internal
 */
export const idOf = (text: unknown, places: string): string | undefined =>
  idIn(text, places) ?? (typeof text === 'string' && ITSELF.test(text) ? idIn(text, '/') : undefined)

/** Finds the id of a database in an id or a URL. If the URL opens a row (`?p=…`), returns the database. */
export const parseDatabaseId = (text: string): string | undefined => idOf(text, PLACES.other)

/** Finds the id of a block in an id or a URL (`#…`). Without `#…`, returns the id of the page. */
export const parseBlockId = (text: string): string | undefined => idOf(text, PLACES.block)

/** Finds the id of a view in an id or the URL of a database (`?v=…`). */
export const parseViewId = (text: string): string | undefined => idOf(text, PLACES.view)
