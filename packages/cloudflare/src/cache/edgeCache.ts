/** A cache in the Cache API. */
import { checkOptions, hasFunctions } from '@notion-fp/shared'
import type { Cache, CacheStore } from 'notion-fp'
import { checkBinding, PACKAGE } from '../options.js'
import type { EdgeCache } from '../platform.js'
import { type CacheOptions, openCache, openStore, STORE_RULES, type StoreKind, type StoreOptions } from './openStore.js'
import { VERSION_TTL_S } from './valuesAndVersions.js'

/** A version is a question of its own, and a request may only ask a limited number of them. */
const MOST_TAGS = 20
const LEAST_TTL_MS = 1_000
const SPREAD_MS = 60_000

/** The name of what is cached: an address that nobody has. */
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
    leastTtlMs: LEAST_TTL_MS,
    spreadMs: SPREAD_MS,
    values: { read, write: (key, text, ttlMs) => write(key, text, Math.ceil(ttlMs / 1_000)) },
    versions: {
      read: (keys) => Promise.all(keys.map(read)),
      write: async (keys, version) => {
        await Promise.all(keys.map((key) => write(key, version, VERSION_TTL_S)))
      },
      mayBeLost: true,
      mostTags: MOST_TAGS,
    },
  }
}

/**
 * A store in the Cache API for `makeCache`, for those who compose their own cache. {@link edgeCache} is the whole cache.
 *
 * @param cache The cache, such as `caches.default`.
 * @throws TypeError for an invalid option, or for something that is no cache.
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
 * A cache in the Cache API: the fastest, and free, but each data center has its own. A write makes the entries of its own Worker stale
 * at once, and those of its data center unless Cloudflare has dropped the note of it. Other data centers do not learn of it: there, an
 * entry lives until its time to live ends. With `versions`, all learn of it at once.
 *
 * The Cache API keeps nothing on `workers.dev`: everything is a miss there. An entry that is garbage, or a cache that fails, is a miss,
 * which is logged.
 *
 * @param cache The cache, such as `caches.default`.
 * @throws TypeError for an invalid option, or for something that is no cache.
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
