/**
 * Detects requests that are too slow for Notion, and retries lists with a smaller `page_size`.
 *
 * @internal
 */

import { isObject } from '../internal/json.js'
import { field } from '../internal/orUndefined.js'
import type { Call } from './call.js'
import { failure, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** The smallest `page_size` of a retry. */
const LEAST = 10

/** Notion's default `page_size`. */
const DEFAULT = 100

/** The statuses of a gateway timeout. */
const GATEWAY_TIMEOUTS: ReadonlyArray<number> = [504, 524]

/** A message that matches both: something timed out, and it should be retried, or rendering was slow. */
const OUT_OF_TIME = [
  /time budget|response.time|time limit|too long|took longer|too slow|in time|timed?.?out|deadline/i,
  /retr(y|ied)|again|render/i,
]

/** A message that matches both: back off, because something was slow. */
const BACK_OFF = [/back.?off|exponential/i, /render|time|long|slow|budget/i]

/** Quoted text, which may be user content. */
const QUOTED = /(["`'])[\s\S]*?\1/g

/** Whether a message from Notion says that something took too long and should be retried. */
export const saysTooSlow = (message: string): boolean => {
  // The beginning is enough, and regular expressions are slow on megabytes.
  const words = `${message}`.slice(0, 2000).replace(QUOTED, '')
  return [OUT_OF_TIME, BACK_OFF].some((patterns) => patterns.every((pattern) => pattern.test(words)))
}

/** Whether the body of an error contains Notion's deadline for a request. */
const namesDeadline = (body: unknown): boolean => 'deadline_ms' in Object(field(body, 'additional_data'))

/**
 * Whether a call failed because it took too long: a timeout, a 504 or 524, a 5xx that contains the deadline, or a 400 or 5xx whose
 * message says so and asks to retry.
 */
export const isTooSlow = (error: NotionError): boolean =>
  error._tag === 'TimeoutError' ||
  (error._tag === 'ServerError' && (GATEWAY_TIMEOUTS.includes(error.status) || namesDeadline(error.body))) ||
  ((error._tag === 'ValidationError' || error._tag === 'ServerError') && saysTooSlow(error.message))

/** Half a `page_size`, but at least 10; `undefined` if it is 10 or less already. */
export const halved = (size: number = DEFAULT): number | undefined =>
  size > LEAST ? Math.max(LEAST, Math.floor(size / 2)) : undefined

/** The parts of a call that can contain `page_size`. */
interface Asked {
  readonly query?: object | undefined
  readonly body?: unknown
}

/** The part of a call that has the field `page_size`, even if it is `undefined`. */
const sizedPart = ({ query, body }: Asked): keyof Asked | undefined =>
  query && 'page_size' in query ? 'query' : isObject(body) && 'page_size' in body ? 'body' : undefined

/** Whether a call requests a page of a list. */
export const isList = (call: Asked): boolean => sizedPart(call) !== undefined

/** The request with half the `page_size`; `undefined` if it is not a list, or the size is already small enough. */
export const withHalfPage = <A>(request: NotionRequest<A>): NotionRequest<A> | undefined => {
  const part = sizedPart(request)
  if (!part) return undefined
  const fields: { readonly page_size?: unknown } = Object(request[part])
  const half = halved(Number(fields.page_size ?? DEFAULT))
  return half ? { ...request, [part]: { ...fields, page_size: half } } : undefined
}

/** The reads that accept `filter_properties`. */
const TAKES_PROPERTIES = /^(pages\/[^/]+|data_sources\/[^/]+\/query)$/

/** The error of a read that stayed too slow, with a hint, unless an inner middleware has added it. */
export const withSlowHint = (error: NotionError, { path, kind }: Call): NotionError =>
  kind === 'read' && isTooSlow(error) && TAKES_PROPERTIES.test(path) && !/filter_prop/.test(error.message)
    ? failure({ ...error, message: `${error.message} (ask for fewer properties, with filter_properties)` })
    : error
