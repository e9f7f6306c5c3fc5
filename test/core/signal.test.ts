import { expect, test } from 'vitest'
import { unlessAborted } from '../../src/core/signal.js'
import { deferred } from '../support/fakes.js'

test('default: what the promise gives', async () => {
  const { signal } = new AbortController()
  expect(await unlessAborted(undefined, Promise.resolve('done'))).toBe('done')
  expect(await unlessAborted(signal, Promise.resolve('done'))).toBe('done')
})

test('error: what the promise fails with', async () => {
  const { signal } = new AbortController()
  await expect(unlessAborted(undefined, Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  await expect(unlessAborted(signal, Promise.reject(new Error('gone')))).rejects.toThrow('gone')
})

test('behavior: nothing where the signal fires first, or has fired', async () => {
  const controller = new AbortController()
  const waiting = unlessAborted(controller.signal, deferred<string>().promise)
  controller.abort()
  expect(await waiting).toBeUndefined()
  expect(await unlessAborted(AbortSignal.abort(), deferred<string>().promise)).toBeUndefined()
})

test('behavior: a promise that fails after the signal fired disturbs nobody', async () => {
  const late = deferred<undefined>()
  const failing = late.promise.then(() => Promise.reject(new Error('late')))
  expect(await unlessAborted(AbortSignal.abort(), failing)).toBeUndefined()
  late.resolve(undefined)
  await expect(failing).rejects.toThrow('late')
})
