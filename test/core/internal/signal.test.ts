import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { createContext } from '../../../src/core/context/createContext.js'
import { use } from '../../../src/core/context/wrap.js'
import { systemClock } from '../../../src/core/internal/clock.js'
import { onAbort, unlessAborted } from '../../../src/core/internal/signal.js'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { deferred, settled } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'
import { listenersOf } from '../../support/signals.js'

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

test('default: onAbort runs each of its functions once', () => {
  const controller = new AbortController()
  const ran: Array<string> = []
  onAbort(controller.signal, () => ran.push('a'))
  const leave = onAbort(controller.signal, () => ran.push('b'))
  onAbort(controller.signal, () => ran.push('c'))
  leave()
  controller.abort()
  controller.abort()
  expect(ran).toEqual(['a', 'c'])
})

test('behavior: onAbort runs at once where the signal has fired, and never without a signal', () => {
  const ran: Array<string> = []
  onAbort(AbortSignal.abort(), () => ran.push('fired'))()
  onAbort(undefined, () => ran.push('none'))()
  expect(ran).toEqual(['fired'])
})

test('behavior: a function that leaves while the signal fires disturbs no other', () => {
  const controller = new AbortController()
  const ran: Array<string> = []
  const leave = onAbort(controller.signal, () => {
    ran.push('a')
    leave()
  })
  onAbort(controller.signal, () => ran.push('b'))
  controller.abort()
  expect(ran).toEqual(['a', 'b'])
})

test('behavior: any number of waits is one listener of a signal, and none when they are over', () => {
  const { signal } = new AbortController()
  const listeners = listenersOf(signal)
  const leaving = Array.from({ length: 30 }, () => onAbort(signal, () => undefined))
  expect(listeners.size).toBe(1)
  for (const leave of leaving) leave()
  expect(listeners.size).toBe(0)
  onAbort(signal, () => undefined)
  expect(listeners.size).toBe(1)
})

test('behavior: a signal that takes no property works, too', () => {
  const controller = new AbortController()
  Object.preventExtensions(controller.signal)
  const ran: Array<string> = []
  onAbort(controller.signal, () => ran.push('a'))
  onAbort(controller.signal, () => ran.push('b'))()
  controller.abort()
  expect(ran).toEqual(['a'])
})

test('behavior: thirty waits of the platform’s clock on one signal make no warning of a leak', async () => {
  const controller = new AbortController()
  const listeners = listenersOf(controller.signal)
  const sleeps = Array.from({ length: 30 }, () => systemClock.sleep(60_000, controller.signal))
  expect(listeners.size).toBe(1)
  controller.abort()
  await Promise.all(sleeps)
  expect(listeners.size).toBe(0)
})

test('behavior: thirty calls under one signal, each with a context of its own, are one listener and no warning', async () => {
  const warnings: Array<Error> = []
  const warn = (warning: Error) => warnings.push(warning)
  process.on('warning', warn)
  const controller = new AbortController()
  const listeners = listenersOf(controller.signal)
  const fetched = deferred<undefined>()
  const fetch = () => {
    fetched.resolve(undefined)
    return deferred<Response>().promise
  }
  const ctx = createContext({ auth: 'ntn_secret', logLevel: 'silent', fetch })
  const running = Array.from({ length: 30 }, (_, index) => {
    const { fetcher } = pipe(ctx, use(withSignal(controller.signal)))
    // Alike and different reads, and writes.
    return fetcher(
      aRequest({ path: `pages/${index % 20}`, ...(index % 3 === 0 && { method: 'POST', kind: 'once' }) }),
    )()
  })
  await fetched.promise
  await settled()
  expect(listeners.size).toBe(1)
  controller.abort()
  for (const result of await Promise.all(running)) expect(result).toMatchObject({ left: { _tag: 'AbortError' } })
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', warn)
  expect([listeners.size, warnings]).toEqual([0, []])
})
