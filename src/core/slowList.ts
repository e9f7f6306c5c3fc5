/** What Notion has too little time for, and lists that are asked for with fewer results then. */
import type { NotionError } from './error.js'
import { isObject } from './json.js'

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

/**
 * Whether Notion, a gateway or the time-out of a call ended the work before it was done: 504, no answer in time, and any failure
 * whose message says that it took too long and asks to try again, which may be a 400 (`validation_error`).
 */
export const isTooSlow = (error: NotionError): boolean => {
  if (error._tag === 'TimeoutError') return true
  if (error._tag !== 'ValidationError' && error._tag !== 'ServerError') return false
  // The beginning says it all, and patterns must not be run over megabytes.
  const message = error.message.slice(0, 2000).replace(QUOTED, '')
  return (
    GATEWAY_TIMEOUTS.includes(error.status) ||
    [OUT_OF_TIME, BACK_OFF].some((words) => words.every((word) => word.test(message)))
  )
}

/** Half a `page_size`, but no less than 10; nothing where it is as small as that. */
export const halved = (size: number = DEFAULT): number | undefined =>
  size > LEAST ? Math.max(LEAST, Math.floor(size / 2)) : undefined

/** Whether a call asks for a page of a list, whether or not it says of which size. */
export const isList = ({ query, body }: { readonly query?: object | undefined; readonly body?: unknown }): boolean =>
  (query !== undefined && 'page_size' in query) || (isObject(body) && 'page_size' in body)
