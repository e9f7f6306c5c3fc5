/** Adds a middleware to a context. */

import type { Context } from '../call/context.js'
import type { Middleware } from '../call/fetcher.js'
import { guardedSend } from '../call/guardedSend.js'
import { throwInvalidOption } from '../internal/options.js'
import { tryTo } from '../internal/orUndefined.js'

/**
 * Derives a context whose fetcher is wrapped in a middleware. The middleware that was added last sees a request first.
 *
 * @throws TypeError if the argument is not a middleware.
 * @example
 * import { type Context, getPage, withSignal, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const getPageWithin = (ctx: Context, page_id: string, milliseconds: number) =>
 *   getPage(pipe(ctx, wrap(withSignal(AbortSignal.timeout(milliseconds)))), { page_id })
 */
export const wrap =
  (middleware: Middleware) =>
  (ctx: Context): Context => {
    if (typeof middleware !== 'function') throwInvalidOption('middleware', 'a function, such as withRetry()')
    const fetcher = tryTo(() => ctx.fetcher)
    // If `ctx` is not a context, it is returned unchanged, and the call returns `InvalidInputError`.
    return typeof fetcher === 'function' ? { send: guardedSend, ...ctx, fetcher: middleware(fetcher, ctx.config) } : ctx
  }

/** @deprecated The old name of {@link wrap}. */
export const use = wrap
