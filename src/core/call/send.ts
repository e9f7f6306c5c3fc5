/**
 * The one line that every operation ends in.
 *
 * @internal
 */
import { type Either, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import type { Context } from './context.js'
import { callOf, failure, invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

const isEither = (given: unknown): boolean =>
  tryTo(() => /^(Left|Right)$/.test(unsafeCast<Either<0, 0>>(given)._tag), false)

/** The failure of a part of the context that threw: whether that was before the call was sent or after, nobody knows. */
const broken = <A>(request: NotionRequest<A>, thing: unknown): Either<NotionError, never> => {
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

/**
 * Carries out a request, or refuses it where its parameters are wrong: nothing is sent then, and no budget is spent. What is no
 * context is refused, too. A part of it that throws or rejects on the way, such as a clock or a middleware, or that gives no
 * `Either`, is a failure.
 */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  const fetcher = tryTo(() => ctx.fetcher, undefined)
  const { invalid } = request
  if (invalid?.length || typeof fetcher !== 'function') {
    // What it was is not told: it may hold a token.
    const noContext = { field: 'ctx', given: typeof ctx, allowed: 'a context, as makeContext gives it' }
    const error = invalidInputError(request, invalid?.length ? invalid : [noContext])
    return async () => left(error)
  }
  const failed = (thing: unknown): Either<NotionError, A> => broken(request, thing)
  const checked = (given: Either<NotionError, A>): Either<NotionError, A> =>
    isEither(given) ? given : failed(new TypeError('a middleware gave no Either'))
  return () => {
    try {
      return fetcher(request)().then(checked, failed)
    } catch (thing) {
      return Promise.resolve(failed(thing))
    }
  }
}
