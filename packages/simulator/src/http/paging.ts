import { failedValidation, invalid } from '../domain/errors.js'
import { assertValid, type Check, fields, integer, nullable, optional, string } from '../domain/validate/check.js'
import { dashed, isId } from '../domain/values/id.js'
import { asString, type Json, type JsonObject } from '../domain/values/json.js'
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

/** One page of a list. A cursor is the key of its first element, and becomes invalid when that is removed. */
export const paginate = <A>(
  all: ReadonlyArray<A>,
  paging: Paging,
  keyOf: (item: A, index: number) => string,
): Part<A> => {
  const requested = isId(paging.cursor) ? dashed(paging.cursor) : paging.cursor
  const start = requested === undefined ? 0 : all.findIndex((item, index) => keyOf(item, index) === requested)
  if (start < 0) throw invalid(`The start_cursor provided is invalid: ${asString(paging.cursor)}`)
  const following = all[start + paging.size]
  return {
    items: all.slice(start, start + paging.size),
    next: following === undefined ? null : keyOf(following, start + paging.size),
  }
}
