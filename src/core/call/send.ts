/**
 * The one line that every operation ends in.
 *
 * @internal
 */
import { left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { tryTo } from '../internal/attempt.js'
import type { Context } from './context.js'
import { callOf, failure, invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/**
 * Carries out a request, or refuses it where its parameters are wrong: nothing is sent then, and no budget is spent. What is no
 * context is refused, too. What a part of the context throws on the way, such as a clock or a middleware, is a failure.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  let { invalid = [] } = request
  let run: TaskEither<NotionError, A> | undefined
  try {
    if (!invalid.length) run = ctx.fetcher(request)
  } catch {
    // What it was is not told: it may hold a token.
    invalid = [{ field: 'ctx', given: typeof ctx, allowed: 'a context, as makeContext gives it' }]
  }
  return async () => {
    try {
      return run ? await run() : left(invalidInputError(request, invalid))
    } catch (thing) {
      const message = tryTo(() => `${thing}`, '(unreadable)')
      return left(
        failure({
          _tag: 'NetworkError',
          message: `${request.op}: ${message}`,
          outcome: request.kind === 'read' ? 'not-applied' : 'unknown',
          cause: { name: typeof thing, message },
          call: callOf(request),
        }),
      )
    }
  }
}
