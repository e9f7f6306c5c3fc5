/** Identical reads that are in flight at the same time share one exchange. */
import { type Either, left } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import { abortError, type NotionError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import { unlessAborted } from '../signal.js'
import { tenantOf } from '../tenant.js'
import { trust } from '../trust.js'
import { requestKey, type Tenant } from './requestKey.js'

/** Whose reads are shared. */
export interface WithDedupeOptions {
  /** Who is asking: reads of two tenants are never shared. Default told by the token of the context. */
  readonly tenant?: Tenant | undefined
}

/** An exchange that several callers wait for. */
interface Shared {
  readonly result: Promise<Either<NotionError, unknown>>
  /** Ends the exchange, where all who began it or joined it have left. */
  readonly cancel: () => void
  /** How many callers wait for it. Those without a signal do so to the end. */
  waiting: number
}

/**
 * Lets identical reads in flight share one exchange. A caller who aborts leaves alone; the exchange ends when the last one
 * left. A read that begins after a write has ended never joins one that began before it. Answers that are shared are frozen.
 */
export const withDedupe =
  (options: WithDedupeOptions = {}): Middleware =>
  (next, config) => {
    const { tenant = tenantOf(config) } = options
    const inFlight = new Map<string, Shared>()

    const start = <A>(request: NotionRequest<A>, key: string): Shared => {
      // Only a caller with a signal can leave, so without one there is nothing to end.
      const controller = request.signal && new AbortController()
      const forget = (): void => {
        if (inFlight.get(key) === shared) inFlight.delete(key)
      }
      const running = next(controller ? { ...request, signal: controller.signal } : request)()
      const answered = async (): Promise<Either<NotionError, A>> => {
        try {
          const answer = await running
          if (shared.waiting > 1 && answer._tag === 'Right') deepFreeze(answer.right)
          return answer
        } finally {
          forget()
        }
      }
      const cancel = (): void => {
        forget()
        controller?.abort()
      }
      const shared: Shared = { result: answered(), cancel, waiting: 0 }
      inFlight.set(key, shared)
      return shared
    }

    const read =
      <A>(request: NotionRequest<A>) =>
      async (): Promise<Either<NotionError, A>> => {
        const { signal } = request
        if (signal?.aborted) return left(abortError(request, signal))
        const key = request.key ?? (await requestKey(request, tenant))
        if (key === undefined) return next(request)()
        const shared = (!request.cache?.refresh && inFlight.get(key)) || start(request, key)
        shared.waiting++
        const result = await unlessAborted(signal, shared.result)
        if (result) return trust<Either<NotionError, A>>(result)
        if (--shared.waiting === 0) shared.cancel()
        return left(abortError(request, signal))
      }

    const write =
      <A>(request: NotionRequest<A>) =>
      async () => {
        const result = await next(request)()
        inFlight.clear()
        return result
      }

    return (request) => (request.kind === 'read' ? read(request) : write(request))
  }
