/** Deduplicates identical reads in flight. */
import { type Either, left } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import { patienceMs } from '../call/budget.js'
import { abortError, type NotionError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import type { AnyRequest, NotionRequest } from '../call/request.js'
import { findTenant, type Tenant } from '../call/tenant.js'
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

/** An exchange that several callers wait for. */
interface Shared {
  readonly result: Promise<Either<NotionError, unknown>>
  /** The codec that decodes its answer. */
  readonly codec: unknown
  readonly startedAt: number
  /** Ends the exchange, where all who began it or joined it have left. */
  readonly cancel: () => void
  /** How many callers wait for it. */
  waiting: number
}

/** How many exchanges of others a caller waits for before it sends its own. */
const MOST_JOINED = 2

/**
 * Deduplicates identical reads in flight: they share one exchange. Aborting one caller does not affect the others; the exchange is
 * aborted with its last caller. A read that begins after a write never joins one that began before it. Shared responses are frozen.
 *
 * If a joined exchange breaks, or exceeds the caller's own timeout, the caller sends its own request: on some platforms, work that
 * an incoming request started never settles once that request has ended.
 */
export const withDedupe = (options: WithDedupeOptions = {}): Middleware => {
  checkOptions(options, { tenant: FUNCTION })
  return (next, config) => {
    const find = findTenant(config, options.tenant)
    const hash = hashOfHeaders()
    const elapsed = stopwatch(config.clock)
    const inFlight = new Map<string, Shared>()

    const forget = (key: string, shared: Shared): void => {
      if (inFlight.get(key) === shared) inFlight.delete(key)
    }

    /** Forgets the exchanges that no attempt can take as long as. Those that never end would gather here. */
    const forgetOld = (): void => {
      for (const [key, { startedAt }] of inFlight) {
        if (elapsed() - startedAt < config.timeoutMs) return
        inFlight.delete(key)
      }
    }

    const start = <A>(request: NotionRequest<A>, key: string): Shared => {
      // Only a caller with a signal can leave, so without one there is nothing to end.
      const controller = request.signal && new AbortController()
      const startedAt = elapsed()
      const running = next(controller ? { ...request, signal: controller.signal } : request)()
      const answered = async (): Promise<Either<NotionError, A>> => {
        try {
          const answer = await running
          if (shared.waiting > 1 && answer._tag === 'Right') deepFreeze(answer.right)
          return answer
        } finally {
          forget(key, shared)
        }
      }
      const cancel = (): void => {
        forget(key, shared)
        controller?.abort()
      }
      const shared: Shared = { result: answered(), codec: request.codec, startedAt, cancel, waiting: 0 }
      // Moves to the end of those that are in flight, which are in the order in which they started.
      inFlight.delete(key)
      inFlight.set(key, shared)
      return shared
    }

    /** The exchange in flight that a read may join. */
    const joinable = ({ cache, codec }: AnyRequest, key: string): Shared | undefined => {
      forgetOld()
      const shared = cache?.refresh ? undefined : inFlight.get(key)
      return shared?.codec === codec ? shared : undefined
    }

    /** Waits for an exchange. Nothing where its answer cannot be had, and the caller has time left. */
    const wait = async <A>(
      request: NotionRequest<A>,
      key: string,
      shared: Shared,
      ending: Promise<Either<NotionError, unknown> | Ended | undefined>,
    ): Promise<Either<NotionError, A> | undefined> => {
      shared.waiting++
      const result = await ending
      if (isObject(result)) return unsafeCast<Either<NotionError, A>>(result)
      if (--shared.waiting === 0) shared.cancel()
      const { signal } = request
      if (signal?.aborted) return left(abortError(request, signal))
      forget(key, shared)
      return undefined
    }

    const read = async <A>(request: NotionRequest<A>, key: string): Promise<Either<NotionError, A>> => {
      const { signal } = request
      for (let joined = 0; joined < MOST_JOINED; joined++) {
        const shared = joinable(request, key)
        if (!shared) break
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
      async () => {
        const found = await find(request)
        if (found._tag === 'Left') return found
        const known = options.tenant ? request : { ...request, tenant: found.right }
        if (request.kind !== 'read') return write(known)
        const key = request.key ?? (await requestKey(request, found.right, config.validate, hash))
        // Callers who allow other times do not share: one would wait too long, or be told of the time-out of another.
        return key === undefined ? next(known)() : read(known, `${key} ${request.timeoutMs ?? ''}`)
      }
  }
}
