import { expect, test } from 'vitest'
import { simulateFleet } from '../../../bench/processes.js'

test.each([
  { window: 'token bucket', perMinute: 180 },
  { window: 'sliding window', perMinute: 180 },
] as const)('behavior: ten processes share $perMinute a minute of a $window', async (server) => {
  const { throughput, refused, lost } = await simulateFleet({ ...server, processes: 10, workers: 4, minutes: 20 })
  expect(lost).toBe(0)
  expect(refused).toBeLessThan(0.08)
  expect(throughput).toBeGreaterThan(0.9)
})
