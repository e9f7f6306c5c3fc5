import { expect, test } from 'vitest'
import { simulateFleet } from '../../../bench/processes.js'

/** Servers, and for how long they are used: for as many calls. */
const SERVERS = [
  { window: 'token bucket', perMinute: 180, minutes: 60 },
  { window: 'sliding window', perMinute: 180, minutes: 60 },
  { window: 'token bucket', perMinute: 600, minutes: 18 },
  { window: 'sliding window', perMinute: 600, minutes: 18 },
] as const

test.each(SERVERS)('behavior: ten processes share a $window limit of $perMinute per minute', async (server) => {
  const { throughput, refused, lost } = await simulateFleet({ ...server, processes: 10, workers: 4 })
  expect(lost).toBe(0)
  expect(refused).toBeLessThan(0.05)
  expect(throughput).toBeGreaterThan(0.9)
})

test.each(['nothing', 'zero'] as const)(
  'behavior: ten processes share a limit whose Retry-After is %s',
  async (retryAfter) => {
    const server = { window: 'sliding window', perMinute: 180, retryAfter } as const
    const { throughput, refused, lost } = await simulateFleet({ ...server, processes: 10, workers: 8, minutes: 60 })
    expect(lost).toBe(0)
    expect(refused).toBeLessThan(0.05)
    expect(throughput).toBeGreaterThan(0.9)
  },
)

test.each(SERVERS)(
  'behavior: no call is lost in thirty processes with 50 calls each: $window, $perMinute per minute',
  async (server) => {
    const { calls, lost, tookMinutes } = await simulateFleet({
      ...server,
      processes: 30,
      workers: 0,
      calls: 50,
      minutes: 60,
    })
    expect({ calls, lost }).toEqual({ calls: 1_500, lost: 0 })
    expect(tookMinutes).toBeLessThan(1.5 * (1_500 / server.perMinute))
  },
)
