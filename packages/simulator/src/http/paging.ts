/** Pages of lists. The cursor of a page is the key of its first element, so it becomes invalid when that is removed. */
import { failedValidation, invalid, type Refusal } from '../domain/errors.js'
import { assertValid, type Check, fields, integer, nullable, optional, string } from '../domain/validate/check.js'
import { dashed, isId } from '../domain/values/id.js'
import type { Json, JsonObject } from '../domain/values/json.js'
import type { ApiRequest } from './route.js'

/** The maximum and default page size. */
const MAX_PAGE = 100

/** The checks of `start_cursor` and `page_size` in a body. */
export const pagingChecks: Readonly<Record<string, Check>> = {
  start_cursor: optional(nullable(string())),
  page_size: optional(integer(1, MAX_PAGE)),
}

/** Which page of a list is requested. */
export interface Paging {
  readonly cursor: string | undefined
  readonly size: number
}

/** The paging of a POST request, whose body is checked elsewhere. */
export const bodyPaging = (body: JsonObject): Paging => ({
  cursor: typeof body.start_cursor === 'string' ? body.start_cursor : undefined,
  size: typeof body.page_size === 'number' ? body.page_size : MAX_PAGE,
})

/** The paging of a GET request. */
export const queryPaging = (request: ApiRequest): Paging => {
  const size = request.query.get('page_size')
  const number = size === null || size === '' ? undefined : Number(size)
  if (number !== undefined && Number.isNaN(number))
    throw failedValidation('query', [`query.page_size should be a number, instead was \`${JSON.stringify(size)}\`.`])
  const query: Record<string, Json> = number === undefined ? {} : { page_size: number }
  assertValid(fields(pagingChecks), query, 'query')
  const cursor = request.query.get('start_cursor')
  return { cursor: cursor === null || cursor === '' ? undefined : cursor, size: number ?? MAX_PAGE }
}

/** One page of a list, and the cursor of the next. */
export interface Part<A> {
  readonly items: ReadonlyArray<A>
  readonly next: string | null
}

/** The cursor of a request is not one of its list. */
export const invalidCursor = (cursor: string | undefined): Refusal =>
  invalid(`The start_cursor provided is invalid: ${cursor ?? ''}`)

/** The first elements from a place in a list of ids, without those that are not found. The place does not affect the time. */
export const pageFrom = <A>(
  ids: ReadonlyArray<string>,
  start: number,
  size: number,
  find: (id: string) => A | undefined,
): Part<A> => {
  const items: Array<A> = []
  for (let at = start; at < ids.length; at += 1) {
    const id = ids[at] ?? ''
    const item = find(id)
    if (item !== undefined && items.length === size) return { items, next: id }
    if (item !== undefined) items.push(item)
  }
  return { items, next: null }
}

/** The place of a cursor in a list of ids: the first without one, and below zero when it is not in it. */
export const placeOf = (ids: ReadonlyArray<string>, cursor: string | undefined): number =>
  cursor === undefined ? 0 : ids.indexOf(isId(cursor) ? dashed(cursor) : cursor)

/** One page of a list of ids, of which some may not be found. A cursor becomes invalid when its element is not found. */
export const pageOfIds = <A>(
  ids: ReadonlyArray<string>,
  { cursor, size }: Paging,
  find: (id: string) => A | undefined,
): Part<A> => {
  const start = placeOf(ids, cursor)
  if (start < 0 || (cursor !== undefined && find(ids[start] ?? '') === undefined)) throw invalidCursor(cursor)
  return pageFrom(ids, start, size, find)
}

/** One page of a list. A cursor is the key of its first element, and becomes invalid when that is removed. */
export const paginate = <A>(
  all: ReadonlyArray<A>,
  paging: Paging,
  keyOf: (item: A, index: number) => string,
): Part<A> => {
  const requested = isId(paging.cursor) ? dashed(paging.cursor) : paging.cursor
  const start = requested === undefined ? 0 : all.findIndex((item, index) => keyOf(item, index) === requested)
  if (start < 0) throw invalidCursor(paging.cursor)
  const following = all[start + paging.size]
  return {
    items: all.slice(start, start + paging.size),
    next: following === undefined ? null : keyOf(following, start + paging.size),
  }
}
