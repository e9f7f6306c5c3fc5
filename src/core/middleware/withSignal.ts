/** Ends calls from outside. */

import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'

/**
 * Ends every call of a context, with each wait on its way, when a signal fires. A request that has a signal of its own obeys
 * both.
 *
 * @example
 * import { type Context, search, withSignal, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const searchUntil = (ctx: Context, signal: AbortSignal) => search(pipe(ctx, wrap(withSignal(signal))), { query: 'plan' })
 */
export const withSignal =
  (signal: AbortSignal): Middleware =>
  (next) =>
  <A>(request: NotionRequest<A>) =>
    next({ ...request, signal: request.signal ? AbortSignal.any([request.signal, signal]) : signal })
