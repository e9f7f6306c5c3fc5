/**
 * The one line that every operation ends in.
 *
 * @internal
 */
import { left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from './context.js'
import { invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/**
 * Carries out a request, or refuses it where its parameters are wrong: nothing is sent then, and no budget is spent. What is no
 * context is refused, too.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  let issues = request.invalid
  try {
    if (!issues?.length) return ctx.fetcher(request)
  } catch {
    // What it was is not told: it may hold a token.
    issues = [{ field: 'ctx', given: typeof ctx, allowed: 'a context, as makeContext gives it' }]
  }
  const error = invalidInputError(request, issues)
  return async () => left(error)
}
