import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf } from '../../../src/jobs/shared/cost.js'
import { createPool } from '../../../src/jobs/shared/pool.js'
import { deferred, settled } from '../../support/fakes.js'

describe('behavior: a pool', () => {
  test('never runs more tasks than its limit, starts them in order, and runs all of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(20), { maxLength: 30 }),
        async (limit, picks) => {
          const pool = createPool(limit)
          const started: Array<number> = []
          const open: Array<() => void> = []
          const runs = picks.map((_, index) =>
            pool(() => {
              started.push(index)
              const { promise, resolve } = deferred<number>()
              open.push(() => resolve(index))
              return promise
            }),
          )
          for (const pick of picks) {
            await settled()
            expect(open.length).toBeLessThanOrEqual(limit)
            open.splice(pick % open.length, 1)[0]?.()
          }
          expect(await Promise.all(runs)).toEqual(picks.map((_, index) => index))
          expect(started).toEqual(picks.map((_, index) => index))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('goes on after a task that fails', async () => {
    const pool = createPool(1)
    await expect(pool(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(await pool(async () => 1)).toBe(1)
  })
})

test('behavior: the cost of requests is their number, and the seconds at the limits of the API', () => {
  expect(costOf(1010)).toEqual({ requests: 1010, seconds: { at_180_per_minute: 336.7, at_600_per_minute: 101 } })
})
