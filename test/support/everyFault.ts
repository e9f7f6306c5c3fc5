/**
 * Lets a job run on the simulator while the n-th request fails, in every way in which a request can fail, for every n: once, or
 * from then on, as if the process had lost its connection for good.
 */

import type { Simulator } from '@notion-fp/simulator'
import { pipe } from 'fp-ts/function'
import type { Context } from '../../src/core/call/context.js'
import { makeContext } from '../../src/core/context/makeContext.js'
import { withDefaults } from '../../src/core/context/withDefaults.js'
import { fetchFetcher } from '../../src/core/transport/fetchFetcher.js'
import { aSimulator, goingTo } from '../simulator/world.js'
import { fakeClock } from './fakes.js'

type Send = (url: string, init: RequestInit) => Promise<Response>

/** A way to fail: it may send the request first. */
export type Failing = (send: () => Promise<Response>) => Promise<Response>

const refusal = (
  status: number,
  code: string,
  message: string,
  more: object = {},
  headers: Record<string, string> = {},
) =>
  new Response(JSON.stringify({ object: 'error', status, code, message, ...more }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })

const broken = (code: string): never => {
  throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) })
}

/** Faults by their names. */
interface Faults {
  readonly [name: string]: Failing
}

/** The ways in which a request fails that say that it is not applied. */
const REFUSED: Faults = {
  'connection refused': async () => broken('ECONNREFUSED'),
  '409 conflict': async () => refusal(409, 'conflict_error', 'Conflict occurred while saving. Please try again.'),
  '429 rate limit': async () =>
    refusal(
      429,
      'rate_limited',
      'You have been rate limited. Please try again in a few minutes.',
      {},
      { 'retry-after': '30' },
    ),
  '400 rendering timeout': async () =>
    refusal(400, 'validation_error', 'Rendering exceeded the response time budget. Back off and try again.'),
  '529 overloaded': async () => refusal(529, 'service_overload', 'Overloaded', {}, { 'retry-after': '30' }),
}

/** The ways in which a request fails that leave open whether it is applied; it is not. */
const LOST: Faults = {
  'connection reset before the request was read': async () => broken('ECONNRESET'),
  '500': async () => refusal(500, 'internal_server_error', 'Unexpected error occurred.'),
  '502 page of HTML': async () =>
    new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } }),
  '503': async () => refusal(503, 'service_unavailable', 'Notion is unavailable, please try again later.'),
  '504': async () => refusal(504, 'gateway_timeout', 'Notion timed out while attempting to complete this request.'),
}

/** The ways in which a request fails and is not applied. */
export const NOT_APPLIED: Faults = { ...REFUSED, ...LOST }

/** The ways in which a request fails although it was applied. */
export const APPLIED: Faults = {
  'connection reset after the request was applied': async (send) => {
    await send()
    return broken('ECONNRESET')
  },
  '502 after the request was applied': async (send) => {
    await send()
    return new Response('', { status: 502 })
  },
  '504 after the request was applied': async (send) => {
    await send()
    return refusal(504, 'gateway_timeout', 'Notion timed out while attempting to complete this request.')
  },
  'half a response': async (send) => {
    const response = await send()
    const text = await response.text()
    return new Response(text.slice(0, text.length / 2), { status: response.status, headers: response.headers })
  },
}

/** All ways in which a request fails. */
export const EVERY_FAULT: Faults = { ...NOT_APPLIED, ...APPLIED }

/** What a job can tell apart. */
export const FAULT_KINDS = [
  { kind: 'refused', faults: REFUSED },
  { kind: 'lost before they are applied', faults: LOST },
  { kind: 'lost after they are applied', faults: APPLIED },
] as const

const KINDS = FAULT_KINDS.map(({ faults }) => Object.keys(faults))

/**
 * The requests of a job, from 0, that a fault is tried at. The faults of a kind take turns, so that each request fails in each kind
 * and each fault is tried somewhere; every fault at every request would take five times as long. Another `start` shifts the turns,
 * such as for the second of two tests of one job.
 */
export const turnsOf = (fault: string, requests: number, start = 0): ReadonlyArray<number> => {
  const kind = KINDS.find((names) => names.includes(fault))
  if (!kind) throw new Error(`There is no fault ${fault}.`)
  // With more faults than requests, some meet at one.
  const turns = Array.from({ length: Math.max(requests, kind.length) }, (_, turn) => turn)
  const own = turns.filter((turn) => kind[(turn + start) % kind.length] === fault)
  return [...new Set(own.map((turn) => turn % requests))]
}

/** A simulator whose requests are counted, and one of which may fail. */
export interface Tried {
  readonly simulator: Simulator
  /** Retries, caches and pauses as a user's context does, on a clock that jumps. */
  readonly ctx: Context
  /** A context of another process, without the memory of the others. What fails, fails for all. */
  readonly restarted: () => Context
  /** The number of HTTP requests so far. */
  readonly sent: () => number
  /** Lets the n-th request from now on fail, from 0: `times` requests in a row, 1 by default. */
  readonly failAt: (index: number, failing: Failing, times?: number) => void
  /** Lets every request succeed again. */
  readonly heal: () => void
  /** Remembers what is in the workspace. Returns what makes it so again: cheaper than a new simulator with the same content. */
  readonly remember: () => () => void
}

/** A pace that no job reaches: waiting for it takes longer than a request to the simulator. */
const PACE = { perMinute: 100_000, maxPerMinute: 100_000 }

/** A simulator of its own for one try. */
export const tried = async (): Promise<Tried> => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  let count = 0
  let fault: { readonly from: number; readonly until: number; readonly failing: Failing } | undefined
  const fetch: Send = async (url, init) => {
    const index = count++
    const send = (): Promise<Response> => simulator.fetch(url, init)
    return fault && index >= fault.from && index < fault.until ? fault.failing(send) : send()
  }
  const restarted = (): Context =>
    pipe(makeContext({ ...goingTo(simulator, clock), fetch }, fetchFetcher), withDefaults({ rateLimit: PACE }))
  return {
    simulator,
    ctx: restarted(),
    restarted,
    sent: () => count,
    failAt: (index, failing, times = 1) => {
      fault = { from: count + index, until: count + index + times, failing }
    },
    heal: () => {
      fault = undefined
    },
    remember: () => {
      const snapshot = simulator.snapshot()
      return () => simulator.restore(snapshot)
    },
  }
}

/** A world that is made once for the tests of a file, and is as it was then each time that it is asked for. */
export const asNew = <World extends Tried>(make: () => Promise<World>): (() => Promise<World>) => {
  let made: Promise<{ readonly world: World; readonly snapshot: object }> | undefined
  return async () => {
    made ??= make().then((world) => ({ world, snapshot: world.simulator.snapshot() }))
    const { world, snapshot } = await made
    world.heal()
    world.simulator.restore(snapshot)
    return world
  }
}
