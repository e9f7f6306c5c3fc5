/**
 * Simulates several processes that share a token but no memory, each with its own limiter and retries, and a server with
 * a limit a minute: how many of the allowed calls succeed, how many requests get a 429, and how many calls fail. It uses a
 * virtual clock.
 */
import * as E from 'fp-ts/Either'
import type { Clock, Config, Fetcher, NotionError, NotionRequest } from '../src/index.js'
import { rateLimiter, withRateLimit, withRetry } from '../src/index.js'
import { seeded, virtualClock } from './virtualClock.js'

/** How a server limits the rate. */
export type Window = 'token bucket' | 'sliding window'

/** How long a request at a time has to wait, in milliseconds; 0 when it is allowed. */
const serverOf = (window: Window, perMinute: number): ((now: number) => number) => {
  const interval = 60_000 / perMinute
  if (window === 'token bucket') {
    let tokens = perMinute
    let filledAt = 0
    return (now) => {
      tokens = Math.min(perMinute, tokens + (now - filledAt) / interval)
      filledAt = now
      if (tokens < 1) return (1 - tokens) * interval
      tokens -= 1
      return 0
    }
  }
  const allowed: Array<number> = []
  return (now) => {
    while ((allowed[0] ?? now) <= now - 60_000) allowed.shift()
    if (allowed.length >= perMinute) return (allowed[0] ?? now) + 60_000 - now
    allowed.push(now)
    return 0
  }
}

/** The parameters of a simulation. */
export interface Fleet {
  readonly window: Window
  /** The number of requests that the server allows a minute. */
  readonly perMinute: number
  readonly processes: number
  /** The number of concurrent calls of each process. */
  readonly workers: number
  readonly minutes: number
  /** The number of calls of each process, all started at once; by default as many as fit into the time. */
  readonly calls?: number
  /** The `Retry-After` of a 429: enough whole seconds by default, none, or 0. */
  readonly retryAfter?: 'enough' | 'nothing' | 'zero'
  readonly seed?: number
}

/** The result of a simulation; ratios are from 0 to 1. */
export interface FleetResult {
  /** The ratio of successful calls to the calls that the server allows, without its initial burst. */
  readonly throughput: number
  /** The ratio of 429 responses to all responses. */
  readonly refused: number
  /** The number of failed calls. */
  readonly lost: number
  readonly calls: number
  /** The ratio of the successful calls of the process with the fewest to the average of all processes. */
  readonly least: number
  /** The time until the last call ended, in minutes. */
  readonly tookMinutes: number
}

/** Runs a simulation for its number of minutes. */
export const simulateFleet = async (fleet: Fleet): Promise<FleetResult> => {
  const { window, perMinute, processes, workers, minutes, retryAfter = 'enough', seed = 1 } = fleet
  const clock = virtualClock()
  const random = seeded(seed)
  const wait = serverOf(window, perMinute)
  const end = minutes * 60_000
  let exchanges = 0
  let refused = 0
  let lost = 0
  let endedAt = 0
  const done = Array.from({ length: processes }, () => 0)
  const exchange: Fetcher =
    <A>(request: NotionRequest<A>) =>
    async () => {
      await clock.sleep(100 + 300 * random())
      exchanges++
      const waitMs = wait(clock.now())
      if (waitMs > 0) {
        refused++
        const error = {
          _tag: 'RateLimitError',
          message: '',
          outcome: 'not-applied',
          call: request,
          status: 429,
          headers: {},
          body: {},
          ...(retryAfter !== 'nothing' && {
            retryAfterMs: retryAfter === 'zero' ? 0 : Math.ceil(waitMs / 1_000) * 1_000,
          }),
        } satisfies NotionError
        return E.left(error)
      }
      return request.decode({}) as never
    }
  for (let process = 0; process < processes; process++) {
    const own: Clock = { ...clock, random: seeded(seed * 1_000 + process) }
    const config: Config = {
      auth: () => 'ntn_token_of_a_fleet',
      notionVersion: '2025-09-03',
      baseUrl: '',
      timeoutMs: 30_000,
      validate: 'off',
      logger: () => undefined,
      logLevel: 'silent',
      fetch: () => Promise.reject(new Error('no network')),
      clock: own,
    }
    const limited = withRateLimit({ limiter: rateLimiter({ clock: own }), tenant: () => '' })(exchange, config)
    const call = withRetry()(limited, config)
    const request: NotionRequest<unknown> = { op: 'getPage', kind: 'read', method: 'GET', path: '', decode: E.right }
    const run = async (): Promise<void> => {
      const result = await call(request)()
      endedAt = clock.now()
      if (E.isLeft(result)) lost++
      else done[process] = (done[process] ?? 0) + 1
    }
    if (fleet.calls !== undefined) for (let each = 0; each < fleet.calls; each++) void run()
    else
      for (let worker = 0; worker < workers; worker++)
        void (async () => {
          while (clock.now() < end) await run()
        })()
  }
  await clock.runUntil(end)
  const calls = done.reduce((sum, count) => sum + count, 0)
  return {
    throughput: calls / (perMinute * minutes),
    refused: refused / exchanges,
    lost,
    calls,
    least: (Math.min(...done) * processes) / calls,
    tookMinutes: endedAt / 60_000,
  }
}

const SERVERS = (['token bucket', 'sliding window'] as const).flatMap((window) =>
  [180, 600].map((perMinute) => ({ window, perMinute })),
)

/** The simulations in the README: ten processes, one hour, the limits of two plans, two kinds of server. */
export const FLEETS: ReadonlyArray<Fleet> = SERVERS.map((server) => ({
  ...server,
  processes: 10,
  workers: 8,
  minutes: 60,
}))

/** Thirty processes that start 50 calls each at once. */
export const JOBS: ReadonlyArray<Fleet & { readonly calls: number }> = SERVERS.map((server) => ({
  ...server,
  processes: 30,
  workers: 0,
  calls: 50,
  minutes: 60,
}))
