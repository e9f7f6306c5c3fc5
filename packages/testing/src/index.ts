/**
 * The requirements of the interfaces `CacheStore` and `RateLimiter` of notion-fp, as cases for any test runner.
 */
export { type CacheStoreSubject, cacheStoreCases } from './cacheStoreCases.js'
export type { ConformanceCase } from './conformanceCase.js'
export { type RateLimiterSubject, rateLimiterCases } from './rateLimiterCases.js'
