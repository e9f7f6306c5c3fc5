/** Keeps the answers of reads, and forgets what writes make stale. */
import * as E from 'fp-ts/Either'
import type { Cache, CacheResource } from '../cache/cache.js'
import { deepFreeze, earliestExpiry } from '../cache/freeze.js'
import { type Clock, systemClock } from '../clock.js'
import { abortError, type NotionError } from '../error.js'
import type { Call, Fetcher, Middleware, NotionRequest } from '../fetcher.js'
import { trust } from '../trust.js'
import { requestKey, type Tenant } from './requestKey.js'

/** Where answers are kept and for whom. */
export interface WithCacheOptions {
  readonly cache: Cache
  /** Who is asking: two tenants never see each other's answers. `tenantOf(config)` tells by the token. */
  readonly tenant: Tenant
  /** Where the time comes from. Default the platform. */
  readonly clock?: Clock
}

/** How long before its signed addresses expire an answer is forgotten, so that its reader has time to use them. */
const EXPIRY_MARGIN_MS = 60_000

/**
 * Whether a failed write may have changed something, or shows that what is kept of its object is old. Only a write that
 * was certainly not carried out, for a reason that says nothing of the object, leaves the cache as it is.
 */
const mayBeStale = (error: NotionError): boolean => {
  switch (error._tag) {
    case 'InvalidInputError':
    case 'AuthenticationError':
    case 'RateLimitError':
      return false
    case 'ServerError':
    case 'TimeoutError':
    case 'NetworkError':
    case 'AbortError':
      return error.outcome !== 'not-applied'
    default:
      return true
  }
}

const written =
  <A>(cache: Cache, next: Fetcher, request: NotionRequest<A>) =>
  async () => {
    const result = await next(request)()
    const tags = E.isRight(result)
      ? request.writes?.(result.right)
      : mayBeStale(result.left)
        ? request.writes?.(undefined)
        : undefined
    if (tags?.length) await cache.invalidate(tags)
    return result
  }

/** The key of a read, or nothing where its caller cannot be told apart from others. */
const keyFor = async (call: Call, tenant: Tenant): Promise<string | undefined> => {
  try {
    return requestKey(call, await tenant())
  } catch {
    return undefined
  }
}

/**
 * Answers reads from what was kept, keeps what was read, and forgets what a write made stale, also when nobody knows
 * whether the write was done. A read that a write overtook is not kept, nor is one whose signed file addresses are about to
 * expire. Answers that are kept are frozen.
 */
export const withCache =
  ({ cache, tenant, clock = systemClock }: WithCacheOptions): Middleware =>
  (next) => {
    const read =
      <A>(request: NotionRequest<A>, resource: CacheResource) =>
      async () => {
        if (request.signal?.aborted) return E.left(abortError(request, request.signal))
        const key = await keyFor(request, tenant)
        if (key === undefined) return next(request)()
        if (!request.cache?.refresh) {
          const kept = await cache.lookUp(resource, key)
          if (kept) return E.right(trust<A>(kept.value))
        }
        const keep = cache.begin(resource, key)
        const result = await next({ ...request, key })()
        if (E.isLeft(result)) await keep()
        else {
          const expiresAt = Math.min(
            clock.now() + cache.ttlMs(resource),
            earliestExpiry(result.right) - EXPIRY_MARGIN_MS,
          )
          const tags = request.reads?.(result.right) ?? []
          await keep(expiresAt > clock.now() ? { value: deepFreeze(result.right), tags, expiresAt } : undefined)
        }
        return result
      }
    return <A>(request: NotionRequest<A>) =>
      request.kind !== 'read'
        ? written(cache, next, request)
        : request.cache
          ? read(request, request.cache.resource)
          : next(request)
  }
