/** A rate limiter that all Workers share through a Durable Object. */
import {
  checkOptions,
  type OptionRule,
  type OptionRules,
  RATE_LIMITER_RULES,
  type SharedRateLimiterOptions,
  sharedRateLimiter,
} from '@notion-fp/shared'
import type { RateLimiter } from 'notion-fp'
import { callObject } from '../object/callObject.js'
import { MAX_PER_MINUTE } from '../object/storedLimits.js'
import { checkNamespace, DEFAULT_PREFIX, PACKAGE, PREFIX } from '../options.js'
import type { ObjectNamespace } from '../platform.js'

/** The options of {@link durableObjectRateLimiter}. */
export interface DurableObjectRateLimiterOptions extends SharedRateLimiterOptions {
  /** The prefix of the names of objects. Workers with the same prefix share a limiter. Default `notion-fp`. */
  readonly prefix?: string | undefined
  /**
   * Keeps a request alive until its last report is sent: `(work) => ctx.waitUntil(work)`, or `waitUntil` of `cloudflare:workers`.
   * Without it, the last reports of a request may be lost: their permits count until the end of their lease, and a 429 in the last
   * call of a request pauses only this Worker.
   */
  readonly waitUntil?: ((work: Promise<void>) => unknown) | undefined
}

const RATE: OptionRule = [
  (given) => Number(given) > 0 && Number(given) <= MAX_PER_MINUTE,
  `a number greater than 0, at most ${MAX_PER_MINUTE}`,
]

const RULES: OptionRules = {
  prefix: PREFIX,
  waitUntil: [(given) => typeof given === 'function', 'a function'],
  ...RATE_LIMITER_RULES,
  perMinute: RATE,
  maxPerMinute: RATE,
}

/** The interval in which a waiting call checks whether the request that takes the turns has ended. */
const WATCH_MS = 1_000
/** An object may be on another continent, and may have to start. */
const TIMEOUT_MS = 3_000

/**
 * A rate limiter that all Workers share: together they stay within the limit of each token. A 429 in one Worker pauses all, and all use the
 * same adapted rate. Each token has its own Durable Object, whose clock is used. Free permits are distributed to the waiting requests in
 * turn.
 *
 * @param namespace The binding of {@link NotionObject}, such as `env.NOTION`.
 * @param options The rates, and the behavior while the object does not respond.
 * @throws TypeError for an invalid option, or a binding of another kind.
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { durableObjectRateLimiter, type ObjectNamespace } from '@notion-fp/cloudflare'
 * import { createContext } from 'notion-fp'
 *
 * export default {
 *   fetch: (request: Request, env: { NOTION: ObjectNamespace }, ctx: { waitUntil: (work: Promise<void>) => void }) => {
 *     const rateLimit = durableObjectRateLimiter(env.NOTION, { waitUntil: (work) => ctx.waitUntil(work) })
 *     const notion = createContext({ auth: 'ntn_…', rateLimit })
 *     return new Response(request.url)
 *   },
 * }
 */
export const durableObjectRateLimiter = (
  namespace: ObjectNamespace,
  options: DurableObjectRateLimiterOptions = {},
): RateLimiter => {
  checkNamespace(namespace)
  checkOptions(PACKAGE, options, RULES)
  const { prefix = DEFAULT_PREFIX, waitUntil, commandTimeoutMs = TIMEOUT_MS, ...rest } = options
  return sharedRateLimiter(
    {
      name: 'Durable Object',
      turn: (tenant, request) => callObject(namespace, `${prefix}:limit:${tenant}`, 'turn', request),
      watchMs: WATCH_MS,
      waitUntil,
    },
    { ...rest, commandTimeoutMs },
  )
}
