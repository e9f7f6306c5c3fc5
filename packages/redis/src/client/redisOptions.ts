/** The options that the limiter and the cache have in common. */
import { type OptionRule, type OptionRules, SHARED_RULES, type SharedOptions } from '@notion-fp/shared'

/** The options that {@link redisRateLimiter} and {@link redisCache} have in common. The time of both is that of Redis. */
export interface RedisOptions extends SharedOptions {
  /**
   * What all keys begin with, in braces, so that a cluster keeps them together. Processes share what they have the same prefix for.
   * Default `notion-fp`.
   */
  readonly prefix?: string | undefined
}

/** The name in messages of invalid options. */
export const PACKAGE = '@notion-fp/redis'

export const DEFAULT_PREFIX = 'notion-fp'

/** Redis takes what stands between the first braces of a key for the part that decides where in a cluster it is. */
const PREFIX: OptionRule = [
  (given) => typeof given === 'string' && /^[^{}\s]+$/.test(given),
  'a text without braces and spaces, such as my-app',
]

/** The rules of {@link RedisOptions}. */
export const REDIS_RULES: OptionRules = { prefix: PREFIX, ...SHARED_RULES }
