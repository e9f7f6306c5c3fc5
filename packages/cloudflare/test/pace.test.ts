/** Many Workers with one token, on the simulator, in workerd: the limit is used, and hardly exceeded. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, startFleet } from '../bench/fleet.js'

let fleet: Fleet

beforeAll(async () => {
  fleet = await startFleet()
})
afterAll(() => fleet.stop())

const TASK = { workers: 3, concurrency: 4, minutes: 2, perMinute: 180 }

test('default: three Workers that share 180 calls a minute use at least 95 % of them, with at most 0.5 % of 429s', async () => {
  const { throughput, refused, failed, least, questions } = await fleet.pace({ ...TASK, isShared: true })
  expect(throughput).toBeGreaterThanOrEqual(0.95)
  expect(refused).toBeLessThanOrEqual(0.005)
  expect(failed).toBe(0)
  expect(least).toBeGreaterThan(0.7)
  expect(questions).toBeLessThan(4)
})

test('behavior: with a separate limiter in each Worker, there are more 429s, so the figures above mean something', async () => {
  const { refused } = await fleet.pace({ ...TASK, isShared: false })
  expect(refused).toBeGreaterThan(0.02)
})
