/** Aborts calls with a signal. */

import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, hasFunctions, type OptionRule } from '../internal/options.js'

const SIGNAL: OptionRule = [hasFunctions('addEventListener', 'removeEventListener'), 'an AbortSignal']

/**
 * Aborts every call of a context, including its waits, when the signal is aborted. A request that already has a signal is aborted by
 * either.
 *
 * @throws TypeError if `signal` is not an `AbortSignal`, such as an `AbortController`.
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
