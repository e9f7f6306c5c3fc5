import { copy, isObject, type JsonObject } from '../domain/values/json.js'

/** One request that came in, and how it was answered. */
export interface JournalEntry {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body; undefined when there was none, or it was no JSON object. */
  readonly body: JsonObject | undefined
  readonly version: string | undefined
  /** The status of the answer; 0 when the connection was broken in place of one. */
  readonly status: number
  /** The error code, when the answer was an error. */
  readonly code: string | undefined
  readonly requestId: string
}

/** A copy of a body for the journal: what a caller does to it later is not in there. */
export const bodyForJournal = (body: JsonObject | undefined): JsonObject | undefined => {
  const copied = body === undefined ? undefined : copy(body)
  return isObject(copied) ? copied : undefined
}
