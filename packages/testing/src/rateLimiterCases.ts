/** The requirements of a `RateLimiter`, as conformance cases. */
import type { Permit, RateLimiter } from 'notion-fp'
import { assert, assertSame, type ConformanceCase, caseWith } from './conformanceCase.js'

/** A limiter to test. Its rate is 10 calls per minute at the start, at least 1 and at most 10. */
export interface RateLimiterSubject {
  /** The limiters of two processes, which share their limits. If a limiter has only one process, the same limiter twice. */
  readonly limiters: readonly [RateLimiter, RateLimiter]
  /** Advances the time of both, in milliseconds, and completes the work that is then due. */
  readonly pass: (milliseconds: number) => unknown
  /** Completes the work that needs no time to pass. */
  readonly settle: () => unknown
}

type Case = ConformanceCase<RateLimiterSubject>
type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>

const RATE = 10
const MINUTE_MS = 60_000
/** The steps in which time passes: a limiter may check its state at intervals. */
const STEP_MS = 2_500

const isPermit = (acquired: Acquired): acquired is Permit =>
  typeof acquired === 'object' && 'passed' in acquired && typeof acquired.passed === 'function'

/** An open subject, with helpers for the cases. */
const opened = async (make: () => RateLimiterSubject | Promise<RateLimiterSubject>) => {
  const { limiters, pass, settle } = await make()
  const [one, other] = limiters
  const rejected: Array<unknown> = []
  /** Starts calls, and returns the list of their results so far. */
  const calls = (limiter: RateLimiter, count: number, ...rest: Parameters<RateLimiter['acquire']>) => {
    const given: Array<Acquired> = []
    for (let call = 0; call < count; call++)
      Promise.resolve(limiter.acquire(...rest)).then(
        (acquired) => given.push(acquired),
        (reason) => rejected.push(reason),
      )
    return given
  }
  const settled = async (): Promise<void> => {
    await settle()
    assert(rejected.length === 0, `acquire must not reject, as it did with ${rejected[0]}`)
  }
  let time = 0
  const elapse = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += STEP_MS) {
      const step = Math.min(STEP_MS, milliseconds - passed)
      time += step
      await pass(step)
    }
    await settled()
  }
  const permit = async (limiter: RateLimiter, tenant: string): Promise<Permit> => {
    const given = calls(limiter, 1, tenant)
    await settled()
    const [acquired] = given
    if (!isPermit(acquired)) throw new Error('there is no permit where there is room')
    return acquired
  }
  return { one, other, calls, elapse, permit, settle: settled, now: () => time }
}

const aCase = caseWith(opened)

const permitsIn = (given: ReadonlyArray<Acquired>): number => given.filter(isPermit).length

const passAll = (given: ReadonlyArray<Acquired>): void => {
  for (const acquired of given) if (isPermit(acquired)) acquired.passed()
}

