import { expect, test, vi } from 'vitest'
import { systemClock } from '../../../src/core/internal/clock.js'
import { settled } from '../../support/fakes.js'

/** Runs something with the platform's time in the test's hand. */
const withTimers = async (run: () => Promise<void>): Promise<void> => {
  vi.useFakeTimers()
  try {
    await run()
  } finally {
    vi.useRealTimers()
  }
}

test('default: time and chance are the platform’s', () =>
  withTimers(async () => {
    vi.setSystemTime(1234)
    expect(systemClock.now()).toBe(1234)
    const random = systemClock.random()
    expect(random >= 0 && random < 1).toBe(true)
  }))

test('default: sleeps as long as it is told', () =>
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

test('default: runs something later, unless it is called off', () =>
  withTimers(async () => {
    const ran: Array<string> = []
    systemClock.after(100, () => ran.push('one'))
    const callOff = systemClock.after(100, () => ran.push('two'))
    callOff()
    await vi.advanceTimersByTimeAsync(100)
    expect(ran).toEqual(['one'])
  }))

test('behavior: a signal ends the sleep, and no timer is left', () =>
  withTimers(async () => {
    const controller = new AbortController()
    const sleeping = systemClock.sleep(1_000, controller.signal)
    expect(vi.getTimerCount()).toBe(1)
    controller.abort()
    await sleeping
    expect(vi.getTimerCount()).toBe(0)
  }))

test('behavior: a signal that has fired lets nobody sleep', () =>
  withTimers(async () => {
    await systemClock.sleep(1_000, AbortSignal.abort())
    expect(vi.getTimerCount()).toBe(0)
  }))

test('behavior: a time beyond the longest timer does not end at once', () =>
  withTimers(async () => {
    let awake = false
    void systemClock.sleep(Number.POSITIVE_INFINITY).then(() => {
      awake = true
    })
    await vi.advanceTimersByTimeAsync(1_000_000)
    await settled()
    expect(awake).toBe(false)
  }))
