import { expect, test } from 'vitest'
import { orUndefined } from '../../../src/core/internal/orUndefined.js'

test('default: what the work gives, at once or later', async () => {
  expect([await orUndefined(() => 1), await orUndefined(() => Promise.resolve(2))]).toEqual([1, 2])
})

test('behavior: nothing for work that throws or rejects', async () => {
  const throwing = (): number => {
    throw new Error('gone')
  }
  expect([await orUndefined(throwing), await orUndefined(() => Promise.reject(new Error('gone')))]).toEqual([
    undefined,
    undefined,
  ])
})
