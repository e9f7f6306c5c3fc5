/** The script of the limiter and `takeTurn`, which a Durable Object runs, give the same turns. */
import { type LimiterState, type PermitReport, type Turn, type TurnRequest, takeTurn } from '@notion-fp/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runnerOf } from '../src/client/script.js'
import { argumentsOf, SOURCE, turnOf } from '../src/limiter/turnScript.js'
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
  /** The reports of the oldest permits that were not reported yet. */
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

  test('behavior: the script in Redis and takeTurn return the same turns for any requests and reports', async () => {
    const runScript = runnerOf(one().client)
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 40 }), async (actions) => {
        const key = `{${prefix()}}`
        const keys = [key, `${key}:open`, `${key}:used`, `${key}:line`, `${key}:due`]
        const out: Array<Permit> = []
        let state: LimiterState | undefined
        let [now, base] = [1_000_000_000_000, 0]
        const fromTypeScript: Array<Turn> = []
        const fromLua: Array<unknown> = []
        for (const { process, want, passMs, reports } of actions) {
          now += passMs
          const knownReports = reports.flatMap((report): ReadonlyArray<PermitReport> => {
            const permit = out.shift()
            return permit ? [{ ...report, ...permit }] : []
          })
          const request: TurnRequest = { ...RATES, process, want, base, reports: knownReports }
          const [next, turn] = takeTurn(state, request, now)
          state = next
          fromTypeScript.push(turn)
          fromLua.push(turnOf(await runScript(SOURCE, keys, argumentsOf(request, now))))
          const permits = Array.from({ length: turn.granted }, (_, index) => `${process}:${base + index}`)
          out.push(...permits.map((id) => ({ id, issuedAt: turn.now, flag: turn.flag })))
          if (turn.granted > 0) seen.add(`granted ${turn.flag}`)
          if (turn.pauseMs > 0) seen.add('paused')
          base += want
        }
        expect(fromLua).toEqual(fromTypeScript)
      }),
      { numRuns: 60 },
    )
    // The turns that are compared are of all kinds.
    expect([...seen].sort()).toEqual(['granted 0', 'granted 1', 'granted 2', 'paused'])
  })

  const NOW = 1_000_000_000_000
  const FIELDS = ['limit', 'ceiling', 'caution', 'paused', 'stalled', 'slowed', 'rejections', 'before', 'peak', 'trial']
  const EMPTY: LimiterState = {
    ...{ now: NOW, limit: 6, ceiling: 12, caution: 0, paused: 0, stalled: -1, slowed: 0, rejections: 0, before: 0 },
    ...{ peak: 0, trial: -1, probe: 0, probes: 0, streak: 0, open: [], used: [], line: [], due: [] },
  }
  const aRequest = (want: number, reports: ReadonlyArray<PermitReport> = []): TurnRequest => ({
    ...{ ...RATES, maxPerMinute: RATES.perMinute, process: 'b', base: Math.floor(Math.random() * 1e9), want, reports },
  })
  /** Keys with a state, and the turns of the script in it. */
  const stateOf = async (fields: ReadonlyArray<string>, scores: ReadonlyArray<readonly [string, string, string]>) => {
    const runScript = runnerOf(one().client)
    const key = `{${prefix()}}`
    await one().send('HSET', key, 'now', `${NOW}`, ...fields)
    for (const [name, score, member] of scores) await one().send('ZADD', `${key}:${name}`, score, member)
    const keys = [key, `${key}:open`, `${key}:used`, `${key}:line`, `${key}:due`]
    return async (request: TurnRequest, now: number) => turnOf(await runScript(SOURCE, keys, argumentsOf(request, now)))
  }
  const refusal = (id: string): PermitReport => ({ kind: 'refused', id, issuedAt: NOW, flag: 0, retryAfterMs: 5_000 })

  test.each(['1e300', '-1e300', '-1', 'inf', '-inf', 'nan', '1e400', '', 'x', '0x10'])(
    'error: %j in any field of the state blocks no process, and hides no 429',
    async (garbage) => {
      for (const field of [...FIELDS, 'probe', 'probes', 'streak', 'now']) {
        const turn = await stateOf([field, garbage], [])
        const first = await turn(aRequest(9), NOW)
        expect([field, Number(first?.granted) > 0]).toEqual([field, true])
        // Those of a minute ago are free again.
        const second = await turn(aRequest(9), NOW + 70_000)
        expect([field, Number(second?.granted) > 0]).toEqual([field, true])
        const third = await turn(aRequest(1, [refusal('b:1')]), NOW + 70_001)
        expect([field, third?.granted, third?.pauseMs]).toEqual([field, 0, 5_000])
        const number = Number(garbage || 'x')
        if (!Number.isFinite(number) || garbage === '0x10') continue
        const [next, fromTypeScript] = takeTurn({ ...EMPTY, [field]: number }, aRequest(9), NOW)
        expect([field, fromTypeScript]).toEqual([field, first])
        expect([field, takeTurn(next, aRequest(9), NOW + 70_000)[1]]).toEqual([field, second])
      }
    },
  )

  test.each(['inf', '1e300', '-inf', '-1e300', '0'])(
    'error: members of its sets that no turn stored, with %s, block no process',
    async (score) => {
      for (const name of ['open', 'used', 'line', 'due'] as const) {
        const members = ['a', 'c', 'd', 'e', 'f', 'g', 'h'].map((member) => [name, score, member] as const)
        const turn = await stateOf([], members)
        expect([name, (await turn(aRequest(9), NOW))?.granted]).toEqual([name, RATES.perMinute])
        const number = Number(score)
        if (!Number.isFinite(number)) continue
        const scores = members.map(([, , member]): readonly [string, number] => [member, number])
        expect([name, takeTurn({ ...EMPTY, [name]: scores }, aRequest(9), NOW)[1].granted]).toEqual([name, 6])
      }
    },
  )

  test('error: a queue whose members have no times, as when Redis evicts a key, is still served', async () => {
    const line = ['a', 'b', 'c'].map((member) => ['line', '0', member] as const)
    const turn = await stateOf([], line)
    for (const round of [0, 1, 2]) {
      const now = NOW + round * 70_000
      expect(await turn(aRequest(9), now)).toMatchObject({ granted: RATES.perMinute })
    }
  })
})
