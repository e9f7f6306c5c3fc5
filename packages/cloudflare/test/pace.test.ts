/** Many Workers with one token, on the simulator, in workerd: the limit is used, and hardly exceeded. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, startFleet } from '../bench/fleet.js'

let fleet: Fleet

beforeAll(async () => {
  fleet = await startFleet()
})
afterAll(() => fleet.stop())

const TASK = { workers: 3, concurrency: 4, minutes: 2, perMinute: 180 }

test('default: three Workers that share 180 calls a minute use 95 % of them at least, with 0.5 % of 429s at most', async () => {
  const { throughput, refused, failed, least, questions } = await fleet.pace({ ...TASK, isShared: true })
  expect(throughput).toBeGreaterThanOrEqual(0.95)
  expect(refused).toBeLessThanOrEqual(0.005)
  expect(failed).toBe(0)
  expect(least).toBeGreaterThan(0.7)
  expect(questions).toBeLessThan(4)
})

test('behavior: with a limiter of its own in each, there are more 429s: the figures can be worse', async () => {
  const { refused } = await fleet.pace({ ...TASK, isShared: false })
  expect(refused).toBeGreaterThan(0.02)
})
