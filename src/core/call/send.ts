/**
 * Sends a request. Every operation ends with this.
 *
 * @internal
 */
import { type Either, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { tryTo } from '../internal/orUndefined.js'
import type { Context } from './context.js'
import { failedCall, invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** The error if a part of the context throws. It is unknown whether the request had been sent. */
const broken = <A>(request: NotionRequest<A>, thing: unknown): Either<NotionError, never> => {
  const message = tryTo(() => `${thing}`, '(unreadable)')
  const outcome = request.kind === 'read' ? 'not-applied' : 'unknown'
  return left(failedCall('NetworkError', request, outcome, message, { cause: { name: typeof thing, message } }))
}

/**
 * Sends a request. Returns `InvalidInputError`, without sending anything, if a parameter or the context is invalid. If a part of
 * the context, such as a clock or a middleware, throws, rejects or does not return an `Either`, the result is a `NetworkError`.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  const fetcher = tryTo(() => ctx.fetcher)
  const { invalid } = request
  if (invalid?.length || typeof fetcher !== 'function') {
    // The value is not shown, since it may contain a token.
    const noContext = { field: 'ctx', given: typeof ctx, allowed: 'a context from makeContext' }
    const error = invalidInputError(request, invalid?.length ? invalid : [noContext])
    return async () => left(error)
  }
  return async () => {
    try {
      const running = fetcher(request)()
      const result = 'then' in running && (await running)
      if (result && /^(Left|Right)$/.test(result._tag)) return result
      throw new TypeError('a middleware did not return an Either')
    } catch (thing) {
      return broken(request, thing)
    }
  }
}
