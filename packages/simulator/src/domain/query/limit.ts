import type { JsonObject } from '../values/json.js'

/** The most rows that any query reaches, over all its parts. */
export const QUERY_CAP = 10_000

/** What the last part of a list says when there was more than the cap lets through; nothing otherwise. */
export const requestStatus = (next: string | null, total: number): JsonObject =>
  next === null && total > QUERY_CAP
    ? { request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } }
    : {}
