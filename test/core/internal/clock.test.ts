import { expect, test, vi } from 'vitest'
import { steadyClock, systemClock } from '../../../src/core/internal/clock.js'
import { settled } from '../../support/fakes.js'

/** Runs a function with fake platform timers. */
const withTimers = async (run: () => Promise<void>): Promise<void> => {
  vi.useFakeTimers()
  try {
    await run()
  } finally {
    vi.useRealTimers()
  }
}

test('default: systemClock returns the time of the platform and random numbers from 0 to 1', () =>
  withTimers(async () => {
    vi.setSystemTime(1234)
    expect(systemClock.now()).toBe(1234)
    const random = systemClock.random()
    expect(random >= 0 && random < 1).toBe(true)
  }))

test('default: sleep resolves after its delay', () =>
  withTimers(async () => {
    let awake = false
    void systemClock.sleep(1_000).then(() => {
      awake = true
    })
    await vi.advanceTimersByTimeAsync(999)
    expect(awake).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(awake).toBe(true)
  }))

test('default: after runs a function after its delay unless it is canceled', () =>
  withTimers(async () => {
    const ran: Array<string> = []
    systemClock.after(100, () => ran.push('one'))
    const cancel = systemClock.after(100, () => ran.push('two'))
    cancel()
    await vi.advanceTimersByTimeAsync(100)
    expect(ran).toEqual(['one'])
  }))

test('behavior: sleep resolves when its signal is aborted, and leaves no timer', () =>
  withTimers(async () => {
    const controller = new AbortController()
    const sleeping = systemClock.sleep(1_000, controller.signal)
    expect(vi.getTimerCount()).toBe(1)
    controller.abort()
    await sleeping
    expect(vi.getTimerCount()).toBe(0)
  }))

test('behavior: sleep resolves immediately if its signal is already aborted', () =>
  withTimers(async () => {
    await systemClock.sleep(1_000, AbortSignal.abort())
    expect(vi.getTimerCount()).toBe(0)
  }))

test('behavior: a delay beyond the maximum of a platform timer does not end immediately', () =>
  withTimers(async () => {
    let awake = false
    void systemClock.sleep(Number.POSITIVE_INFINITY).then(() => {
      awake = true
    })
    await vi.advanceTimersByTimeAsync(1_000_000)
    await settled()
    expect(awake).toBe(false)
  }))

test('behavior: a sleep ends although the custom clock ends it, or aborts it, at once', async () => {
  const never = () => new Promise<never>(() => undefined)
  const controller = new AbortController()
  const ending = (_: number, end: () => void) => {
    end()
    return () => undefined
  }
  await steadyClock({ ...systemClock, sleep: never, after: ending }).sleep(1, controller.signal)
  const aborting = () => {
    controller.abort()
    return never()
  }
  await steadyClock({ ...systemClock, sleep: aborting, after: () => () => undefined }).sleep(1, controller.signal)
  expect(controller.signal.aborted).toBe(true)
})
