/** Headers of one's own on every request. */
import { left } from 'fp-ts/Either'
import { tryTo } from '../attempt.js'
import { invalidInputError } from '../error.js'
import type { Call, Middleware, NotionRequest } from '../fetcher.js'

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>

/**
 * Adds headers to every call of a context: a trace id, a key for a proxy. They override neither the token, the version nor the
 * content type. A read with other headers is another read: it is not deduplicated with one that has none.
 *
 * Calls fail with `InvalidInputError` for a header that cannot be sent, such as one with a line break.
 *
 * @param headers The headers, or a function that gives them for each call.
 * @example
 * import { type Context, withHeaders, wrap } from 'notion-fp'
 *
 * const traced = wrap(withHeaders(({ op }) => ({ 'x-trace': `${op}-${crypto.randomUUID()}` })))
 * const throughProxy = (ctx: Context) => wrap(withHeaders({ 'x-proxy-key': 'a key' }))(ctx)
 */
export const withHeaders =
  (headers: Headers | ((call: Call) => Headers)): Middleware =>
  (next) =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    const given = tryTo(() => ({ ...(typeof headers === 'function' ? headers(request) : headers) }), undefined)
    return given
      ? next({ ...request, headers: { ...request.headers, ...given } })()
      : left(
          invalidInputError(request, [{ field: 'headers', given, allowed: 'an object, or a function that gives one' }]),
        )
  }
