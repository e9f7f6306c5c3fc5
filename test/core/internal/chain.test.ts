import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { chain } from '../../../src/core/internal/chain.js'

const doubled = async (value: number): Promise<number> => 2 * value

test('default: continues with a value at once, and with a promise when it is resolved', async () => {
  const seen: Array<number> = []
  const noted = async (value: number): Promise<void> => void seen.push(value)
  void chain(1, noted)
  const later = chain(Promise.resolve(2), noted)
  expect(seen).toEqual([1])
  await later
  expect(seen).toEqual([1, 2])
})

test('behavior: waits for a promise that is no instance of the global Promise, as where a library replaces that', async () => {
  const foreign: Promise<number> = runInNewContext('Promise.resolve(21)')
  expect(foreign instanceof Promise).toBe(false)
  expect(await chain(foreign, doubled)).toBe(42)
})
