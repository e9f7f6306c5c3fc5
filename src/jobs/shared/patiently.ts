/**
 * Waits for Notion in cases in which `withRetry` does not.
 *
 * @internal
 */
import type { Either } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'

/** The maximum number of times that one request of a job is sent, in addition to the retries of the context. */
export const MAX_TRIES = 5
/** The first pause, which doubles each time, and the longest one, in milliseconds. */
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/** Waits before the next attempt: as long as Notion asks for, or longer each time. */
export const pause = (
  { config: { clock } }: Context,
  tries: number,
  error: NotionError,
  signal?: AbortSignal,
): Promise<void> => {
  const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.5 + clock.random() / 2)
  return clock.sleep(('retryAfterMs' in error && error.retryAfterMs) || backoff, signal)
}

/** Whether a request was not applied because Notion was busy: 409, 429 and 529. */
const isBusy = (error: NotionError): boolean =>
  error.outcome === 'not-applied' &&
  (error._tag === 'ConflictError' ||
    (error._tag === 'RateLimitError' && error.reason !== 'public_api_request_blocked') ||
    (error._tag === 'ServerError' && error.status === 529))

/**
 * Repeats a call after 409, 429 and 529, a limited number of times. After a 409, `withRetry` does not repeat an append.
 */
export const patiently = async <A>(
  ctx: Context,
  call: TaskEither<NotionError, A>,
  signal?: AbortSignal,
): Promise<Either<NotionError, A>> => {
  for (let tries = 1; ; tries++) {
    const result = await call()
    if (result._tag === 'Right' || tries === MAX_TRIES || !isBusy(result.left)) return result
    await pause(ctx, tries, result.left, signal)
    if (signal?.aborted) return result
  }
}
