/** Test doubles for time, randomness and the fetcher. */
import * as E from 'fp-ts/Either'
import type { Config } from '../../src/core/call/config.js'
import type { NotionError } from '../../src/core/call/error.js'
import type { Fetcher } from '../../src/core/call/fetcher.js'
import type { NotionRequest } from '../../src/core/call/request.js'
import { resolveConfig } from '../../src/core/context/config.js'
import type { Clock } from '../../src/core/internal/clock.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'

/** A silent config, for tests of middleware without a context. */
export const config: Config = resolveConfig({ auth: 'ntn_token_of_a_test', logLevel: 'silent' })

/** A clock that only advances when something sleeps, to the end of the sleep. Functions passed to `after` never run. */
export interface FakeClock extends Clock {
  /** How long each sleep was, in milliseconds. */
  readonly slept: ReadonlyArray<number>
  /** Advances the time without a sleep. */
  readonly advance: (milliseconds: number) => void
}

/** A fake clock; `random` returns almost 1, so that a wait with jitter is at its maximum. */
export const fakeClock = (start = Date.UTC(2026, 0, 1), random = 0.999999): FakeClock => {
  let time = start
  const slept: Array<number> = []
  return {
    slept,
    now: () => time,
    random: () => random,
    advance: (milliseconds) => {
      time += milliseconds
    },
    after: () => () => undefined,
    sleep: async (milliseconds, signal) => {
      if (signal?.aborted) return
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}

/** A clock that only advances when the test says so. A sleep also ends with its signal. */
export interface ManualClock extends Clock {
  /** How many sleeps and timers have not ended. */
  readonly sleeping: () => number
  /** Advances the time, and ends the sleeps and timers that are due. */
  readonly advance: (milliseconds: number) => Promise<void>
}

/** Waits until no promise can settle without time passing. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

/** A manual clock. */
export const manualClock = (start = Date.UTC(2026, 0, 1), random = 0.999999): ManualClock => {
  let time = start
  const sleeps = new Set<{ readonly until: number; readonly end: () => void }>()
  const after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = {
      until: time + milliseconds,
      end: () => {
        sleeps.delete(timer)
        run()
      },
    }
    sleeps.add(timer)
    return () => {
      sleeps.delete(timer)
    }
  }
  return {
    now: () => time,
    random: () => random,
    after,
    sleeping: () => sleeps.size,
    advance: async (milliseconds) => {
      await settled()
      time += milliseconds
      for (const sleep of [...sleeps].sort((a, b) => a.until - b.until)) if (sleep.until <= time) sleep.end()
      await settled()
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const end = (): void => {
          callOff()
          signal?.removeEventListener('abort', end)
          resolve()
        }
        const callOff = after(milliseconds, end)
        signal?.addEventListener('abort', end)
      }),
  }
}

/** One step of a scripted fetcher: a result, or a function of the request. */
export type Step =
  | E.Either<NotionError, unknown>
  | ((request: NotionRequest<unknown>) => Promise<E.Either<NotionError, unknown>>)

/** A fetcher that returns its steps in order, repeats the last one, and records the requests. */
export const scripted = (
  ...steps: ReadonlyArray<Step>
): { readonly fetcher: Fetcher; readonly calls: ReadonlyArray<NotionRequest<unknown>> } => {
  const calls: Array<NotionRequest<unknown>> = []
  const fetcher: Fetcher =
    <A>(request: NotionRequest<A>) =>
    async () => {
      const asked = unsafeCast<NotionRequest<unknown>>(request)
      calls.push(asked)
      const step = steps[Math.min(calls.length, steps.length) - 1] ?? E.right('ok')
      return unsafeCast<E.Either<NotionError, A>>(typeof step === 'function' ? await step(asked) : step)
    }
  return { fetcher, calls }
}

/** A promise that the test settles. */
export const deferred = <A>(): { readonly promise: Promise<A>; readonly resolve: (value: A) => void } => {
  let resolve: (value: A) => void = () => undefined
  const promise = new Promise<A>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
