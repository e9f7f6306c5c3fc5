/** Caches the responses of reads, and invalidates them on writes. */
import { type Either, left, right } from 'fp-ts/Either'
import { deepFreeze } from '../cache/freeze.js'
import { patienceMs } from '../call/budget.js'
import type { Cache, CacheEntry, CacheResource, MaybePromise, Patience } from '../call/cache.js'
import { abortError, type NotionError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import { notify } from '../call/notify.js'
import type { AnyRequest, NotionRequest } from '../call/request.js'
import { EVERYTHING, objectTag } from '../call/tag.js'
import { type Tenant, withTenant } from '../call/tenant.js'
import { chain } from '../internal/chain.js'
import type { Clock } from '../internal/clock.js'
import { inTime } from '../internal/deadline.js'
import { CLOCK, checkOptions, FUNCTION, hasFunctions, type OptionRules } from '../internal/options.js'
import { tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { hashOfHeaders, requestKey } from './requestKey.js'

/** The options of {@link withCache}. */
export interface WithCacheOptions {
  readonly cache: Cache
  /** Identifies the caller: tenants never share responses. Default: derived from the token of the context. */
  readonly tenant?: Tenant | undefined
  /** The source of time. Default: the clock of the context. */
  readonly clock?: Clock | undefined
}

const CACHE_OPTIONS: OptionRules = {
  cache: [hasFunctions('lookUp', 'begin', 'invalidate'), 'a cache, such as lruCache()'],
  tenant: FUNCTION,
  clock: CLOCK,
}

/** An entry expires this long before its signed URLs, so that its reader has time to use them. */
const EXPIRY_MARGIN_MS = 60_000

/** The errors of a write that was not applied which show that the cached object may be out of date. */
const SHOWS_CHANGE = /^(Validation|Permission|NotFound|Conflict)/

/**
 * Answers reads from the cache, caches their responses, and invalidates what a write affects, even if the outcome of the write is
 * unknown. A read is not cached if a write invalidated it while in flight, or if its signed file URLs are about to expire. A cache that
 * fails, or exceeds its timeout, counts as a miss.
 *
 * All hits of an entry share one frozen response. A cache in memory, such as {@link lruCache}, keeps the text of a response until its first
 * hit, so the response to the caller that missed is neither frozen nor shared.
 *
 * @throws TypeError for an invalid option, such as a missing cache.
 * @example
 * import { fetchFetcher, lruCache, makeContext, withCache, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withCache({ cache: lruCache() })))
 */
export const withCache = (options: WithCacheOptions): Middleware => {
  checkOptions(options, CACHE_OPTIONS, 'cache')
  const { cache, tenant: own } = options
  return (next, config) => {
    const { clock = config.clock } = options
    const { validate } = config
    const identified = withTenant(config, own)
    const hash = hashOfHeaders()
    /** The values that were already decoded with the validation of this context. */
    const checked = new WeakSet<object>()

    /** Calls the cache. The result is `undefined` if it fails, or does not respond in the time left for the call. */
    const ask = <A>(request: AnyRequest, work: (patience: Patience) => MaybePromise<A>) => {
      const { signal } = request
      const leftMs = () => patienceMs(config, request)
      // An in-memory cache responds at once, so the clock need not be read.
      return inTime(clock, leftMs, signal, () => work({ signal, timeoutMs: cache.inMemory ? undefined : leftMs() }))
    }

    /** Sends a request that is not cached. A read has tags to invalidate if it can report a change, such as a finished task. */
    const pass = async <A>(request: NotionRequest<A>, tenant: string | null): Promise<Either<NotionError, A>> => {
      const { writes } = request
      const result = await next({ ...request, tenant: tenantFor(request, tenant) })()
      const tags =
        result._tag === 'Right'
          ? // A response that was not checked may lack the fields that the tags are made of.
            tryTo(() => writes?.(result.right), undefined)
          : result.left.outcome === 'not-applied' && !SHOWS_CHANGE.test(result.left._tag)
            ? []
            : undefined
      // A failed write may still have been applied, or its error shows that the cached object is out of date.
      const stale = tags ?? tryTo(() => writes?.(undefined), [EVERYTHING]) ?? []
      if (stale.length > 0) {
        await ask(request, (patience) =>
          stale.includes(EVERYTHING) ? cache.clear(undefined, patience) : cache.invalidate(stale, patience),
        )
      }
      return result
    }

    /**
     * Decodes an entry, unless it was already decoded here: another process or context may have checked it less strictly. With a
     * codec of the caller it is always decoded, since the raw response is cached.
     */
    const hit = <A>({ codec, decode }: NotionRequest<A>, { value }: CacheEntry): Either<unknown, A> => {
      // Any value can be looked for in a `WeakSet`, whatever its types say: a primitive is not found.
      if (codec === undefined && (validate === 'off' || validate === 'warn' || checked.has(unsafeCast<object>(value))))
        // An entry has no type. This value was decoded by this operation, or the context turns the check off.
        return right(unsafeCast<A>(value))
      const decoded = decode(value)
      if (decoded._tag === 'Right') setChecked(decoded.right)
      return decoded
    }
    // A primitive value cannot be added, nor found: it is decoded again.
    const setChecked = (value: unknown) => tryTo(() => checked.add(unsafeCast<object>(value)))

    /**
     * Creates the value of an entry from the text of its response, at the first hit. It keeps neither the request nor the value that was
     * decoded first, which its caller may change.
     */
    const makerOf = <A>({ codec, decode }: Pick<NotionRequest<A>, 'codec' | 'decode'>, text: string) => {
      let rest = text
      let value: unknown
      return (): unknown => {
        if (rest) {
          const json: unknown = JSON.parse(rest)
          rest = ''
          const decoded = codec === undefined ? decode(json, validate === 'contain' ? [] : undefined) : right(json)
          value = decoded._tag === 'Right' ? decoded.right : undefined
          deepFreeze(value)
          setChecked(value)
        }
        return value
      }
    }

    const entryOf = <A>(
      request: NotionRequest<A>,
      resource: CacheResource,
      value: A,
      text: string | undefined,
    ): CacheEntry | undefined => {
      const { expiresAt: signedUntil, mentioned, size } = deepFreeze(value, text)
      const now = clock.now()
      const expiresAt = Math.min(now + cache.ttlMs(resource), signedUntil - EXPIRY_MARGIN_MS)
      const tags = tryTo(() => {
        const all = [...(request.reads?.(value) ?? []), ...mentioned.map(objectTag)]
        return mentioned.length > 0 ? [...new Set(all)] : all
      })
      if (!tags || !(expiresAt > now)) return undefined
      if (text === undefined) setChecked(value)
      return {
        value: text === undefined ? value : makerOf(request, text),
        tags,
        expiresAt,
        // The cache sets it: in V8, copying an object with an additional field takes ten times as long.
        readAt: undefined,
        size,
      }
    }

    /** The tenant for the inner middleware: this one, unless it comes from the options. */
    const tenantFor = (request: AnyRequest, tenant: string | null) => (own ? request.tenant : tenant)

    /** Sends the request, and caches the response. */
    const load = async <A>(
      request: NotionRequest<A>,
      resource: CacheResource,
      key: string,
      tenant: string | null,
    ): Promise<Either<NotionError, A>> => {
      const { signal, codec } = request
      if (signal?.aborted) return left(abortError(request, signal))
      const commit = tryTo(() => cache.begin(resource, key), undefined)
      let raw: unknown
      let text: string | undefined
      let decoded: ReturnType<typeof request.decode> | undefined
      /** Keeps the raw response. It is the one that is cached if the caller has a codec, which may transform it. */
      const decode: typeof request.decode = (json, contained, from) => {
        decoded = request.decode(json, contained)
        // A raw response with contained mismatches is not cached, since only the decoded one shows them.
        raw = contained?.length ? undefined : json
        text = from
        return decoded
      }
      // The epoch in the key ensures that the read does not join one in flight that began before a write of any context.
      const known = {
        ...request,
        decode,
        tenant: tenantFor(request, tenant),
        key: tryTo(() => `${key} ${cache.epoch()}`, key),
      }
      const result = await next(known)()
      if (result._tag === 'Right') {
        // A raw response is not an `A`. The calls that have a codec declare tags that do not depend on it.
        const value = codec === undefined ? result.right : unsafeCast<A>(raw)
        // Another middleware may have put its own result in place of the decoded one.
        const kept = cache.inMemory && decoded === result ? text : undefined
        if (value !== undefined)
          await ask(request, (patience) => commit?.(entryOf(request, resource, value, kept), patience))
      }
      return result
    }

    // A hit creates one promise, and awaits none.
    const read = <A>(
      request: NotionRequest<A>,
      { resource, refresh }: NonNullable<NotionRequest<A>['cache']>,
      tenant: string | null,
    ): Promise<Either<NotionError, A>> =>
      chain(requestKey(request, tenant, validate, hash), (key) =>
        key === undefined
          ? pass(request, tenant)
          : chain(refresh ? undefined : ask(request, (patience) => cache.lookUp(resource, key, patience)), (entry) => {
              const found = entry && tryTo(() => hit(request, entry), undefined)
              const isHit = found?._tag === 'Right'
              notify(request, isHit ? 'hit' : 'miss')
              return isHit ? Promise.resolve(found) : load(request, resource, key, tenant)
            }),
      )

    return <A>(request: NotionRequest<A>) =>
      () =>
        identified(request, (caller) =>
          request.kind === 'read' && request.cache ? read(request, request.cache, caller) : pass(request, caller),
        )
  }
}
