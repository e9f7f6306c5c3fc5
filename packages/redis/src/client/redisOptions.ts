/** The common options of the limiter and the cache. */
import { type OptionRule, type OptionRules, SHARED_RULES, type SharedOptions } from '@notion-fp/shared'

/** The common options of {@link redisRateLimiter} and {@link redisCache}. Both use the time of Redis. */
export interface RedisOptions extends SharedOptions {
  /**
   * The prefix of all keys, in braces, so that a cluster keeps them together. Processes with the same prefix share the limiter and the
   * cache. Default `notion-fp`.
   */
  readonly prefix?: string | undefined
}

/** The name in messages about invalid options. */
export const PACKAGE = '@notion-fp/redis'

export const DEFAULT_PREFIX = 'notion-fp'

/** Redis uses the text between the first braces of a key to determine its place in a cluster. */
const PREFIX: OptionRule = [
  (given) => typeof given === 'string' && /^[^{}\s]+$/.test(given),
  'a string without braces and spaces, such as my-app',
]

/** The rules of {@link RedisOptions}. */
export const REDIS_RULES: OptionRules = { prefix: PREFIX, ...SHARED_RULES }
