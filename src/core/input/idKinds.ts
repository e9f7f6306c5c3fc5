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

/**
 * Finds the id of a database in an id or a URL. If the URL opens a row (`?p=…`), returns the database.
 *
 * @example
 * import { parseDatabaseId } from 'notion-fp'
 *
 * const id = parseDatabaseId('https://www.notion.so/1f1e1d1c1b1a49189716151413121110?v=2f2e2d2c2b2a4928a726252423222120')
 */
export const parseDatabaseId = (text: string): string | undefined => idOf(text, PLACES.other)

/**
 * Finds the id of a block in an id or a URL (`#…`). Without `#…`, returns the id of the page.
 *
 * @example
 * import { parseBlockId } from 'notion-fp'
 *
 * const id = parseBlockId('https://www.notion.so/Plan-0f0e0d0c0b0a49088706050403020100#3f3e3d3c3b3a4938b736353433323130')
 */
export const parseBlockId = (text: string): string | undefined => idOf(text, PLACES.block)

/**
 * Finds the id of a view in an id or the URL of a database (`?v=…`).
 *
 * @example
 * import { parseViewId } from 'notion-fp'
 *
 * const id = parseViewId('https://www.notion.so/1f1e1d1c1b1a49189716151413121110?v=2f2e2d2c2b2a4928a726252423222120')
 */
export const parseViewId = (text: string): string | undefined => idOf(text, PLACES.view)
