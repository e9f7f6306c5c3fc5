import { expect, test } from 'vitest'
import { withinDeadline } from '../../../src/core/internal/deadline.js'
import { deferred, manualClock, settled } from '../../support/fakes.js'
import { listenersOf } from '../../support/signals.js'

test('default: it resolves with the result of the work, and leaves no timer', async () => {
  const clock = manualClock()
  expect(await withinDeadline(clock, 100, undefined, async () => 'done')).toBe('done')
  expect(clock.sleeping()).toBe(0)
})

test('error: it rejects if the work rejects, and leaves no timer', async () => {
  const clock = manualClock()
  const work = () => Promise.reject(new Error('gone'))
  await expect(withinDeadline(clock, 100, undefined, work)).rejects.toThrow('gone')
  expect(clock.sleeping()).toBe(0)
})

test('behavior: work times out whether it obeys its signal or ignores it', async () => {
  const clock = manualClock()
  const obeying = withinDeadline(
    clock,
    100,
    undefined,
    ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
  const ignoring = withinDeadline(clock, 100, undefined, () => new Promise(() => undefined))
  await clock.advance(100)
  expect(await Promise.all([obeying, ignoring])).toEqual(['timeout', 'timeout'])
})

test('behavior: the abort reason of the caller is passed to the work', async () => {
  const clock = manualClock()
  const caller = new AbortController()
  const reason = deferred<unknown>()
  const ended = withinDeadline(clock, 100, caller.signal, ({ signal }) => {
    signal.addEventListener('abort', () => reason.resolve(signal.reason))
    return new Promise(() => undefined)
  })
  caller.abort('enough')
  expect([await ended, await reason.promise]).toEqual(['aborted', 'enough'])
  expect(clock.sleeping()).toBe(0)
})

test('behavior: no work starts if the signal is already aborted', async () => {
  const clock = manualClock()
  let started = false
  const work = async () => {
    started = true
  }
  expect(await withinDeadline(clock, 100, AbortSignal.abort(), work)).toBe('aborted')
  expect([started, clock.sleeping()]).toEqual([false, 0])
})

test('behavior: work that rejects after the timeout causes no unhandled rejection', async () => {
  const clock = manualClock()
  const late = deferred<undefined>()
  const ended = withinDeadline(clock, 100, undefined, () => late.promise.then(() => Promise.reject(new Error('late'))))
  await clock.advance(100)
  expect(await ended).toBe('timeout')
  late.resolve(undefined)
  await settled()
})

test('behavior: no listener remains on a signal that outlives the work', async () => {
  const { signal } = new AbortController()
  const listeners = listenersOf(signal)
  await withinDeadline(manualClock(), 100, signal, async () => {
    expect(listeners.size).toBe(1)
  })
  expect(listeners.size).toBe(0)
})

test('behavior: a clock that ends or aborts at once', async () => {
  const never = () => new Promise<never>(() => undefined)
  const caller = new AbortController()
  const clock = (after: (end: () => void) => void) => ({
    ...manualClock(),
    after: (_: number, end: () => void) => {
      after(end)
      return () => undefined
    },
  })
  const ending = clock((end) => end())
  expect(await withinDeadline(ending, 100, caller.signal, never)).toBe('timeout')
  const aborting = clock(() => caller.abort())
  expect(await withinDeadline(aborting, 100, caller.signal, never)).toBe('aborted')
})
