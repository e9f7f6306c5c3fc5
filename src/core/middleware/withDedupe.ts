/** Identical reads that are in flight at the same time share one exchange. */
import { type Either, left } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import { abortError, type NotionError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import { trust } from '../trust.js'
import { requestKey, type Tenant } from './requestKey.js'

/** Whose reads are shared. */
export interface WithDedupeOptions {
  /** Who is asking: reads of two tenants are never shared. `tenantOf(config)` tells by the token. */
  readonly tenant: Tenant
}

/** An exchange that several callers wait for. */
interface Shared {
  readonly result: Promise<Either<NotionError, unknown>>
  /** How many callers wait for it. Those without a signal do so to the end. */
  waiting: number
  twins: boolean
}

/** A promise's value, or nothing where the signal fires first. */
const unlessAborted = <A>(signal: AbortSignal, promise: Promise<A>): Promise<A | undefined> =>
  new Promise((resolve, reject) => {
    const leave = (): void => resolve(undefined)
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })

/**
 * Lets identical reads in flight share one exchange. A caller who aborts leaves alone; the exchange ends when the last one
 * left. A read that begins after a write has ended never joins one that began before it. Answers that are shared are frozen.
 */
export const withDedupe =
  ({ tenant }: WithDedupeOptions): Middleware =>
  (next) => {
    const inFlight = new Map<string, Shared & { readonly cancel: (() => void) | undefined }>()

    const start = <A>(request: NotionRequest<A>, key: string) => {
      // Only a caller with a signal can leave, so without one there is nothing to end.
      const controller = request.signal && new AbortController()
      const forget = (): void => {
        if (inFlight.get(key) === shared) inFlight.delete(key)
      }
      const run = next(controller ? { ...request, signal: controller.signal } : request)
      const result = run()
        .then((answer) => {
          if (shared.twins && answer._tag === 'Right') deepFreeze(answer.right)
          return answer
        })
        .finally(forget)
      const cancel =
        controller &&
        (() => {
          forget()
          controller.abort()
        })
      const shared = { result, cancel, waiting: 0, twins: false }
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
        const twin = request.cache?.refresh ? undefined : inFlight.get(key)
        if (twin) twin.twins = true
        const shared = twin ?? start(request, key)
        shared.waiting++
        const result = await (signal ? unlessAborted(signal, shared.result) : shared.result)
        if (result) return trust<Either<NotionError, A>>(result)
        if (--shared.waiting === 0) shared.cancel?.()
        return left(abortError(request, signal ?? AbortSignal.abort()))
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
