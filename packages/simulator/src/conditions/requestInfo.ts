/**
 * The parts of a request that faults, rate limits and latencies may depend on. They are known before it is authorized.
 */
import type { JsonObject } from '../domain/values/json.js'

/** A request as rules see it. */
export interface RequestInfo {
  readonly method: string
  /** The path, with `/v1` and without the query: `/v1/pages`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body; undefined when there is none, or it is not a JSON object. */
  readonly body: JsonObject | undefined
  /** The bearer token, even if it is not accepted. */
  readonly token: string | undefined
  /** Whether it continues a list by a cursor. */
  readonly continues: boolean
}

/** @deprecated The old name of `RequestInfo`. */
export type Occasion = RequestInfo

/** The bearer token of a request, even if it is not accepted. */
export const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]

/** The information about a request that rules see. */
export const requestInfoOf = (
  request: Request,
  { pathname, searchParams }: URL,
  body: JsonObject | undefined,
): RequestInfo => {
  const cursor = searchParams.get('start_cursor') ?? body?.start_cursor
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    body,
    token: bearerOf(request.headers),
    continues: typeof cursor === 'string' && cursor !== '',
  }
}
