import { expect, test } from 'vitest'
import { isUnavailable } from '../../src/props/unavailable.js'

test('behavior: isUnavailable distinguishes an unavailable value from all others', () => {
  const day = { start: '2026-03-11', end: null, time_zone: null }
  expect(isUnavailable({ unavailable: 'unsupported' })).toBe(true)
  for (const value of [null, undefined, 'late', 3.5, true, day, []]) expect(isUnavailable(value)).toBe(false)
})
