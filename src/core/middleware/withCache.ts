/** Caches the answers of reads, and invalidates what writes make stale. */
import { type Either, left, right } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import type { Cache, CacheEntry, CacheResource, Patience } from '../call/cache.js'
import { abortError, type NotionError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import type { AnyRequest, NotionRequest } from '../call/request.js'
import { EVERYTHING } from '../call/tag.js'
import { findTenant, type Tenant } from '../call/tenant.js'
import { tryTo } from '../internal/attempt.js'
import type { Clock } from '../internal/clock.js'
import { isObject } from '../internal/json.js'
import { CLOCK, checkOptions, FUNCTION, hasFunctions } from '../internal/options.js'
import { trust } from '../internal/unsafeCast.js'
import { requestKey } from './requestKey.js'

/** Where answers are cached and for whom. */
export interface WithCacheOptions {
  readonly cache: Cache
  /** Who is asking: two tenants never see each other's answers. Default told by the token of the context. */
  readonly tenant?: Tenant | undefined
  /** Where the time comes from. Default the clock of the context. */
  readonly clock?: Clock | undefined
}

/** How long before its signed addresses expire an answer is forgotten, so that its reader has time to use them. */
const EXPIRY_MARGIN_MS = 60_000

/** Refusals of a write which show that the object may not be as it was. */
const SHOWS_CHANGE = /^(Validation|Permission|NotFound|Conflict)/

/**
 * Answers reads from the cache, caches what was read, and invalidates what a write makes stale, also when nobody knows
 * whether the write was done. A read that a write overtook is not cached, nor is one whose signed file addresses are about to
 * expire. Answers that are cached are frozen. A cache that fails or hangs is a miss, and no answer waits for it longer than its
 * time-out.
 *
 * @throws TypeError for an invalid option, such as a missing cache.
 */
export const withCache = (options: WithCacheOptions): Middleware => {
  checkOptions(
    { ...options, cache: options.cache ?? null },
    {
      cache: [hasFunctions('lookUp', 'begin', 'invalidate'), 'a cache, such as lruCache() gives'],
      tenant: FUNCTION,
      clock: CLOCK,
    },
  )
  const { cache, tenant: own } = options
  return (next, config) => {
    const { clock = config.clock } = options
    const { validate } = config
    const find = findTenant(config, own)
    const patienceOf = ({ signal, timeoutMs = config.timeoutMs }: AnyRequest): Patience => ({ signal, timeoutMs })

    const write = async <A>(request: NotionRequest<A>): Promise<Either<NotionError, A>> => {
      const { writes } = request
      const result = await next(request)()
      const tags =
        result._tag === 'Right'
          ? // An answer that was not checked may have no place to read them from.
            tryTo(() => writes?.(result.right), undefined)
          : result.left.outcome === 'not-applied' && !SHOWS_CHANGE.test(result.left._tag)
            ? []
            : undefined
      // A failed write may have changed something all the same, or shows that what is cached of its object is old.
      const stale = tags ?? tryTo(() => writes?.(undefined), [EVERYTHING]) ?? []
      if (stale.includes(EVERYTHING)) await cache.clear(undefined, patienceOf(request))
      else if (stale.length > 0) await cache.invalidate(stale, patienceOf(request))
      return result
    }

    /**
     * What was found, as this caller may have it: what another process or another codec has checked is checked again. A codec may
     * have transformed what was found, so it is only decoded where it is not what the codec gives.
     */
    const hit = <A>({ codec, decode }: NotionRequest<A>, { value }: CacheEntry): Either<unknown, A> => {
      const isDecoded = codec && tryTo(() => codec.is(value), false)
      const isChecked =
        codec === undefined &&
        (validate === 'off' || validate === 'warn' || (isObject(value) && Object.isFrozen(value)))
      return isDecoded || isChecked ? right(trust<A>(value)) : decode(value)
    }

    const entryOf = <A>({ reads }: NotionRequest<A>, resource: CacheResource, value: A): CacheEntry | undefined => {
      const { expiresAt: signedUntil, size } = deepFreeze(value)
      const expiresAt = Math.min(clock.now() + cache.ttlMs(resource), signedUntil - EXPIRY_MARGIN_MS)
      const tags = tryTo(() => reads?.(value) ?? [], undefined)
      return tags && expiresAt > clock.now() ? { value, tags, expiresAt, size } : undefined
    }

    const read = async <A>(
      request: NotionRequest<A>,
      resource: CacheResource,
      tenant: string | null,
    ): Promise<Either<NotionError, A>> => {
      const given = requestKey(request, tenant, validate)
      const key = given instanceof Promise ? await given : given
      if (key === undefined) return next(request)()
      const patience = patienceOf(request)
      const entry = request.cache?.refresh ? undefined : await cache.lookUp(resource, key, patience)
      const found = entry && hit(request, entry)
      if (found?._tag === 'Right') return found
      const { signal } = request
      if (signal?.aborted) return left(abortError(request, signal))
      const keep = cache.begin(resource, key)
      // With the epoch, so that it joins no read in flight that a write, of whatever context, has overtaken.
      const result = await next({ ...request, key: `${key} ${cache.epoch()}` })()
      if (result._tag === 'Right') await keep(entryOf(request, resource, result.right), patience)
      return result
    }

    return <A>(request: NotionRequest<A>) =>
      async () => {
        const found = await find(request)
        if (found._tag === 'Left') return found
        const known = own ? request : { ...request, tenant: found.right }
        if (request.kind !== 'read') return write(known)
        return request.cache ? read(known, request.cache.resource, found.right) : next(known)()
      }
  }
}
