/** Keeps the answers of reads, and forgets what writes make stale. */
import { left, right } from 'fp-ts/Either'
import { attempt } from '../attempt.js'
import type { Cache, CacheEntry, CacheResource } from '../cache/cache.js'
import { deepFreeze } from '../cache/freeze.js'
import type { Clock } from '../clock.js'
import { abortError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import { tenantOf } from '../tenant.js'
import { trust } from '../trust.js'
import { requestKey, type Tenant } from './requestKey.js'

/** Where answers are kept and for whom. */
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
 * Answers reads from what was kept, keeps what was read, and forgets what a write made stale, also when nobody knows
 * whether the write was done. A read that a write overtook is not kept, nor is one whose signed file addresses are about to
 * expire. Answers that are kept are frozen.
 */
export const withCache =
  ({ cache, ...options }: WithCacheOptions): Middleware =>
  (next, config) => {
    const { tenant = tenantOf(config), clock = config.clock } = options
    const written =
      <A>(request: NotionRequest<A>) =>
      async () => {
        const { writes } = request
        const result = await next(request)()
        const tags =
          result._tag === 'Right'
            ? // An answer that was not checked may have no place to read them from.
              await attempt(() => writes?.(result.right))
            : result.left.outcome === 'not-applied' && !SHOWS_CHANGE.test(result.left._tag)
              ? []
              : undefined
        // A failed write may have changed something all the same, or shows that what is kept of its object is old.
        const stale = tags ?? writes?.(undefined)
        if (stale?.length) await cache.invalidate(stale)
        return result
      }

    const read =
      <A>(request: NotionRequest<A>, resource: CacheResource) =>
      async () => {
        const { signal, reads } = request
        if (signal?.aborted) return left(abortError(request, signal))
        const key = await requestKey(request, tenant)
        if (key === undefined) return next(request)()
        const kept = request.cache?.refresh ? undefined : await cache.lookUp(resource, key)
        if (kept) return right(trust<A>(kept.value))
        const keep = cache.begin(resource, key)
        let entry: CacheEntry | undefined
        try {
          // With the epoch, so that it joins no read in flight that a write, of whatever context, has overtaken.
          const result = await next({ ...request, key: `${key} ${cache.epoch()}` })()
          if (result._tag === 'Right') {
            const value = result.right
            const expiresAt = Math.min(clock.now() + cache.ttlMs(resource), deepFreeze(value) - EXPIRY_MARGIN_MS)
            const tags = await attempt(() => reads?.(value) ?? [])
            if (tags && expiresAt > clock.now()) entry = { value, tags, expiresAt }
          }
          return result
        } finally {
          await keep(entry)
        }
      }

    return <A>(request: NotionRequest<A>) =>
      request.kind !== 'read' ? written(request) : request.cache ? read(request, request.cache.resource) : next(request)
  }
