/** Which id of an address is meant, by the kind of object that is asked for. */
import { idIn } from './id.js'

/**
 * Where the address of each kind has its id; see {@link idIn}.
 *
 * @internal
 */
export const PLACES = { page: 'p/', block: '#p/', view: 'v', discussion: 'd', other: '/' } as const

/** An id alone, or in an address that says what it is of, such as `view://0123…`; no address of the web. */
const ITSELF = /^\s*(?!https?:|notion:)(\w+:\/\/\S+|[0-9a-f-]+)\s*$/i

/**
 * The id in anything: in the places that are asked for, or alone.
 *
 * @internal
 */
export const idOf = (text: unknown, places: string): string | undefined =>
  idIn(text, places) ?? (typeof text === 'string' && ITSELF.test(text) ? idIn(text, '/') : undefined)

/** The id of the database in a text: of an address that opens a row beside it (`?p=…`), the database. */
export const parseDatabaseId = (text: string): string | undefined => idOf(text, PLACES.other)

/** The id of the block that an address points at (`#…`); of its page, where it points at none. */
export const parseBlockId = (text: string): string | undefined => idOf(text, PLACES.block)

/** The id of the view that the address of a database shows (`?v=…`). */
export const parseViewId = (text: string): string | undefined => idOf(text, PLACES.view)

/** The agent that everybody has, by name. */
const NOTION_AI = 'notion_ai'

/**
 * The id of an agent, in any spelling, or the name of the agent that everybody has.
 *
 * @internal
 */
export const parseAgentId = (text: unknown): string | undefined =>
  text === NOTION_AI ? NOTION_AI : idOf(text, PLACES.other)
