/** The public names. No Redis client is imported: users pass their own. */
export type { OnUnavailable } from '@notion-fp/shared'
export type { RedisCacheOptions } from './cache/redisCache.js'
export { redisCache } from './cache/redisCache.js'
export { redisStore } from './cache/redisStore.js'
export type { IoRedisClient, NodeRedisClient, RedisClient, SendCommand, UpstashClient } from './client/redisClient.js'
export type { RedisOptions } from './client/redisOptions.js'
export { type RedisRateLimiterOptions, redisRateLimiter } from './limiter/redisRateLimiter.js'
