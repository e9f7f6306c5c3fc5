/** Ends calls from outside. */

import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, hasFunctions, type OptionRule } from '../internal/options.js'

const SIGNAL: OptionRule = [hasFunctions('addEventListener', 'removeEventListener'), 'an AbortSignal']

/**
 * Ends every call of a context, with each wait on its way, when a signal fires. A request that has a signal of its own obeys
 * both.
 *
 * @throws TypeError for what is no signal, such as an `AbortController`.
 * @example
 * import { type Context, search, withSignal, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const searchUntil = (ctx: Context, signal: AbortSignal) => search(pipe(ctx, wrap(withSignal(signal))), { query: 'plan' })
 */
export const withSignal = (signal: AbortSignal): Middleware => {
  checkOptions({ signal }, { signal: SIGNAL }, 'signal')
  return (next) =>
    <A>(request: NotionRequest<A>) =>
      next({ ...request, signal: request.signal ? AbortSignal.any([request.signal, signal]) : signal })
}
