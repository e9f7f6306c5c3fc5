// biome-ignore lint/performance/noBarrelFile: the entry point of the package
export {
  type Cache,
  type CacheEntry,
  type CacheResource,
  type CacheStats,
  type CacheStore,
  clearCache,
  getCacheStats,
  noCache,
} from './core/cache/cache.js'
export { type LruCacheOptions, lruCache } from './core/cache/lruCache.js'
export { type CacheTtls, makeCache } from './core/cache/makeCache.js'
export { type Context, makeContext, type Transport, use } from './core/context.js'
export { createContext } from './core/createContext.js'
export { NotionException, reader, toPromise } from './core/interop.js'
export { fetchFetcher } from './core/transport/fetchFetcher.js'
export { kyFetcher } from './core/transport/kyFetcher.js'
export { type GetPageParams, getPage, getPageRequest } from './ops/pages/getPage.js'
