/**
 * Checks of single parameters: ids and query parameters.
 *
 * @internal
 */
import { decoded, encoded } from '../call/url.js'
import { idIn } from './id.js'
import { PLACES } from './idKinds.js'

/** Reports an invalid value: `allowed` describes what is allowed. */
export type Reject = (allowed: string) => undefined

/** Checks one parameter, and returns the value to send; `undefined` sends nothing. */
export type Check = (given: unknown, reject: Reject) => unknown

/** The maximum number of elements of a list in a query string. A URL is too long before that. */
const MAX_LIST = 10_000

/** A copy of a list, without holes; `undefined` if it is not a list, or is too long to read in reasonable time. */
export const listIn = (given: unknown): ReadonlyArray<unknown> | undefined =>
  Array.isArray(given) && given.length <= MAX_LIST ? Array.from<unknown>(given) : undefined

/** Whether a value is a string. */
export const isText = (given: unknown): given is string => typeof given === 'string'

/** What is allowed for an id. */
export const ID_EXPECTED = 'an id of 32 hexadecimal digits, or a URL that contains one'

/** The id of a page, or a URL. If the URL opens a page over another (`?p=…`), the one on top. */
export const pageId: Check = (given, reject) => idIn(given, 'p/') ?? reject(ID_EXPECTED)

/** The id of any other object, or a URL whose path ends in it. */
export const id: Check = (given, reject) => idIn(given, '/') ?? reject(ID_EXPECTED)

/** The id of a block, or a URL. `#…` in a URL is the id of the block. */
export const blockId: Check = (given, reject) => idIn(given, PLACES.block) ?? reject(ID_EXPECTED)

/** The check of an optional parameter. */
export const optional =
  (check: Check): Check =>
  (given, reject) =>
    given === undefined ? given : check(given, reject)

/** A path segment with an opaque value from Notion, such as the id of a property. */
export const encodedSegment: Check = (given, reject) => {
  // Notion returns property ids encoded, and encoding them twice would change them. So the value is decoded first, then encoded:
  // no value can break out of its segment.
  const plain = typeof given === 'string' && given !== '' ? decoded(given) : '..'
  return plain.includes('..') || plain === '.' ? reject('a value from Notion, without ".."') : encoded(plain)
}

/** Ids or names of properties. Notion returns the ids encoded, so they are decoded: the query string encodes them again. */
export const propertyIds: Check = (given, reject) => {
  if (given === undefined) return given
  const names = listIn(given)
  return names?.every(isText) ? names.map(decoded) : reject('a list of ids or names of properties')
}

/** The maximum number of results of a page. */
const pageSize: Check = (given, reject) =>
  given === undefined || (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 100)
    ? given
    : reject('a whole number from 1 to 100')

/** The cursor of a page of results. `null`, as after the last page, is treated as absent. */
const cursor: Check = (given, reject) =>
  (given ?? undefined) === undefined ? undefined : isText(given) ? given : reject('next_cursor of the previous page')

/** The checks of the pagination parameters. */
export const paging = { page_size: pageSize, start_cursor: cursor } as const
