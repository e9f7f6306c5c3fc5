/** A cache in Workers KV. */
import { checkOptions, hasFunctions } from '@notion-fp/shared'
import type { Cache, CacheStore } from 'notion-fp'
import { chunksOf } from '../chunksOf.js'
import { checkBinding, PACKAGE } from '../options.js'
import type { KvNamespace } from '../platform.js'
import { type CacheOptions, openCache, openStore, STORE_RULES, type StoreKind, type StoreOptions } from './openStore.js'
import { VERSION_TTL_S } from './valuesAndVersions.js'

/** The minimum time to live that KV accepts, and the maximum number of keys that it reads at once. */
const MIN_TTL_S = 60
const MAX_KEYS = 100
/** Two minutes: according to the documentation of KV, a write is visible everywhere after a minute or more. */
const SPREAD_MS = 120_000

const kindOf = (namespace: KvNamespace): StoreKind => {
  checkBinding(namespace, 'namespace', hasFunctions('get', 'put'), 'a binding of KV, such as env.CACHE')
  return {
    name: 'KV cache',
    minTtlMs: MIN_TTL_S * 1_000,
    spreadMs: SPREAD_MS,
    values: {
      read: (key) => namespace.get(key),
      write: (key, text, ttlMs) =>
        namespace.put(key, text, { expirationTtl: Math.max(MIN_TTL_S, Math.ceil(ttlMs / 1_000)) }),
    },
    versions: {
      read: async (keys) => {
        const found = await Promise.all(chunksOf(keys, MAX_KEYS).map((some) => namespace.get(some)))
        if (!found.every((some) => some instanceof Map)) throw new Error('KV returned an unexpected value')
        const all = new Map(found.flatMap((some) => [...some]))
        return keys.map((key) => all.get(key))
      },
      write: async (keys, version) => {
        await Promise.all(keys.map((key) => namespace.put(key, version, { expirationTtl: VERSION_TTL_S })))
      },
      mayBeLost: false,
      maxTags: Number.POSITIVE_INFINITY,
    },
  }
}

/**
 * A store in Workers KV for `makeCache`, to compose your own cache. {@link kvCache} is the complete cache.
 *
 * @param namespace The binding of KV, such as `env.CACHE`.
 * @throws TypeError for an invalid option, or a binding of another kind.
 * @example
 * import { type KvNamespace, kvStore } from '@notion-fp/cloudflare'
 * import { createContext, makeCache } from 'notion-fp'
 *
 * export default {
 *   fetch: (request: Request, env: { CACHE: KvNamespace }) => {
 *     const notion = createContext({ auth: 'ntn_…', cache: makeCache(kvStore(env.CACHE), { users: 3_600_000 }) })
 *     return new Response(request.url)
 *   },
 * }
 */
export const kvStore = (namespace: KvNamespace, options: StoreOptions = {}): CacheStore => {
  checkOptions(PACKAGE, options, STORE_RULES)
  return openStore(kindOf(namespace), options)
}

/**
 * A cache in Workers KV, which Workers everywhere share. A write invalidates the entries for its own Worker at once. Other Workers see the
 * invalidation after KV has distributed it: usually within a minute, and at the latest when the time to live of an entry ends. With
 * `versions`, all see it at once.
 *
 * KV stores everything for at least 60 seconds, so shorter times to live are not possible, and an entry whose signed URLs expire sooner is
 * not stored. A malformed entry, or a failure of KV, is a miss, which is logged.
 *
 * @param namespace The binding of KV, such as `env.CACHE`.
 * @throws TypeError for an invalid option, or a binding of another kind.
 * @see https://developers.cloudflare.com/kv/concepts/how-kv-works/
 * @example
 * import { kvCache, type KvNamespace } from '@notion-fp/cloudflare'
 * import { createContext } from 'notion-fp'
 *
 * export default {
 *   fetch: (request: Request, env: { CACHE: KvNamespace }) => {
 *     const notion = createContext({ auth: 'ntn_…', cache: kvCache(env.CACHE) })
 *     return new Response(request.url)
 *   },
 * }
 */
export const kvCache = (namespace: KvNamespace, options: CacheOptions = {}): Cache =>
  openCache(kindOf(namespace), options)
