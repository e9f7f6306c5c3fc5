/**
 * Counts the requests of a job, stops it at its limits, and reports its progress.
 *
 * @internal
 */
import { left } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { abortError, failure, type NotionError, omitUndefined } from '../../core/call/error.js'
import type { Fetcher } from '../../core/call/fetcher.js'
import type { NotionRequest } from '../../core/call/request.js'
import { wrap } from '../../core/context/wrap.js'
import { orUndefined } from '../../core/internal/orUndefined.js'
import type { JobOptions } from './jobOptions.js'

/** The context of a job, and its counters. */
export interface Meter {
  /** Sends the requests of the job. Every request fails with `AbortError` once a limit of the job is reached. */
  readonly ctx: Context
  /** The requests sent so far, without their retries. */
  readonly requests: () => number
  /** The attempts beyond the first of each request. */
  readonly retries: () => number
  /** The number of remaining requests; `Infinity` without a limit. */
  readonly left: () => number
  /** Adds finished items, and calls `on_progress`. */
  readonly advance: (items: number, total?: number) => void
}

/** The `reason` of the `AbortError` of a job that has reached `max_requests`. */
export const OUT_OF_REQUESTS = 'max_requests'

/** Whether a request was not sent because the job has reached `max_requests`. */
export const isOutOfRequests = (error: NotionError): boolean =>
  error._tag === 'AbortError' && error.reason === OUT_OF_REQUESTS

/**
 * Derives the context of a job. Reads skip the cache in both directions: a job needs the current state, and would evict everything else
 * from the cache. Writes invalidate cached reads as usual.
 */
export const metered = (ctx: Context, { max_requests, signal, on_progress }: JobOptions): Meter => {
  const limit = max_requests ?? Number.POSITIVE_INFINITY
  let requests = 0
  let exchanges = 0
  let done = 0
  let whole: number | undefined
  // Requests in flight have no exchange yet.
  const retries = (): number => Math.max(0, exchanges - requests)
  const counting =
    (next: Fetcher): Fetcher =>
    <A>({ cache: _, ...request }: NotionRequest<A>) => {
      if (signal?.aborted || requests >= limit) {
        const error = abortError(request, signal)
        const message = `${request.op}: not sent: the job has reached max_requests, ${limit}`
        return async () => left(signal?.aborted ? error : failure({ ...error, message, reason: OUT_OF_REQUESTS }))
      }
      requests++
      return next({
        ...request,
        ...(signal && { signal: request.signal ? AbortSignal.any([request.signal, signal]) : signal }),
        observe: (exchange) => {
          exchanges++
          request.observe?.(exchange)
        },
      })
    }
  return {
    ctx: wrap(counting)(ctx),
    requests: () => requests,
    retries,
    left: () => limit - requests,
    advance: (items, total = whole) => {
      done += items
      whole = total
      // A callback that fails must not end the job, nor the process if it is asynchronous.
      void orUndefined(() => on_progress?.(omitUndefined({ requests, retries: retries(), done, total: whole })))
    },
  }
}
