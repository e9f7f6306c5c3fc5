/** The script of the limiter and `takeTurn`, which a Durable Object runs, give the same turns. */
import { type LimiterState, type PermitReport, type Turn, type TurnRequest, takeTurn } from '@notion-fp/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runnerOf } from '../src/client/script.js'
import { argumentsOf, SOURCE, turnOf } from '../src/limiter/script.js'
import { aFleet } from './support/fleet.js'
import { noServer } from './support/redisServer.js'

const RATES = { perMinute: 6, maxPerMinute: 12, minPerMinute: 1, leaseMs: 5_000 }

interface Permit {
  readonly id: string
  readonly issuedAt: number
  readonly flag: number
}

const action = fc.record({
  process: fc.constantFrom('a', 'b', 'c'),
  want: fc.nat(9),
  /** How much time passes; the clock may be set back. */
  passMs: fc.oneof(fc.nat(500), fc.nat(20_000), fc.nat(70_000), fc.constant(-10_000)),
  /** What becomes of the oldest permits that were not reported. */
  reports: fc.array(
    fc.record({
      kind: fc.constantFrom<PermitReport['kind']>('passed', 'passed', 'passed', 'passed', 'refused', 'unused'),
      retryAfterMs: fc.constantFrom(0, 500, 3_000, 7_200_000),
    }),
    { maxLength: 6 },
  ),
})

describe.skipIf(noServer)('the rules', () => {
  const { one, prefix } = aFleet()

  test('behavior: the script in Redis and takeTurn give the same turns, whatever processes want and report', async () => {
    const runScript = runnerOf(one().client)
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 40 }), async (actions) => {
        const key = `{${prefix()}}`
        const keys = [key, `${key}:open`, `${key}:used`, `${key}:line`, `${key}:due`]
        const out: Array<Permit> = []
        let state: LimiterState | undefined
        let [now, base] = [1_000_000_000_000, 0]
        const ours: Array<Turn> = []
        const theirs: Array<unknown> = []
        for (const { process, want, passMs, reports } of actions) {
          now += passMs
          const told = reports.flatMap((report): ReadonlyArray<PermitReport> => {
            const permit = out.shift()
            return permit ? [{ ...report, ...permit }] : []
          })
          const request: TurnRequest = { ...RATES, process, want, base, reports: told }
          const [next, turn] = takeTurn(state, request, now)
          state = next
          ours.push(turn)
          theirs.push(turnOf(await runScript(SOURCE, keys, argumentsOf(request, now))))
          const permits = Array.from({ length: turn.granted }, (_, index) => `${process}:${base + index}`)
          out.push(...permits.map((id) => ({ id, issuedAt: turn.now, flag: turn.flag })))
          if (turn.granted > 0) seen.add(`granted ${turn.flag}`)
          if (turn.pauseMs > 0) seen.add('paused')
          base += want
        }
        expect(theirs).toEqual(ours)
      }),
      { numRuns: 60 },
    )
    // The turns that are compared are of all kinds.
    expect([...seen].sort()).toEqual(['granted 0', 'granted 1', 'granted 2', 'paused'])
  })
})
