/** Adds custom headers to every request. */
import { left } from 'fp-ts/Either'
import type { Call } from '../call/call.js'
import { callOf, invalidInputError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import type { InvalidInput } from '../call/issues.js'
import type { NotionRequest } from '../call/request.js'
import { isObject } from '../internal/json.js'
import { throwInvalidOption } from '../internal/options.js'
import { tryTo } from '../internal/orUndefined.js'
import { extraHeaders } from '../transport/headers.js'

/**
 * Headers by name.
 *
 * @internal
 */
export type RequestHeaders = Readonly<Record<string, string>>

/**
 * Adds headers to every call of a context, such as a trace id or a proxy key. They do not override the token, the version or the
 * content type. If several middlewares set the same header, the one applied first wins.
 *
 * Applied last, a function is called once per call; applied before `withDefaults`, once per attempt. Applied last, only reads with the
 * same headers share a cached response or a read in flight, since a response may depend on them; tracing headers are ignored
 * (`traceparent`, `tracestate`, `baggage`, `x-request-id`, `x-correlation-id`, names with the word `trace`, and those of B3 and
 * Datadog). Applied before `withDefaults`, headers do not affect sharing.
 *
 * Calls fail with `InvalidInputError` if a header cannot be sent, such as one with a line break, or if the function throws or does
 * not return an object.
 *
 * @param headers The headers, or a function that returns them for each call.
 * @throws TypeError if `headers` is neither an object nor a function.
 * @example
 * import { type Context, withHeaders, wrap } from 'notion-fp'
 *
 * const traced = wrap(withHeaders(({ op }) => ({ 'x-trace': `${op}-${crypto.randomUUID()}` })))
 * const throughProxy = (ctx: Context) => wrap(withHeaders({ 'x-proxy-key': 'a key' }))(ctx)
 */
export const withHeaders = (headers: RequestHeaders | ((call: Call) => RequestHeaders)): Middleware => {
  if (!isObject(headers) && typeof headers !== 'function') throwInvalidOption('headers', 'an object or a function')
  return (next) =>
    <A>(request: NotionRequest<A>) =>
    async () => {
      const issues: Array<InvalidInput> = []
      const given = typeof headers === 'function' ? tryTo(() => headers(callOf(request))) : headers
      const merged = { ...extraHeaders(request.headers ?? {}, issues), ...extraHeaders(given, issues) }
      return issues.length > 0 ? left(invalidInputError(request, issues)) : next({ ...request, headers: merged })()
    }
}
