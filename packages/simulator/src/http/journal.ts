import { copy, isObject, type JsonObject } from '../domain/values/json.js'

/** A request and the result of it. */
export interface JournalEntry {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body; undefined when there was none, or it was not a JSON object. */
  readonly body: JsonObject | undefined
  readonly version: string | undefined
  /** The status of the response; 0 when the connection was broken instead. */
  readonly status: number
  /** The error code of an error response. */
  readonly code: string | undefined
  readonly requestId: string
}

/** A copy of a body for the journal, so that later changes do not affect it. */
export const bodyForJournal = (body: JsonObject | undefined): JsonObject | undefined => {
  const copied = body === undefined ? undefined : copy(body)
  return isObject(copied) ? copied : undefined
}
