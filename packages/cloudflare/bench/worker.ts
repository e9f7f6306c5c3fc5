/**
 * The Worker of the benchmark: many Workers with one token, on the simulator with the limit of most plans. Their time is a virtual one, so
 * that the result does not depend on how busy the machine is; the object is a real one, whose time is theirs.
 */
import { type Clock, createContext, getPage, type Permit, type RateLimiter } from 'notion-fp'
import { pageIds } from '../../../bench/pageIds.js'
import { steppedTimers } from '../../../bench/steppedTimers.js'
import { seeded, sleepBy } from '../../../bench/virtualClock.js'
import { withLatency } from '../../../bench/withLatency.js'
import { countUnderWay } from '../../../test/support/underWay.js'
import { createSimulator } from '../../simulator/src/portable.js'
import { durableObjectRateLimiter } from '../src/index.js'
import { NotionObject } from '../src/object/NotionObject.js'
import type { ObjectNamespace } from '../src/platform.js'
import { TimedObject } from '../test/support/TimedObject.js'
import { timedNamespace } from '../test/support/timedNamespace.js'
import type { Pace, PaceResult, RoundTrips } from './task.js'

export { NotionObject, TimedObject }

interface Env {
  readonly NOTION: ObjectNamespace
  /** Objects whose time is that of the questions. */
  readonly TIMED: ObjectNamespace
}

/** The steps in which time advances, in milliseconds. */
const STEP_MS = 20
const ORIGIN = Date.UTC(2026, 0, 1)

/** A clock that all Workers share. It advances when none of them has work to do. */
const openTime = () => {
  const { counted, underWay } = countUnderWay()
  let [time, questions] = [ORIGIN, 0]
  const { after, nextAt, runDue } = steppedTimers(() => time, STEP_MS)
  /** A binding whose questions take no time. */
  const timed = (namespace: ObjectNamespace): ObjectNamespace =>
    timedNamespace(
      namespace,
      () => time,
      (call) => {
        questions++
        return counted(call)
      },
    )
  /** Lets time pass until an end. */
  const runUntil = async (end: number): Promise<void> => {
    for (;;) {
      for (let quiet = 0; quiet < 3; quiet = underWay() === 0 ? quiet + 1 : 0)
        await new Promise((resolve) => setTimeout(resolve, 0))
      const next = nextAt()
      if (!(next < end)) return
      time = next
      runDue()
    }
  }
  return { now: () => time, after, sleep: sleepBy(after), timed, runUntil, questions: () => questions }
}

/** Runs a number of Workers for a number of minutes, each with a number of calls in flight. */
const runPace = async (env: Env, { workers, concurrency, minutes, perMinute, isShared }: Pace): Promise<PaceResult> => {
  const time = openTime()
  const simulator = createSimulator({ now: time.now, conditions: { rateLimit: { requests: perMinute } } })
  await simulator.load({ pages: pageIds.map((id) => ({ id, title: id })) })
  const end = ORIGIN + minutes * 60_000
  let [refused, failed] = [0, 0]
  const accepted = Array.from({ length: workers }, () => 0)
  const prefix = `pace-${crypto.randomUUID()}`
  const start = (worker: number): void => {
    const clock: Clock = { now: time.now, random: seeded(worker + 1), after: time.after, sleep: time.sleep }
    const send = withLatency(clock, simulator.fetch)
    const overTheNetwork: typeof fetch = async (...given) => {
      const response = await send(...given)
      if (response.status === 429) refused++
      return response
    }
    const ctx = createContext({
      auth: 'ntn_token_of_a_fleet',
      fetch: overTheNetwork,
      clock,
      cache: false,
      logLevel: 'silent',
      ...(isShared && { rateLimit: durableObjectRateLimiter(time.timed(env.TIMED), { clock, prefix }) }),
    })
    const lane = async (index: number): Promise<void> => {
      for (let call = index; time.now() < end; call += concurrency) {
        const result = await getPage(ctx, { page_id: pageIds[call % pageIds.length] ?? '' })()
        if (result._tag === 'Left') failed++
        else if (time.now() < end) accepted[worker] = (accepted[worker] ?? 0) + 1
      }
    }
    for (let index = 0; index < concurrency; index++) void lane(index)
  }
  for (let worker = 0; worker < workers; worker++) start(worker)
  await time.runUntil(end)
  return { accepted, refused, failed, questions: time.questions() }
}

type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>
const isPermit = (acquired: Acquired): acquired is Permit => acquired !== undefined && 'passed' in acquired

/** Takes permits in real time, those of a round at the same moment, and reports them. Stops after the first round that must wait. */
const takePermits = async (env: Env, { prefix, rounds, atOnce }: RoundTrips): Promise<ReadonlyArray<number>> => {
  const rates = { perMinute: 10_000, maxPerMinute: 10_000 }
  const milliseconds: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    // One for each request, as in a Worker.
    const limiters = Array.from({ length: atOnce }, () => durableObjectRateLimiter(env.NOTION, { ...rates, prefix }))
    const began = Date.now()
    const permits = await Promise.all(limiters.map(({ acquire }) => acquire('tenant')))
    milliseconds.push(Date.now() - began)
    for (const acquired of permits) if (isPermit(acquired)) acquired.passed()
  }
  return milliseconds
}

/** The task in a request of the benchmark itself. */
const taskOf = async <A>(request: Request): Promise<A> => JSON.parse(await request.text())

export default {
  fetch: async (request: Request, env: Env): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/pace') return Response.json(await runPace(env, await taskOf<Pace>(request)))
    return Response.json(await takePermits(env, await taskOf<RoundTrips>(request)))
  },
}
