/** The public names. None needs the types of Cloudflare: `platform.ts` declares the few that are used. */
export type { OnUnavailable } from '@notion-fp/shared'
export { edgeCache, edgeStore } from './cache/edgeCache.js'
export { kvCache, kvStore } from './cache/kvCache.js'
export type { CacheOptions, StoreOptions } from './cache/openStore.js'
export { type DurableObjectRateLimiterOptions, durableObjectRateLimiter } from './limiter/durableObjectRateLimiter.js'
export { NotionObject } from './object/NotionObject.js'
export type { EdgeCache, KvNamespace, ObjectNamespace, ObjectState, ObjectStorage } from './platform.js'
