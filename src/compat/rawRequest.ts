/** `client.request` of the official client, which sends any request. */

import type { CallKind, Method, Query, QueryValue } from '../core/call/call.js'
import type { FormPart } from '../core/call/request.js'
import { type RequestParams, request } from '../core/context/request.js'
import { wrap } from '../core/context/wrap.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { withHeaders } from '../core/middleware/withHeaders.js'
import { type ContextOf, prepareCall, run, type WithAuth } from './method.js'

/** A form field: a text or a file. */
export type FormValue = string | { readonly filename?: string; readonly data: string | Blob }

/** The parameters of `client.request`. */
export interface RawRequest extends Omit<WithAuth, 'auth'> {
  /** The path after `/v1/`. */
  readonly path: string
  readonly method: Method | Lowercase<Method>
  readonly query?: URLSearchParams | { readonly [name: string]: QueryValue | null }
  readonly body?: object
  readonly formDataParams?: { readonly [name: string]: FormValue }
  readonly headers?: Readonly<Record<string, string>>
  /** A token, which requires `contextFor`. The id and secret of a client are only for the methods of `client.oauth`. */
  readonly auth?: string | { readonly client_id: string; readonly client_secret: string }
}

/** Queries use POST, but are reads. */
const isQuery = (path: string): boolean => /(^|\/)(query|search)$/.test(path)

const kindOf = (path: string, method: string): CallKind | undefined =>
  method === 'POST' && isQuery(path) ? 'read' : undefined

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Property ids are URL-encoded in responses. They are decoded here, since the request encodes them again. */
const queryOf = (query: NonNullable<RawRequest['query']>): Query => {
  const given: Iterable<readonly [string, QueryValue]> =
    query instanceof URLSearchParams
      ? [...new Set(query.keys())].map((name) => [name, query.getAll(name)] as const)
      : Object.entries(query).filter((entry): entry is [string, QueryValue] => entry[1] !== null)
  return Object.fromEntries(
    [...given].map(([name, value]) => [name, Array.isArray(value) ? value.map(decoded) : value]),
  )
}

const partOf = ([name, value]: readonly [string, FormValue]): FormPart =>
  typeof value === 'string'
    ? { name, value }
    : {
        name,
        value: typeof value.data === 'string' ? new Blob([value.data]) : value.data,
        ...(value.filename !== undefined && { filename: value.filename }),
      }

const paramsOf = ({
  path,
  method,
  query,
  body,
  formDataParams,
}: Omit<RawRequest, 'auth' | 'headers'>): RequestParams => {
  // `toUpperCase` returns any string: the type of `method` allows the methods in upper and lower case only.
  const verb = unsafeCast<Method>(String(method).toUpperCase())
  return {
    path,
    method: verb,
    kind: kindOf(String(path), verb),
    ...(query && { query: queryOf(query) }),
    // Like the official client, sends no body instead of an empty one.
    ...(body && Object.keys(body).length > 0 && { body }),
    ...(formDataParams && { form: Object.entries(formDataParams).map(partOf) }),
  }
}

/** Creates `client.request`. */
export const rawRequestOf =
  (contextOf: ContextOf) =>
  async <Answer extends object>(args: RawRequest): Promise<Answer> => {
    const [ctx, { headers, ...params }] = prepareCall<RawRequest>(contextOf, args)
    const call = request(headers ? wrap(withHeaders(headers))(ctx) : ctx, paramsOf(params))
    // The caller declares the type of the response, as with the official client: it is not decoded.
    return unsafeCast(await run(call))
  }
