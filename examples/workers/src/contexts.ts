/** The contexts of the tenants: one limiter for all processes, and calls that do not wait. */
import { redisRateLimiter } from '@notion-fp/redis'
import type { Redis } from 'ioredis'
import { type Context, createContext, isRetryable, type RateLimiter } from 'notion-fp'
import { clockOf, type Pace, REAL } from './time.js'

/** How long a call waits for a permit in its step, in milliseconds. A longer wait is one of the step, which frees its worker. */
const MAX_WAIT_MS = 500

/** A limiter that says at once how long the wait would be, if it is not a short one. */
const impatient = (limiter: RateLimiter, now: () => number): RateLimiter => ({
  acquire: (tenant, signal) => {
    const ends = now() + MAX_WAIT_MS
    return limiter.acquire(tenant, signal, { leftMs: () => ends - now(), extend: undefined })
  },
})

/** What the contexts of all tenants have in common. */
export interface ContextOptions {
  readonly redis: Redis
  readonly authOf: (tenant: string) => string
  readonly baseUrl?: string
  readonly pace?: Pace
}

export const contextsOf = ({ redis, authOf, baseUrl, pace = REAL }: ContextOptions): ((tenant: string) => Context) => {
  const clock = clockOf(pace)
  // Faster time leaves less of it for what takes real time: the commands, and the requests.
  const commandTimeoutMs = 5_000 * pace.speed
  const leaseMs = 5_000 * pace.speed
  const simulated = pace.speed === 1 ? {} : { time: clock.now }
  // Without Redis there is no queue either: a step waits until it is back.
  const shared = { clock, commandTimeoutMs, leaseMs, onUnavailable: 'fail', ...simulated } as const
  const rateLimit = impatient(redisRateLimiter(redis, shared), clock.now)
  const contexts = new Map<string, Context>()
  return (tenant) => {
    const known = contexts.get(tenant)
    if (known) return known
    const ctx = createContext({
      auth: authOf(tenant),
      ...(baseUrl !== undefined && { baseUrl }),
      clock,
      timeoutMs: 30_000 * pace.speed,
      rateLimit,
      // A step reads each page once.
      cache: false,
      // A pause that Notion asks for is a wait of the step, too.
      retry: { when: (error, call) => error._tag !== 'RateLimitError' && isRetryable(error, call) },
      // What goes wrong is the outcome of a step.
      logLevel: 'silent',
    })
    contexts.set(tenant, ctx)
    return ctx
  }
}
