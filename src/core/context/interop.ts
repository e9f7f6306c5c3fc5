/** Converts operations to promises and to `ReaderTaskEither`. */
import type { ReaderTaskEither } from 'fp-ts/ReaderTaskEither'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../call/context.js'
import type { NotionError } from '../call/error.js'

/** The fields that the errors of operations and of jobs have. */
interface TaggedError {
  readonly _tag: string
  readonly message: string
}

/** A {@link NotionError}, or the error of a job, as a real `Error`, for code that throws. */
export class NotionException<Failure extends TaggedError = NotionError> extends Error {
  /** Kept by builds that shorten names: loggers write the name of the class. */
  static override readonly name = 'NotionException'
  override readonly name = 'NotionException'
  /** The error of the call or job, such as a `PartialAppendError` with its `resume`. */
  override readonly cause: Failure

  constructor(error: Failure) {
    super(`${error._tag}: ${error.message}`)
    this.cause = error
  }
}

/**
 * Runs a call or a job and returns its result as a promise, which rejects with a {@link NotionException}.
 *
 * @example
 * import { type Context, getPage, toPromise } from 'notion-fp'
 *
 * const titleOf = async (ctx: Context, page_id: string) => (await toPromise(getPage(ctx, { page_id }))).url
 */
export const toPromise = async <Failure extends TaggedError, A>(call: TaskEither<Failure, A>): Promise<A> => {
  const result = await call()
  if (result._tag === 'Left') throw new NotionException(result.left)
  return result.right
}

/**
 * Converts an operation or a job to a `ReaderTaskEither`, for pipelines that pass the context last.
 *
 * @example
 * import { getPage, getUser, reader } from 'notion-fp'
 * import { pipe, RTE } from 'notion-fp/fp'
 *
 * const authorOf = (page_id: string) =>
 *   pipe(
 *     reader(getPage)({ page_id }),
 *     RTE.flatMap((page) => reader(getUser)({ user_id: page.created_by.id })),
 *   )
 */
export const reader =
  <P, Failure, A>(op: (ctx: Context, params: P) => TaskEither<Failure, A>) =>
  (params: P): ReaderTaskEither<Context, Failure, A> =>
  (ctx) =>
    op(ctx, params)
