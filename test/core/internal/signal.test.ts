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

test('default: unlessAborted resolves with the value of the promise', async () => {
  const { signal } = new AbortController()
  expect(await unlessAborted(undefined, Promise.resolve('done'))).toBe('done')
  expect(await unlessAborted(signal, Promise.resolve('done'))).toBe('done')
})

test('error: unlessAborted rejects if the promise rejects', async () => {
  const { signal } = new AbortController()
  await expect(unlessAborted(undefined, Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  await expect(unlessAborted(signal, Promise.reject(new Error('gone')))).rejects.toThrow('gone')
})

test('behavior: unlessAborted resolves with undefined if the signal is aborted first or already', async () => {
  const controller = new AbortController()
  const waiting = unlessAborted(controller.signal, deferred<string>().promise)
  controller.abort()
  expect(await waiting).toBeUndefined()
  expect(await unlessAborted(AbortSignal.abort(), deferred<string>().promise)).toBeUndefined()
})

test('behavior: a promise that rejects after the abort causes no unhandled rejection', async () => {
  const late = deferred<undefined>()
  const failing = late.promise.then(() => Promise.reject(new Error('late')))
  expect(await unlessAborted(AbortSignal.abort(), failing)).toBeUndefined()
  late.resolve(undefined)
  await expect(failing).rejects.toThrow('late')
})

test('default: onAbort runs each callback once unless it is canceled', () => {
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

test('behavior: onAbort runs immediately if the signal is already aborted, and never without a signal', () => {
  const ran: Array<string> = []
  onAbort(AbortSignal.abort(), () => ran.push('fired'))()
  onAbort(undefined, () => ran.push('none'))()
  expect(ran).toEqual(['fired'])
})

test('behavior: a callback that cancels itself while it runs does not affect the others', () => {
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

test('behavior: any number of callbacks share one listener, which is removed after the last', () => {
  const { signal } = new AbortController()
  const listeners = listenersOf(signal)
  const leaving = Array.from({ length: 30 }, () => onAbort(signal, () => undefined))
  expect(listeners.size).toBe(1)
  for (const leave of leaving) leave()
  expect(listeners.size).toBe(0)
  onAbort(signal, () => undefined)
  expect(listeners.size).toBe(1)
})

test('behavior: onAbort works with a signal that is not extensible', () => {
  const controller = new AbortController()
  Object.preventExtensions(controller.signal)
  const ran: Array<string> = []
  onAbort(controller.signal, () => ran.push('a'))
  onAbort(controller.signal, () => ran.push('b'))()
  controller.abort()
  expect(ran).toEqual(['a'])
})

test('behavior: thirty sleeps of systemClock share one listener of a signal', async () => {
  const controller = new AbortController()
  const listeners = listenersOf(controller.signal)
  const sleeps = Array.from({ length: 30 }, () => systemClock.sleep(60_000, controller.signal))
  expect(listeners.size).toBe(1)
  controller.abort()
  await Promise.all(sleeps)
  expect(listeners.size).toBe(0)
})

test('behavior: thirty calls with one signal share one listener and cause no leak warning', async () => {
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
    // Equal and different reads, and writes.
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
