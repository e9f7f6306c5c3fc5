/**
 * What every implementation of the interfaces `CacheStore` and `RateLimiter` of notion-fp must do, as cases for any test runner.
 */
export { type CacheStoreSubject, cacheStoreCases } from './cacheStore.js'
export type { ConformanceCase } from './case.js'
export { type RateLimiterSubject, rateLimiterCases } from './rateLimiter.js'
