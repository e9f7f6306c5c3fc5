/**
 * The one line that every operation ends in.
 *
 * @internal
 */
import { type Either, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { tryTo } from '../internal/orUndefined.js'
import type { Context } from './context.js'
import { failedCall, invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** The failure of a part of the context that threw: whether that was before the call was sent or after, nobody knows. */
const broken = <A>(request: NotionRequest<A>, thing: unknown): Either<NotionError, never> => {
  const message = tryTo(() => `${thing}`, '(unreadable)')
  const outcome = request.kind === 'read' ? 'not-applied' : 'unknown'
  return left(failedCall('NetworkError', request, outcome, message, { cause: { name: typeof thing, message } }))
}

/**
 * Carries out a request, or refuses it where its parameters are wrong: nothing is sent then, and no budget is spent. What is no
 * context is refused, too. A part of it that throws or rejects on the way, such as a clock or a middleware, or that gives no
 * `Either`, is a failure.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  const fetcher = tryTo(() => ctx.fetcher)
  const { invalid } = request
  if (invalid?.length || typeof fetcher !== 'function') {
    // What it was is not told: it may hold a token.
    const noContext = { field: 'ctx', given: typeof ctx, allowed: 'a context of makeContext' }
    const error = invalidInputError(request, invalid?.length ? invalid : [noContext])
    return async () => left(error)
  }
  return async () => {
    try {
      const running = fetcher(request)()
      const result = 'then' in running && (await running)
      if (result && /^(Left|Right)$/.test(result._tag)) return result
      throw new TypeError('a middleware gave no Either')
    } catch (thing) {
      return broken(request, thing)
    }
  }
}
