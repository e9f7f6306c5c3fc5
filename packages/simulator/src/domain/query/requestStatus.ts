/** The limit of query results: after 10,000 rows a list ends, and its last page says that it is incomplete. */
import type { JsonObject } from '../values/json.js'

/** The maximum number of rows of any query, over all its pages. */
export const QUERY_CAP = 10_000

/** Whether a query reached the limit, on the last page of its list. */
export const requestStatus = (next: string | null, total: number): JsonObject =>
  next === null && total > QUERY_CAP
    ? { request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } }
    : {}
