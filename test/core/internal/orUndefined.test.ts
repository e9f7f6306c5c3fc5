import { expect, test } from 'vitest'
import { orUndefined } from '../../../src/core/internal/orUndefined.js'

test('default: it resolves with the result of synchronous and asynchronous work', async () => {
  expect([await orUndefined(() => 1), await orUndefined(() => Promise.resolve(2))]).toEqual([1, 2])
})

test('behavior: it resolves with undefined if the work throws or rejects', async () => {
  const throwing = (): number => {
    throw new Error('gone')
  }
  expect([await orUndefined(throwing), await orUndefined(() => Promise.reject(new Error('gone')))]).toEqual([
    undefined,
    undefined,
  ])
})
