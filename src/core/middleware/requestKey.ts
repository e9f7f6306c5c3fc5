/**
 * The key by which reads share a cached response or one in flight.
 *
 * @internal
 */

import type { AnyRequest } from '../call/request.js'
import { sha256 } from '../call/tenant.js'
import { pathOf } from '../call/url.js'
import { isObject } from '../internal/json.js'
import { orUndefined, tryTo } from '../internal/orUndefined.js'

/** A replacer for `JSON.stringify` that sorts the keys of objects: their order does not matter. */
const sortKeys = (_name: string, value: unknown): unknown =>
  isObject(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Tracing headers. They differ from call to call, and do not affect the response. */
const TRACING =
  /^(traceparent|tracestate|baggage|b3|(x-)?(.*-)?trace(-.*)?|x-(b3|datadog)-.*|(x-)?(request|correlation)-?id)$/

/** A hash function that caches its last result: most contexts send the same headers with every call. */
export const hashOfHeaders = (): ((text: string) => string | Promise<string>) => {
  let last: { readonly text: string; readonly hash: string } | undefined
  return (text) =>
    last?.text === text
      ? last.hash
      : sha256(text).then((hash) => {
          last = { text, hash }
          return hash
        })
}

/**
 * The key of a read; `undefined` if it has none: the tenant is unknown, the body is not JSON, the call has secrets, or the response
 * is a stream, which has only one reader. The headers, which may be secret, are part of the key as a hash, without tracing headers.
 *
 * @param validate How responses are checked: a response that was checked less strictly must not be shared.
 */
export const requestKey = (
  request: AnyRequest,
  tenant: string | null,
  validate: string,
  hash: (text: string) => string | Promise<string> = sha256,
): string | undefined | Promise<string | undefined> => {
  const { op, method, body, headers, codec } = request
  if (typeof tenant !== 'string' || request.secret || request.stream || request.content) return undefined
  return tryTo(() => {
    const json = body === undefined ? '' : JSON.stringify(body, sortKeys)
    // Joined, since V8 would keep a template as its pieces, and put them together when the key is looked up.
    const key = [tenant, validate, op + (codec === undefined ? '' : '*'), method, pathOf(request), json].join(' ')
    const relevant = headers ? [...new Headers(headers)].filter(([name]) => !TRACING.test(name)) : []
    const hashed = relevant.length > 0 ? hash(JSON.stringify(relevant)) : ''
    return typeof hashed === 'string' ? key + hashed : orUndefined(async () => key + (await hashed))
  })
}
