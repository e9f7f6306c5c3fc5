/**
 * The context of a job that retries reads after conflicts.
 *
 * @internal
 */
import type { Context } from '../../core/call/context.js'
import type { Fetcher, Middleware } from '../../core/call/fetcher.js'
import type { NotionRequest } from '../../core/call/request.js'
import { wrap } from '../../core/context/wrap.js'
import type { JobOptions } from './jobOptions.js'
import { type Meter, metered } from './meter.js'

/** The maximum number of times that a read is sent that conflicts with a change. */
const ATTEMPTS = 4

const BASE_DELAY_MS = 500

/** Sends a read again after 409, which `withRetry` does for writes only. */
const withPatience: Middleware =
  (next: Fetcher, { clock }) =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    for (let attempt = 1; ; attempt++) {
      const result = await next(request)()
      const isConflict = result._tag === 'Left' && result.left._tag === 'ConflictError' && request.kind === 'read'
      if (!isConflict || attempt >= ATTEMPTS) return result
      await clock.sleep(clock.random() * BASE_DELAY_MS * 2 ** attempt, request.signal)
    }
  }

/** Derives the context of a job, as `metered` does; its reads are retried after conflicts. */
export const startJob = (ctx: Context, options: JobOptions): Meter => metered(wrap(withPatience)(ctx), options)
