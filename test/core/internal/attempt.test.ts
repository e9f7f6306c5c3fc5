import { expect, test } from 'vitest'
import { attempt } from '../../../src/core/internal/attempt.js'

test('default: what the work gives, at once or later', async () => {
  expect([await attempt(() => 1), await attempt(() => Promise.resolve(2))]).toEqual([1, 2])
})

test('behavior: nothing for work that throws or rejects', async () => {
  const throwing = (): number => {
    throw new Error('gone')
  }
  expect([await attempt(throwing), await attempt(() => Promise.reject(new Error('gone')))]).toEqual([
    undefined,
    undefined,
  ])
})
