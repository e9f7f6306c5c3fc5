import type { Fault } from './faults.js'
import { seededRandom } from './random.js'
import { createRateLimit, type RateLimit, type RateLimitOptions } from './rateLimit.js'
import type { Occasion } from './requestInfo.js'
import { type Sleep, systemSleep } from './sleep.js'

/** How long answers take, in milliseconds: always the same, by chance between two bounds, or as a function says. */
export type Latency = number | { readonly min: number; readonly max: number } | ((occasion: Occasion) => number)

/** What requests meet on their way. */
export interface WeatherOptions {
  /** Limits requests as Notion does; `true` for the limits of most plans. None unless given. */
  readonly rateLimit?: boolean | RateLimitOptions
  /** None unless given. */
  readonly latency?: Latency
  /** Faults that strike matching requests, the first that does; each as often as its `times` and `chance` say. */
  readonly faults?: ReadonlyArray<Fault>
  /** What chance begins with: the same requests after the same seed meet the same. 1 unless given. */
  readonly seed?: number
  /** Waits; the system's timer unless given. */
  readonly sleep?: Sleep
}

/** The weather of a simulator. */
export interface Weather {
  /** Changes it; windows and chance begin anew. */
  readonly set: (options: WeatherOptions) => void
  /** Lets the next matching requests fail. */
  readonly expect: (fault: Fault) => void
  /** Forgets the faults that have not struck, those of the weather too. */
  readonly clear: () => void
  /** The fault that meets a request, if any; it counts as one of its times. */
  readonly strike: (occasion: Occasion) => Fault | undefined
  /** Counts a request against the limits, or returns why it is refused. */
  readonly count: RateLimit
  /** How long a request takes, in milliseconds. */
  readonly latency: (occasion: Occasion) => number
  readonly sleep: Sleep
}

interface Waiting {
  readonly fault: Fault
  left: number
}

const latencyOf = (latency: Latency, occasion: Occasion, random: () => number): number =>
  typeof latency === 'number'
    ? latency
    : typeof latency === 'function'
      ? latency(occasion)
      : latency.min + random() * (latency.max - latency.min)

const limitOf = ({ rateLimit = false }: WeatherOptions): RateLimit =>
  rateLimit === false ? () => undefined : createRateLimit(rateLimit === true ? {} : rateLimit)

const rulesOf = ({ faults = [] }: WeatherOptions): Array<Waiting> =>
  faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }))

/** Clear skies, unless the options say otherwise. */
export const createWeather = (first: WeatherOptions = {}): Weather => {
  let options = first
  let random = seededRandom(first.seed ?? 1)
  let limit = limitOf(first)
  let rules = rulesOf(first)
  let expected: Array<Waiting> = []
  const strikes = ({ fault, left }: Waiting, occasion: Occasion): boolean =>
    left > 0 && (fault.match?.(occasion) ?? true) && (fault.chance === undefined || random() < fault.chance)
  return {
    set: (next) => {
      options = next
      random = seededRandom(next.seed ?? 1)
      limit = limitOf(next)
      rules = rulesOf(next)
    },
    expect: (fault) => {
      expected.push({ fault, left: fault.times ?? 1 })
    },
    clear: () => {
      expected = []
      rules = []
    },
    strike: (occasion) => {
      const found = [...expected, ...rules].find((waiting) => strikes(waiting, occasion))
      if (found === undefined) return undefined
      found.left -= 1
      return found.fault
    },
    count: (occasion, now) => limit(occasion, now),
    latency: (occasion) => Math.max(0, latencyOf(options.latency ?? 0, occasion, random)),
    sleep: (milliseconds, signal) => (options.sleep ?? systemSleep)(milliseconds, signal),
  }
}
