/**
 * What every implementation of the interfaces `CacheStore` and `RateLimiter` of notion-fp must do, as cases for any test runner.
 */
export { type CacheStoreSubject, cacheStoreCases } from './cacheStoreCases.js'
export type { ConformanceCase } from './conformanceCase.js'
export { type RateLimiterSubject, rateLimiterCases } from './rateLimiterCases.js'
