/** Identical reads that are in flight at the same time share one exchange. */
import * as E from 'fp-ts/Either'
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
  readonly result: Promise<E.Either<NotionError, unknown>>
  /** Ends the exchange, once nobody waits for it any more. */
  readonly controller: AbortController
  waiting: number
  twins: boolean
}

const aborted = (signal: AbortSignal, until: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: until })
  })

/**
 * Lets identical reads in flight share one exchange. A caller who aborts leaves alone; the exchange ends when the last one
 * left. A read that begins after a write has ended never joins one that began before it.
 */
export const withDedupe =
  ({ tenant }: WithDedupeOptions): Middleware =>
  (next) => {
    const inFlight = new Map<string, Shared>()

    const start = <A>(request: NotionRequest<A>, key: string): Shared => {
      const controller = new AbortController()
      const result = next({ ...request, signal: controller.signal })()
      const shared: Shared = { result, controller, waiting: 0, twins: false }
      inFlight.set(key, shared)
      const forget = (): void => {
        if (inFlight.get(key) === shared) inFlight.delete(key)
      }
      result.then(forget, forget)
      return shared
    }

    /** Waits for a shared exchange for as long as the caller's own signal allows. */
    const wait = async <A>(
      request: NotionRequest<A>,
      key: string,
      shared: Shared,
    ): Promise<E.Either<NotionError, A>> => {
      const { signal } = request
      const over = new AbortController()
      shared.waiting++
      try {
        const result = await (signal ? Promise.race([shared.result, aborted(signal, over.signal)]) : shared.result)
        if (result === undefined) return E.left(abortError(request, signal ?? over.signal))
        if (result._tag === 'Left') return result
        return E.right(trust<A>(shared.twins ? deepFreeze(result.right) : result.right))
      } finally {
        over.abort()
        shared.waiting--
        if (shared.waiting === 0) {
          if (inFlight.get(key) === shared) inFlight.delete(key)
          shared.controller.abort()
        }
      }
    }

    const read =
      <A>(request: NotionRequest<A>) =>
      async () => {
        if (request.signal?.aborted) return E.left(abortError(request, request.signal))
        const key = request.key ?? requestKey(request, await tenant())
        const twin = request.cache?.refresh ? undefined : inFlight.get(key)
        if (twin) twin.twins = true
        return wait(request, key, twin ?? start(request, key))
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
