export { elapsedOf, type Link, type LinkOptions, openLink, type Reply, reasonOf } from './link.js'
export {
  checkOptions,
  hasFunctions,
  NOT_NEGATIVE,
  OBJECT,
  ON_UNAVAILABLE,
  type OnUnavailable,
  POSITIVE,
  type Rule,
  SHARED_RULES,
  type SharedOptions,
  throwInvalid,
  withDefaults,
} from './options.js'
export { limiterStateIn, turnIn, turnRequestIn } from './read.js'
export {
  RATE_LIMITER_RULES,
  type SharedRateLimiterOptions,
  sharedRateLimiter,
  type TurnTaker,
} from './sharedRateLimiter.js'
export {
  type LimiterState,
  nextFreeAt,
  type PermitReport,
  type Scores,
  STATE_KEPT_MS,
  stateAt,
  type Turn,
  type TurnRequest,
  takeTurn,
} from './turn.js'