/** The cases. Each makes a subject of its own. */
export const rateLimiterCases: ReadonlyArray<Case> = [
  aCase('gives the calls of a minute at once, to all processes together', async ({ one, other, calls, settle }) => {
    const given = [calls(one, RATE, 'tenant'), calls(other, RATE, 'tenant')]
    await settle()
    const permits = given.flat().filter(isPermit).length
    // A limiter that does not know the limit yet may try one more call.
    assert(permits >= RATE && permits <= RATE + 1, `expected ${RATE} permits, not ${permits}`)
  }),
  aCase('gives the rest in the minutes after', async ({ one, other, calls, elapse, settle }) => {
    const given = [calls(one, 2 * RATE, 'tenant'), calls(other, RATE, 'tenant')]
    await settle()
    passAll(given.flat())
    await elapse(MINUTE_MS / 2)
    const early = given.flat().length
    assert(early <= 2 * RATE, `${early} permits in half a minute`)
    await elapse(4 * MINUTE_MS)
    assertSame([permitsIn(given[0] ?? []), permitsIn(given[1] ?? [])], [2 * RATE, RATE], 'the permits')
  }),
  aCase('spreads the calls over any minute, not over those of a clock', async ({ one, calls, elapse, settle }) => {
    await elapse(0.75 * MINUTE_MS)
    const given = calls(one, 3 * RATE, 'tenant')
    await settle()
    passAll(given)
    await elapse(MINUTE_MS / 2)
    const permits = permitsIn(given)
    assert(permits >= RATE && permits < 1.8 * RATE, `${permits} permits in half a minute, at ${RATE} a minute`)
  }),
  aCase('serves the calls of a process in their order', async ({ one, calls, elapse }) => {
    const given = Array.from({ length: 2 * RATE }, () => calls(one, 1, 'tenant'))
    const isOrdered = (): boolean =>
      given.every(({ length }, index) => length === 0 || index === 0 || given[index - 1]?.length === 1)
    for (let passed = 0; passed < 4 * MINUTE_MS; passed += STEP_MS) {
      await elapse(STEP_MS)
      assert(isOrdered(), 'a call is served before one that came earlier')
    }
    assertSame(given.flat().length, 2 * RATE, 'the calls that are served')
  }),
  aCase('keeps tenants apart', async ({ one, calls, settle }) => {
    const many = calls(one, 50 * RATE, 'busy')
    await settle()
    const single = calls(one, 1, 'quiet')
    await settle()
    assert(permitsIn(many) <= RATE + 1, 'the busy tenant has more than its rate')
    assertSame(permitsIn(single), 1, 'the permit of the quiet tenant')
  }),
  aCase('tells all tenants apart', async ({ one, other, calls, elapse, permit, settle }) => {
    const names = ['tenant', 'Tenant', 'tenant ', ...['a', 'b'].map((last) => '0'.repeat(63) + last)]
    for (const name of names) {
      const first = await permit(one, name)
      first.refused(30_000)
      await settle()
      const given = calls(other, 1, name)
      await elapse(1_500)
      assertSame(given.length, 0, `the permits of ${name} in its pause`)
    }
  }),
  aCase('serves every process that waits', async ({ one, other, calls, elapse, settle }) => {
    const many = calls(one, 5 * RATE, 'tenant')
    await settle()
    const few = calls(other, 2, 'tenant')
    await elapse(6 * MINUTE_MS)
    assertSame([permitsIn(many), permitsIn(few)], [5 * RATE, 2], 'the permits')
  }),
  aCase('pauses all processes of the tenant after a 429', async ({ one, other, calls, elapse, permit, settle }) => {
    const first = await permit(one, 'tenant')
    await permit(other, 'tenant')
    first.refused(30_000)
    await settle()
    const given = [calls(one, 1, 'tenant'), calls(other, 1, 'tenant')]
    const free = calls(other, 1, 'another')
    await settle()
    assertSame([given.flat().length, permitsIn(free)], [0, 1], 'the permits in the pause')
    await elapse(29_000)
    assertSame(given.flat().length, 0, 'the permits before the end of the pause')
    await elapse(4 * MINUTE_MS)
    passAll(given.flat())
    await elapse(4 * MINUTE_MS)
    assertSame(permitsIn(given.flat()), 2, 'the permits after the pause')
  }),
  aCase(
    'keeps to a pause while calls that began before it end',
    async ({ one, other, calls, elapse, permit, settle }) => {
      const [first, second, third, fourth] = [
        await permit(one, 'tenant'),
        await permit(one, 'tenant'),
        await permit(other, 'tenant'),
        await permit(other, 'tenant'),
      ]
      first.refused(30_000)
      third.refused(30_000)
      await settle()
      second.refused(30_000)
      fourth.passed()
      await settle()
      const given = [calls(one, 1, 'tenant'), calls(other, 1, 'tenant')]
      await elapse(29_000)
      assertSame(given.flat().length, 0, 'the permits before the end of the pause')
      // A limiter may pause a little longer, so that not all processes resume at once.
      await elapse(16_000)
      assert(permitsIn(given.flat()) > 0, 'no permit after the end of the pause')
    },
  ),
  aCase('pauses for a second at least, whatever is asked for', async ({ one, calls, permit, elapse, settle }) => {
    for (const asked of [undefined, 0, -1, Number.NaN]) {
      const tenant = `tenant ${asked}`
      const first = await permit(one, tenant)
      first.refused(asked)
      await settle()
      const given = calls(one, 1, tenant)
      await elapse(500)
      assertSame(given.length, 0, `the permits half a second after a 429 that asks for ${asked}`)
      await elapse(MINUTE_MS)
      assertSame(permitsIn(given), 1, 'the permits a minute later')
    }
  }),
  aCase('goes on without the report of a process that died', async ({ one, other, calls, elapse, settle }) => {
    const dead = calls(one, RATE, 'tenant')
    await settle()
    assertSame(permitsIn(dead), RATE, 'the permits of the process that dies')
    const given = calls(other, RATE, 'tenant')
    await elapse(5 * MINUTE_MS)
    assertSame(permitsIn(given), RATE, 'the permits of the one that lives')
  }),
  aCase('lets an aborted call leave', async ({ one, calls, elapse, settle }) => {
    const controller = new AbortController()
    controller.abort()
    const never = calls(one, 1, 'tenant', controller.signal)
    await settle()
    assertSame([never.length, never[0]], [1, undefined], 'what a call that was aborted before is given')
    const full = calls(one, RATE + 1, 'tenant')
    await settle()
    const later = new AbortController()
    const waiting = calls(one, 5, 'tenant', later.signal)
    const others = calls(one, 1, 'tenant')
    await settle()
    later.abort()
    await settle()
    assertSame([waiting.length, permitsIn(waiting)], [5, 0], 'what the aborted calls are given')
    await elapse(3 * MINUTE_MS)
    assertSame([permitsIn(full), permitsIn(others)], [RATE + 1, 1], 'the permits of the others')
  }),
  aCase('ends a wait that exceeds its budget', async ({ one, calls, permit, settle }) => {
    const first = await permit(one, 'tenant')
    first.refused(30_000)
    await settle()
    const given = calls(one, 1, 'tenant', undefined, { leftMs: () => 1_000 })
    await settle()
    const [acquired] = given
    assert(given.length === 1 && !isPermit(acquired), 'a call waits longer than its budget')
    const waitMs = acquired && 'retryAfterMs' in acquired ? acquired.retryAfterMs : 0
    assert(waitMs > 20_000 && waitMs <= 70_000, `retryAfterMs is ${waitMs}, not about 30000`)
  }),
  aCase('ends a wait in the queue that exceeds its budget', async ({ one, calls, elapse, now, settle }) => {
    const full = calls(one, 3 * RATE, 'tenant')
    await settle()
    const ends = now() + 5_000
    const given = calls(one, 1, 'tenant', undefined, { leftMs: () => Math.max(0, ends - now()) })
    await elapse(7_500)
    assert(given.length === 1 && !isPermit(given[0]), 'a call waits in the queue for longer than its budget')
    passAll(full)
    await elapse(4 * MINUTE_MS)
    assertSame(permitsIn(full), 3 * RATE, 'the permits of the others')
  }),
  aCase('does not charge the queue to a budget that can be extended', async ({ one, calls, elapse, settle }) => {
    const full = calls(one, RATE + 1, 'tenant')
    await settle()
    let left = 1_000
    const began = left
    const budget = {
      leftMs: () => left,
      extend: (more: number) => {
        left += more
      },
    }
    const given = calls(one, 1, 'tenant', undefined, budget)
    await elapse(3 * MINUTE_MS)
    assertSame([permitsIn(full), permitsIn(given)], [RATE + 1, 1], 'the permits')
    // The budget of the test does not decrease with time, so everything that was added is the time in the queue.
    assert(left - began > 0 && left - began <= 3 * MINUTE_MS, `the budget was extended by ${left - began} ms`)
  }),
]
