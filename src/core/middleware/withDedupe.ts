/** Deduplicates identical reads in flight. */
import { type Either, left } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import { patienceMs } from '../call/budget.js'
import { abortError, type NotionError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import { notify } from '../call/notify.js'
import type { AnyRequest, NotionRequest } from '../call/request.js'
import { type Tenant, withTenant } from '../call/tenant.js'
import { stopwatch } from '../internal/clock.js'
import { type Ended, withinDeadline } from '../internal/deadline.js'
import { isObject } from '../internal/json.js'
import { checkOptions, FUNCTION } from '../internal/options.js'
import { unlessAborted } from '../internal/signal.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { hashOfHeaders, requestKey } from './requestKey.js'

/** The options of {@link withDedupe}. */
export interface WithDedupeOptions {
  /** Identifies the caller: tenants never share reads. Default: derived from the token of the context. */
  readonly tenant?: Tenant | undefined
}

/** A read in flight that several callers may wait for. */
interface Shared {
  readonly result: Promise<Either<NotionError, unknown>>
  /** The codec that decodes its response. */
  readonly codec: unknown
  readonly startedAt: number
  /** Aborts the read, once its last caller has left. */
  readonly cancel: () => void
  /** The number of callers that wait for it. */
  waiting: number
}

/** The maximum number of reads of other callers that a caller joins, one after another, before it sends its own. */
const MAX_JOINS = 2

/**
 * Deduplicates identical reads in flight: they share one exchange. Aborting one caller does not affect the others; the exchange is
 * aborted with its last caller. A read that begins after a write never joins one that began before it. Shared responses are frozen.
 *
 * If a joined exchange breaks, or exceeds the caller's own timeout, the caller sends its own request: on some platforms, work that
 * an incoming request started never settles once that request has ended.
 *
 * @example
 * import { fetchFetcher, makeContext, withDedupe, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withDedupe()))
 */
export const withDedupe = (options: WithDedupeOptions = {}): Middleware => {
  checkOptions(options, { tenant: FUNCTION })
  return (next, config) => {
    const identified = withTenant(config, options.tenant)
    const hash = hashOfHeaders()
    const elapsed = stopwatch(config.clock)
    const inFlight = new Map<string, Shared>()

    const forget = (key: string, shared: Shared): void => {
      if (inFlight.get(key) === shared) inFlight.delete(key)
    }

    /** Forgets the reads that are older than an attempt can be. Otherwise those that never settle would accumulate. */
    const forgetOld = (): void => {
      for (const [key, { startedAt }] of inFlight) {
        if (elapsed() - startedAt < config.timeoutMs) return
        inFlight.delete(key)
      }
    }

    const start = <A>(request: NotionRequest<A>, key: string): Shared => {
      // Only a caller with a signal can leave, so without one nothing is ever aborted.
      const controller = request.signal && new AbortController()
      const startedAt = elapsed()
      const running = next(controller ? { ...request, signal: controller.signal } : request)()
      const settled = async (): Promise<Either<NotionError, A>> => {
        try {
          const result = await running
          if (shared.waiting > 1 && result._tag === 'Right') deepFreeze(result.right)
          return result
        } finally {
          forget(key, shared)
        }
      }
      const cancel = (): void => {
        forget(key, shared)
        controller?.abort()
      }
      const shared: Shared = { result: settled(), codec: request.codec, startedAt, cancel, waiting: 0 }
      // Deleted first, so that the map stays in the order in which the reads started.
      inFlight.delete(key)
      inFlight.set(key, shared)
      return shared
    }

    /** The read in flight that a request may join. */
    const joinable = ({ cache, codec }: AnyRequest, key: string): Shared | undefined => {
      forgetOld()
      const shared = cache?.refresh ? undefined : inFlight.get(key)
      return shared?.codec === codec ? shared : undefined
    }

    /** Waits for a read. The result is `undefined` if the read broke or took too long, and the caller is not aborted. */
    const wait = async <A>(
      request: NotionRequest<A>,
      key: string,
      shared: Shared,
      ending: Promise<Either<NotionError, unknown> | Ended | undefined>,
    ): Promise<Either<NotionError, A> | undefined> => {
      shared.waiting++
      const result = await ending
      // The map holds reads of all types. An equal key and codec mean the same operation, so the same type.
      if (isObject(result)) return unsafeCast<Either<NotionError, A>>(result)
      if (--shared.waiting === 0) shared.cancel()
      const { signal } = request
      if (signal?.aborted) return left(abortError(request, signal))
      forget(key, shared)
      return undefined
    }

    const read = async <A>(request: NotionRequest<A>, key: string): Promise<Either<NotionError, A>> => {
      const { signal } = request
      for (let joined = 0; joined < MAX_JOINS; joined++) {
        const shared = joinable(request, key)
        if (!shared) break
        notify(request, 'joined')
        const ending = withinDeadline(config.clock, patienceMs(config, request), signal, () => shared.result).catch(
          () => undefined,
        )
        const result = await wait(request, key, shared, ending)
        if (result) return result
      }
      const own = start(request, key)
      return (await wait(request, key, own, unlessAborted(signal, own.result))) ?? left(abortError(request, signal))
    }

    const write = async <A>(request: NotionRequest<A>): Promise<Either<NotionError, A>> => {
      try {
        return await next(request)()
      } finally {
        inFlight.clear()
      }
    }

    return <A>(request: NotionRequest<A>) =>
      () =>
        identified(request, async (tenant) => {
          const known = options.tenant || request.tenant === tenant ? request : { ...request, tenant }
          if (request.kind !== 'read') return write(known)
          const key = request.key ?? (await requestKey(request, tenant, config.validate, hash))
          // Callers with different timeouts do not share: one would wait too long, or get the timeout error of another.
          return key === undefined ? next(known)() : read(known, `${key} ${request.timeoutMs ?? ''}`)
        })
  }
}
