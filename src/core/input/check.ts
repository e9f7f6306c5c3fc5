/**
 * How one parameter is checked: ids, and what goes into a query string.
 *
 * @internal
 */
import { decoded, encoded } from '../call/url.js'
import { idIn } from './id.js'
import { idOf, PLACES, parseAgentId } from './idKinds.js'

/** Notes what is allowed where something else was given. */
export type Refuse = (allowed: string) => undefined

/** The check of one parameter: gives what is sent in place of what was given; `undefined`, where that is nothing. */
export type Check = (given: unknown, refuse: Refuse) => unknown

/** The most elements of a list outside a body. An address is as long as that long before. */
const MAX_LIST = 10_000

/** A copy of a list, without holes; nothing for what is none, or is so long that reading it would take as long as a hang. */
export const listIn = (given: unknown): ReadonlyArray<unknown> | undefined =>
  Array.isArray(given) && given.length <= MAX_LIST ? Array.from<unknown>(given) : undefined

/** Whether something is a text. */
export const isText = (given: unknown): given is string => typeof given === 'string'

/** What is allowed where an id is wanted. */
export const ID_EXPECTED = 'an id of 32 hexadecimal digits, or a URL that contains one'

/** The id of a page: of an address with a page on top of another, the one on top. */
export const pageId: Check = (given, refuse) => idIn(given, 'p/') ?? refuse(ID_EXPECTED)

/** The id of anything else that has an address: what the path of the address ends in. */
export const id: Check = (given, refuse) => idIn(given, '/') ?? refuse(ID_EXPECTED)

/** The id of a block: an address with `#…` means the block it points at. */
export const blockId: Check = (given, refuse) => idIn(given, PLACES.block) ?? refuse(ID_EXPECTED)

/** The id of a view: an address with `?v=…` means the view it shows. */
export const viewId: Check = (given, refuse) => idOf(given, PLACES.view) ?? refuse(ID_EXPECTED)

/** The id of an agent, or the name of the agent that everybody has. */
export const agentId: Check = (given, refuse) => parseAgentId(given) ?? refuse(ID_EXPECTED)

/** A check of a parameter that may be left out. */
export const optional =
  (check: Check): Check =>
  (given, refuse) =>
    given === undefined ? given : check(given, refuse)

/** A part of a path that Notion gave and that only Notion understands, such as the id of a property. */
export const encodedSegment: Check = (given, refuse) => {
  // A part that is encoded already stays as it is: Notion gives the ids of properties so, and encoding them twice
  // makes them other ids. Everything that a path could be broken with is encoded all the same.
  const plain = typeof given === 'string' && given !== '' ? decoded(given) : '..'
  return plain.includes('..') || plain === '.' ? refuse('a word without "..", as Notion gave it') : encoded(plain)
}

/** Ids or names of properties. Notion gives the ids encoded, and a query string is encoded on its way out: not twice. */
export const propertyIds: Check = (given, refuse) => {
  if (given === undefined) return given
  const names = listIn(given)
  return names?.every(isText) ? names.map(decoded) : refuse('a list of ids or names of properties')
}

/** How many results a page has at most. */
const pageSize: Check = (given, refuse) =>
  given === undefined || (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 100)
    ? given
    : refuse('a whole number from 1 to 100')

/** Where a page of results begins. A cursor that is `null`, as after a last page, is none. */
const cursor: Check = (given, refuse) =>
  (given ?? undefined) === undefined ? undefined : isText(given) ? given : refuse('the next_cursor of the page before')

/** Which page of results is asked for. */
export const paging = { page_size: pageSize, start_cursor: cursor } as const
