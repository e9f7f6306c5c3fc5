/**
 * The conditions that requests meet: rate limits, latency and faults. Random numbers come from a seed, so that a run
 * can be repeated.
 */
import type { Fault } from './faults.js'
import { createRateLimit, type RateLimit, type RateLimitOptions } from './rateLimit.js'
import type { RequestInfo } from './requestInfo.js'
import { seededRandom } from './seededRandom.js'
import { type Sleep, systemSleep } from './sleep.js'

/**
 * How long responses take, in milliseconds: a constant, a random time between two bounds, or the result of a function.
 */
export type Latency = number | { readonly min: number; readonly max: number } | ((request: RequestInfo) => number)

/** The conditions that requests meet: rate limits, latency and faults. */
export interface ConditionsOptions {
  /** Limits requests as Notion does; `true` for the limits of most plans. Off by default. */
  readonly rateLimit?: boolean | RateLimitOptions
  /** 0 by default. */
  readonly latency?: Latency
  /** Faults that apply to matching requests, the first match wins; each within its `times` and `chance`. */
  readonly faults?: ReadonlyArray<Fault>
  /**
   * The seed of the random numbers: with the same seed, the same requests get the same faults and latencies. 1 by
   * default.
   */
  readonly seed?: number
  /** Waits; uses the system's timer by default. */
  readonly sleep?: Sleep
}

/** The current conditions of a simulator. */
export interface Conditions {
  /** Replaces the conditions; rate limit windows and the random numbers start over. */
  readonly set: (options: ConditionsOptions) => void
  /** Makes the next matching requests fail. */
  readonly failNext: (fault: Fault) => void
  /** Removes all faults: those of `failNext` and those of the conditions. */
  readonly clearFaults: () => void
  /** The fault for a request, if any; counts as one of its `times`. */
  readonly takeFault: (request: RequestInfo) => Fault | undefined
  /** Counts a request against the limits, or returns why it is refused. */
  readonly countRequest: RateLimit
  /** How long a request takes, in milliseconds. */
  readonly latency: (request: RequestInfo) => number
  readonly sleep: Sleep
}

interface PendingFault {
  readonly fault: Fault
  left: number
}

const latencyOf = (latency: Latency, request: RequestInfo, random: () => number): number =>
  typeof latency === 'number'
    ? latency
    : typeof latency === 'function'
      ? latency(request)
      : latency.min + random() * (latency.max - latency.min)

const limitOf = ({ rateLimit = false }: ConditionsOptions): RateLimit =>
  rateLimit === false ? () => undefined : createRateLimit(rateLimit === true ? {} : rateLimit)

const rulesOf = ({ faults = [] }: ConditionsOptions): Array<PendingFault> =>
  faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }))

/** Creates the conditions; by default there are no limits, no latency and no faults. */
export const createConditions = (initial: ConditionsOptions = {}): Conditions => {
  let options = initial
  let random = seededRandom(initial.seed ?? 1)
  let limit = limitOf(initial)
  let rules = rulesOf(initial)
  let pending: Array<PendingFault> = []
  const applies = ({ fault, left }: PendingFault, request: RequestInfo): boolean =>
    left > 0 && (fault.match?.(request) ?? true) && (fault.chance === undefined || random() < fault.chance)
  return {
    set: (next) => {
      options = next
      random = seededRandom(next.seed ?? 1)
      limit = limitOf(next)
      rules = rulesOf(next)
    },
    failNext: (fault) => {
      pending.push({ fault, left: fault.times ?? 1 })
    },
    clearFaults: () => {
      pending = []
      rules = []
    },
    takeFault: (request) => {
      const found = [...pending, ...rules].find((pendingFault) => applies(pendingFault, request))
      if (found === undefined) return undefined
      found.left -= 1
      pending = pending.filter(({ left }) => left > 0)
      return found.fault
    },
    countRequest: (request, now) => limit(request, now),
    latency: (request) => Math.max(0, latencyOf(options.latency ?? 0, request, random)),
    sleep: (milliseconds, signal) => (options.sleep ?? systemSleep)(milliseconds, signal),
  }
}

/** @deprecated The old name of `ConditionsOptions`. */
export type WeatherOptions = ConditionsOptions
