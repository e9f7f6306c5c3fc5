/** What the packages for Redis and Cloudflare are built from, and what a package for another store needs. */
export { keyHash } from './keyHash.js'
export { type LimiterState, nextFreeAt, STATE_KEPT_MS, stateAt } from './limiterState.js'
export { elapsedOf, type Link, type LinkOptions, openLink, type Reply, reasonOf } from './link.js'
export {
  checkOptions,
  FUNCTION,
  hasFunctions,
  NOT_NEGATIVE,
  OBJECT,
  ON_UNAVAILABLE,
  type OnUnavailable,
  type OptionRule,
  type OptionRules,
  POSITIVE,
  SHARED_RULES,
  type SharedOptions,
  shown,
  throwInvalidOption,
  withDefaults,
} from './options.js'
export { limiterStateIn, turnIn, turnRequestIn } from './read.js'
export type { Scores } from './scores.js'
export {
  RATE_LIMITER_RULES,
  type SharedRateLimiterOptions,
  sharedRateLimiter,
  type TurnTaker,
} from './sharedRateLimiter.js'
export { takeTurn } from './takeTurn.js'
export type { PermitReport, Turn, TurnRequest } from './turnMessages.js'
