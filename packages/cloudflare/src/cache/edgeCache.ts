/** A cache in the Cache API. */
import { checkOptions, hasFunctions } from '@notion-fp/shared'
import type { Cache, CacheStore } from 'notion-fp'
import { checkBinding, PACKAGE } from '../options.js'
import type { EdgeCache } from '../platform.js'
import { type CacheOptions, openCache, openStore, STORE_RULES, type StoreKind, type StoreOptions } from './openStore.js'
import { VERSION_TTL_S } from './valuesAndVersions.js'

/** Each version needs a separate lookup, and a request may only make a limited number of them. */
const MAX_TAGS = 20
const MIN_TTL_MS = 1_000
/** A minute, within which even the Worker that created a version may read an older one. */
const SPREAD_MS = 60_000

/** The name of a cached item: an address that does not exist. */
const urlOf = (key: string): string => `https://notion-fp.invalid/${encodeURIComponent(key)}`

const kindOf = (cache: EdgeCache): StoreKind => {
  checkBinding(cache, 'cache', hasFunctions('match', 'put'), 'a cache, such as caches.default')
  const read = async (key: string): Promise<string | undefined> => (await cache.match(urlOf(key)))?.text()
  const write = (key: string, text: string, seconds: number): Promise<void> =>
    cache.put(
      urlOf(key),
      new Response(text, { headers: { 'cache-control': `max-age=${seconds}`, 'content-type': 'text/plain' } }),
    )
  return {
    name: 'edge cache',
    minTtlMs: MIN_TTL_MS,
    spreadMs: SPREAD_MS,
    values: { read, write: (key, text, ttlMs) => write(key, text, Math.ceil(ttlMs / 1_000)) },
    versions: {
      read: (keys) => Promise.all(keys.map(read)),
      write: async (keys, version) => {
        await Promise.all(keys.map((key) => write(key, version, VERSION_TTL_S)))
      },
      mayBeLost: true,
      maxTags: MAX_TAGS,
    },
  }
}

/**
 * A store in the Cache API for `makeCache`, to compose your own cache. {@link edgeCache} is the complete cache.
 *
 * @param cache The cache, such as `caches.default`.
 * @throws TypeError for an invalid option or cache.
 * @example
 * import { type EdgeCache, edgeStore } from '@notion-fp/cloudflare'
 * import { createContext, makeCache } from 'notion-fp'
 *
 * export default {
 *   fetch: async (request: Request, env: { AUTH: string }) => {
 *     const dataCenter: EdgeCache = await caches.open('notion')
 *     const notion = createContext({ auth: env.AUTH, cache: makeCache(edgeStore(dataCenter), { pages: 60_000 }) })
 *     return new Response(request.url)
 *   },
 * }
 */
export const edgeStore = (cache: EdgeCache, options: StoreOptions = {}): CacheStore => {
  checkOptions(PACKAGE, options, STORE_RULES)
  return openStore(kindOf(cache), options)
}

/**
 * A cache in the Cache API. It is the fastest, and free, but each data center has its own. A write invalidates the entries for its own
 * Worker at once, and for its data center unless Cloudflare has evicted the record of it. Other data centers do not see it: there, an entry
 * stays valid until its time to live ends. With `versions`, all see it at once.
 *
 * The Cache API stores nothing on `workers.dev`: everything is a miss there. A malformed entry, or a failure of the cache, is a miss, which
 * is logged.
 *
 * @param cache The cache, such as `caches.default`.
 * @throws TypeError for an invalid option or cache.
 * @see https://developers.cloudflare.com/workers/runtime-apis/cache/
 * @example
 * import { edgeCache, type EdgeCache, type ObjectNamespace } from '@notion-fp/cloudflare'
 * import { createContext } from 'notion-fp'
 *
 * export default {
 *   fetch: async (request: Request, env: { NOTION: ObjectNamespace }) => {
 *     const dataCenter: EdgeCache = await caches.open('notion')
 *     const notion = createContext({ auth: 'ntn_…', cache: edgeCache(dataCenter, { versions: env.NOTION }) })
 *     return new Response(request.url)
 *   },
 * }
 */
export const edgeCache = (cache: EdgeCache, options: CacheOptions = {}): Cache => openCache(kindOf(cache), options)
