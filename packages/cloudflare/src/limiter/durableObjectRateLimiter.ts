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
  /** What the names of objects begin with. Workers share what they have the same prefix for. Default `notion-fp`. */
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

/** How often a call that waits looks whether the request that takes the turns is over. */
const WATCH_MS = 1_000
/** An object may be on another continent, and have to be started. */
const TIMEOUT_MS = 3_000

/**
 * A rate limiter that all Workers share: together, they keep to the limit of each token. A 429 in one of them pauses all, and what one
 * learns of the limit holds for all. Each token has a Durable Object of its own; the time is that of the object. Free permits are
 * dealt out to the waiting requests in turn.
 *
 * @param namespace The binding of {@link NotionObject}, such as `env.NOTION`.
 * @param options The rates, and what happens while the object does not answer.
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
