import type { JsonObject } from '../domain/values/json.js'

/** What a rule of the weather looks at: one request that came in. */
export interface RequestInfo {
  readonly method: string
  /** The path, with `/v1` and without the query: `/v1/pages`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body; undefined when there was none, or it was no JSON object. */
  readonly body: JsonObject | undefined
  /** The bearer token, whether it is accepted or not. */
  readonly token: string | undefined
  /** Whether it asks for a further part of a list, by a cursor. */
  readonly continues: boolean
}

/** @deprecated The old name of `RequestInfo`. */
export type Occasion = RequestInfo

/** The bearer token of a request, whether it is accepted or not. */
export const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]

/** What rules see of a request. */
export const requestInfoOf = (request: Request, body: JsonObject | undefined): RequestInfo => {
  const { pathname, searchParams } = new URL(request.url)
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
