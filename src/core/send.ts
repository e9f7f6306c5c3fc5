/** The one line that every operation ends in. */
import { left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from './context.js'
import { invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './fetcher.js'

/** Carries out a request, or refuses it where its parameters are wrong: nothing is sent then, and no budget is spent. */
export const send = <A>(ctx: Context, request: NotionRequest<A>): TaskEither<NotionError, A> => {
  const { invalid } = request
  return invalid?.length ? async () => left(invalidInputError(request, invalid)) : ctx.fetcher(request)
}
