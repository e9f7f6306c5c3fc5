/**
 * What Notion has too little time for, and lists that are asked for with fewer results then.
 *
 * @internal
 */

import { isObject } from '../internal/json.js'
import { field } from '../internal/orUndefined.js'
import type { Call } from './call.js'
import { failure, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** The `page_size` below which none is made smaller. */
const LEAST = 10

/** The `page_size` that Notion takes where none is given. */
const DEFAULT = 100

/** The statuses of a gateway that waited for Notion in vain. */
const GATEWAY_TIMEOUTS: ReadonlyArray<number> = [504, 524]

/** Words for a time that was over, and words for what to do then or for what took so long. */
const OUT_OF_TIME = [
  /time budget|response.time|time limit|too long|took longer|too slow|in time|timed?.?out|deadline/i,
  /retr(y|ied)|again|render/i,
]

/** Words for how to try again, and words for why. */
const BACK_OFF = [/back.?off|exponential/i, /render|time|long|slow|budget/i]

/** What is quoted, which may be anybody's words. */
const QUOTED = /"[^"]*"|`[^`]*`|'[^']*'/g

/** Whether a message of Notion says that something took too long and asks to try again. */
export const saysTooSlow = (message: string): boolean => {
  // The beginning says it all, and patterns must not be run over megabytes.
  const words = `${message}`.slice(0, 2000).replace(QUOTED, '')
  return [OUT_OF_TIME, BACK_OFF].some((patterns) => patterns.every((pattern) => pattern.test(words)))
}

/** Whether the body of a failure names the time that Notion allows a request. */
const namesDeadline = (body: unknown): boolean => 'deadline_ms' in Object(field(body, 'additional_data'))

/**
 * Whether Notion, a gateway or the time-out of a call ended the work before it was done: 504, no answer in time, a 503 that names
 * the deadline, and any failure whose message says that it took too long and asks to try again, which may be a 400.
 */
export const isTooSlow = (error: NotionError): boolean =>
  error._tag === 'TimeoutError' ||
  (error._tag === 'ServerError' && (GATEWAY_TIMEOUTS.includes(error.status) || namesDeadline(error.body))) ||
  ((error._tag === 'ValidationError' || error._tag === 'ServerError') && saysTooSlow(error.message))

/** Half a `page_size`, but no less than 10; nothing where it is as small as that. */
export const halved = (size: number = DEFAULT): number | undefined =>
  size > LEAST ? Math.max(LEAST, Math.floor(size / 2)) : undefined

/** What can say of which size a page of a list is to be. */
interface Asked {
  readonly query?: object | undefined
  readonly body?: unknown
}

/** The part of a call that says so, or could. */
const sizedPart = ({ query, body }: Asked): keyof Asked | undefined =>
  query && 'page_size' in query ? 'query' : isObject(body) && 'page_size' in body ? 'body' : undefined

/** Whether a call asks for a page of a list, whether or not it says of which size. */
export const isList = (call: Asked): boolean => sizedPart(call) !== undefined

/** A list that asks for half as many results; nothing where that is no list, or asks for few enough. */
export const withHalfPage = <A>(request: NotionRequest<A>): NotionRequest<A> | undefined => {
  const part = sizedPart(request)
  if (!part) return undefined
  const fields: { readonly page_size?: unknown } = Object(request[part])
  const half = halved(Number(fields.page_size ?? DEFAULT))
  return half === undefined ? half : { ...request, [part]: { ...fields, page_size: half } }
}

/** The reads that can be asked for fewer properties. */
const TAKES_PROPERTIES = /^(pages\/[^/]+|data_sources\/[^/]+\/query)$/

/** The failure of a read that was too slow to the last, with what may help. */
export const withSlowHint = (error: NotionError, { path, kind }: Call): NotionError =>
  kind === 'read' && isTooSlow(error) && TAKES_PROPERTIES.test(path)
    ? failure({ ...error, message: `${error.message} (ask for fewer properties, with filter_properties)` })
    : error
