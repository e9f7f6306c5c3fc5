/**
 * Sends a request. Every operation ends with this.
 *
 * @internal
 */
import { left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { tryTo } from '../internal/orUndefined.js'
import type { Context } from './context.js'
import type { NotionError } from './error.js'
import type { NotionRequest } from './request.js'

// The value is not shown, since it may contain a token.
const noContext = (ctx: unknown) => ({ field: 'ctx', given: typeof ctx, allowed: 'a context from makeContext' })

/**
 * Sends a request as the context does. Without a context, or with parameters that a context made by hand does not refuse, returns
 * `InvalidInputError`, without sending anything.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  const fetcher = tryTo(() => ctx.fetcher)
  const guarded = tryTo(() => ctx.send)
  const { op, kind, method, path, invalid = [] } = request
  if (typeof fetcher === 'function') {
    if (guarded) return guarded(fetcher, request)
    if (!invalid[0]) return fetcher(request)
  }
  const [issue = noContext(ctx)] = invalid
  return async () =>
    left({
      _tag: 'InvalidInputError',
      message: `${op}: ${issue.field} must be ${issue.allowed}`,
      outcome: 'not-applied',
      issues: [issue],
      call: { op, kind, method, path },
    })
}
