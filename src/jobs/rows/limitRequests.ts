/**
 * Limits the requests of a stream, which needs neither a count of them nor progress: whoever reads it counts the rows.
 *
 * @internal
 */
import { left } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { abortError, failure } from '../../core/call/error.js'
import { wrap } from '../../core/context/wrap.js'
import type { JobOptions } from '../shared/jobOptions.js'

/** A context that sends so many requests, without their retries, and none after the signal has aborted. */
export const limitRequests = (
  ctx: Context,
  { max_requests = Number.POSITIVE_INFINITY, signal }: Pick<JobOptions, 'max_requests' | 'signal'>,
): Context => {
  let requests = 0
  return wrap((next) => (request) => {
    const reason = requests++ >= max_requests ? 'max_requests' : undefined
    if (!reason && !signal?.aborted) return next(signal ? { ...request, signal } : request)
    const error = abortError(request, signal)
    return async () => left(reason ? failure({ ...error, message: `${error.message} by ${reason}`, reason }) : error)
  })(ctx)
}
