/** The calls of one token that wait in this process, and its turns. */
import type { Clock, Permit, RateLimiter } from 'notion-fp'
import { MAX_PAUSE_MS, MIN_PAUSE_MS } from './limiterState.js'
import { elapsedOf, type Reply } from './link.js'
import type { PermitReport, Turn, TurnRequest } from './turnMessages.js'

/** The parameters and the result of `acquire`. */
export type Budget = Parameters<RateLimiter['acquire']>[2]
export type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>

/** The rates of a limiter, in calls per minute. */
export interface Rates {
  readonly perMinute: number
  readonly maxPerMinute: number
  readonly minPerMinute: number
}

/** What a queue needs. */
export interface QueueOptions extends Rates {
  /** Takes a turn. It never rejects. */
  readonly turn: (request: TurnRequest) => Promise<Reply<Turn>>
  /** How long a turn may take, in milliseconds. */
  readonly turnTimeoutMs: number
  readonly clock: Clock
  readonly leaseMs: number
  /** The name of this process in turns. */
  readonly process: () => string
  /** The number of the first permit of `count` that are asked for: their names must be unique. */
  readonly take: (count: number) => number
  /** The interval at which a waiting call checks that turns are still taken, in milliseconds. Default: never. */
  readonly watchMs?: number | undefined
  /** Keeps alive who takes turns. */
  readonly waitUntil?: ((turns: Promise<void>) => unknown) | undefined
  /** When the call of a budget was rejected: the wait for its retry counts from there. */
  readonly rejectedAt: WeakMap<object, number>
  /** Whether this process uses a limiter of its own during an outage. */
  readonly isLocal: boolean
  /** Gives a permit without a turn, with the limit that was learned. */
  readonly withoutTurn: (
    limit: number,
    reason: string,
    signal?: AbortSignal,
    budget?: Budget,
  ) => ReturnType<RateLimiter['acquire']>
  /** Called after each turn. */
  readonly onTurn: () => void
}

/** The calls of one token. */
export interface Queue {
  readonly acquire: (signal?: AbortSignal, budget?: Budget) => Promise<Acquired>
  /** Whether nothing waits, and nothing is to be reported. */
  readonly isIdle: () => boolean
}

/** A call that waits. */
interface Waiter {
  readonly since: number
  readonly signal: AbortSignal | undefined
  readonly budget: Budget
  /** The maximum wait from `since` in pauses, in milliseconds. */
  readonly left: number
  readonly settle: (acquired: Acquired | Promise<Acquired>) => void
}

/** How long a process sleeps at most before it asks for its next turn, unless there is a pause. */
const MAX_SLEEP_MS = 1_000
const MIN_SLEEP_MS = 5
/** The most permits that are asked for at once. */
const MAX_WANTED = 500
/** The minimum that a rejection takes from the budget of its call, even if other calls succeed meanwhile. */
const MIN_REJECTION_COST_MS = 5_000
/** What a budget that does not include the queue is extended by while it waits: how many wait in other processes is unknown. */
const LONG_QUEUE_MS = 86_400_000
/** How late a turn may be before it counts as given up. */
const LATE_TURN_MS = 1_000

/** A queue for one token. */
export const openQueue = (options: QueueOptions): Queue => {
  const { clock, rejectedAt, watchMs } = options
  const elapsed = elapsedOf(clock)
  const waiters = new Set<Waiter>()
  const reports: Array<PermitReport> = []
  let limit = options.perMinute
  let pausedUntil = Number.NEGATIVE_INFINITY
  let stalledSince = Number.POSITIVE_INFINITY
  /** The number of the run that takes turns, and until when it is surely alive: on some platforms, what a request began ends with it. */
  let current = 0
  let aliveUntil = Number.NEGATIVE_INFINITY
  /** Whether this process is in the queue of processes. */
  let isInLine = false
  let sleeping: AbortController | undefined

  /** The part of a wait, until a given time, that is in pauses without an accepted call. */
  const stalledMs = (since: number, until: number): number =>
    Math.max(0, Math.min(until, pausedUntil) - Math.max(since, stalledSince))

  const exceedsLimit = ({ since, left }: Waiter): boolean => stalledMs(since, pausedUntil) > left

  /** Ends the waits that a pause makes too long. */
  const endLongWaits = (): void => {
    const retryAfterMs = Math.ceil(pausedUntil - elapsed())
    for (const waiter of waiters) if (exceedsLimit(waiter)) waiter.settle({ retryAfterMs })
  }

  const start = (): void => {
    const running = run()
    try {
      if (running) options.waitUntil?.(running)
    } catch {
      // It has ended already. Permits whose reports are lost count at the end of their lease.
    }
  }

  const report = (one: PermitReport): void => {
    reports.push(one)
    sleeping?.abort()
    start()
  }

  const permitOf = ({ since, budget }: Waiter, id: string, { flag, now: issuedAt }: Turn): Permit => ({
    queuedMs: pausedUntil > since ? 0 : elapsed() - since,
    passed: () => {
      stalledSince = pausedUntil > elapsed() ? elapsed() : Number.POSITIVE_INFINITY
      report({ kind: 'passed', id, issuedAt, flag, retryAfterMs: 0 })
    },
    refused: (retryAfterMs) => {
      const now = elapsed()
      if (budget) rejectedAt.set(budget, now)
      const askedMs = Math.min(Number(retryAfterMs) || 0, MAX_PAUSE_MS)
      const pauseMs = Math.max(askedMs, MIN_PAUSE_MS)
      // The shortest pause is not logged.
      const isLogged = now >= pausedUntil && pauseMs > MIN_PAUSE_MS
      // This process pauses at once, the others with their next turn.
      pausedUntil = Math.max(pausedUntil, now + pauseMs)
      stalledSince = Math.min(stalledSince, now)
      report({ kind: 'refused', id, issuedAt, flag, retryAfterMs: Math.ceil(askedMs) })
      endLongWaits()
      return isLogged ? pauseMs : undefined
    },
  })

  /** Learns from a turn, and hands out its permits. */
  const hear = (turn: Turn, base: number, wanted: number): void => {
    const now = elapsed()
    limit = turn.limit
    isInLine = wanted > turn.granted
    // The turn does not know yet of a refusal that came meanwhile.
    const isAhead = reports.some(({ kind }) => kind === 'refused')
    if (!isAhead) {
      pausedUntil = now + turn.pauseMs
      stalledSince = turn.stalledMs < 0 ? Number.POSITIVE_INFINITY : now - turn.stalledMs
      endLongWaits()
    }
    for (let index = 0; index < turn.granted; index++) {
      const id = `${options.process()}:${base + index}`
      const [next] = waiters
      // The call that it was for may have ended.
      if (next && !isAhead) next.settle(permitOf(next, id, turn))
      else reports.push({ kind: 'unused', id, issuedAt: turn.now, flag: turn.flag, retryAfterMs: 0 })
    }
    if (turn.granted >= wanted) return
    // A budget that includes the queue ends as early as possible.
    for (const waiter of waiters) {
      const { budget } = waiter
      if (budget && !budget.extend && turn.waitMs > budget.leftMs())
        waiter.settle({ retryAfterMs: Math.ceil(turn.waitMs) })
    }
  }

  const giveUp = (reason: string): void => {
    reports.length = 0
    isInLine = false
    const pauseMs = Math.max(0, pausedUntil - elapsed())
    for (const { signal, budget, settle } of waiters) {
      // What Notion asked for still holds. The limiter of this process does not know it.
      const pause = pauseMs > 0 && options.isLocal ? clock.sleep(pauseMs, signal) : Promise.resolve()
      settle(pause.then(() => options.withoutTurn(limit, reason, signal, budget)))
    }
  }

  /** Ends a run. What comes from now on begins another, so nothing may come between the last look for work and this. */
  const stop = (): void => {
    current++
    aliveUntil = Number.NEGATIVE_INFINITY
  }

  /** Takes a turn, and waits as long as it says. */
  const next = async (mine: number): Promise<void> => {
    const want = Math.min(waiters.size, MAX_WANTED)
    const base = options.take(want)
    const { process, perMinute, maxPerMinute, minPerMinute, leaseMs } = options
    const rates = { perMinute, maxPerMinute, minPerMinute, leaseMs }
    aliveUntil = elapsed() + options.turnTimeoutMs + LATE_TURN_MS
    const reply = await options.turn({ ...rates, process: process(), want, base, reports: reports.splice(0) })
    if (!reply.ok) {
      giveUp(reply.reason)
      if (mine === current) stop()
      return
    }
    options.onTurn()
    const { granted, waitMs, pauseMs } = reply.value
    hear(reply.value, base, want)
    if (granted >= want || waiters.size === 0 || reports.length > 0 || mine !== current) return
    const controller = new AbortController()
    sleeping = controller
    const most = pauseMs > 0 ? Math.max(pauseMs, MAX_SLEEP_MS) : MAX_SLEEP_MS
    const sleepMs = Math.min(most, Math.max(waitMs, MIN_SLEEP_MS))
    aliveUntil = elapsed() + sleepMs + LATE_TURN_MS
    await clock.sleep(sleepMs, controller.signal)
    if (sleeping === controller) sleeping = undefined
  }

  /** Takes turns until nothing waits, or another run does. */
  const turns = async (mine: number): Promise<void> => {
    // What is asked for in the same moment goes together.
    await Promise.resolve()
    while (mine === current && (waiters.size > 0 || reports.length > 0 || isInLine)) await next(mine)
    if (mine === current) stop()
  }

  /** Takes turns, unless another run surely does. */
  const run = (): Promise<void> | undefined => {
    if (elapsed() < aliveUntil) return undefined
    aliveUntil = elapsed() + LATE_TURN_MS
    return turns(++current)
  }

  /** Extends a budget by the part of a wait that does not count. `extended` is what it was extended by when the wait began. */
  const charge = (since: number, budget: Budget, extended: number): void => {
    const waited = elapsed() - since
    const least = budget && rejectedAt.has(budget) ? MIN_REJECTION_COST_MS : 0
    budget?.extend?.(waited - Math.min(waited, Math.max(stalledMs(since, elapsed()), least)) - extended)
  }

  return {
    acquire: (signal, budget) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve(undefined)
        const now = elapsed()
        const since = (budget && rejectedAt.get(budget)) ?? now
        const left = (budget?.leftMs() ?? Number.POSITIVE_INFINITY) + now - since
        const leave = (): void => waiter.settle(undefined)
        let cancel: (() => void) | undefined
        let stopWatching: (() => void) | undefined
        const watch = (milliseconds: number): void => {
          stopWatching = clock.after(milliseconds, () => {
            start()
            watch(milliseconds)
          })
        }
        const waiter: Waiter = {
          since,
          signal,
          budget,
          left,
          settle: (acquired) => {
            if (!waiters.delete(waiter)) return
            signal?.removeEventListener('abort', leave)
            cancel?.()
            stopWatching?.()
            if (waiters.size === 0) sleeping?.abort()
            charge(since, budget, budget?.extend ? LONG_QUEUE_MS : 0)
            resolve(acquired)
          },
        }
        waiters.add(waiter)
        budget?.extend?.(LONG_QUEUE_MS)
        signal?.addEventListener('abort', leave)
        if (budget && !budget.extend) {
          cancel = clock.after(budget.leftMs(), () =>
            waiter.settle({ retryAfterMs: Math.max(1, Math.ceil(pausedUntil - elapsed())) }),
          )
        }
        if (exceedsLimit(waiter)) return waiter.settle({ retryAfterMs: Math.ceil(pausedUntil - now) })
        if (watchMs !== undefined) watch(watchMs)
        start()
      }),
    isIdle: () => waiters.size === 0 && reports.length === 0 && elapsed() >= aliveUntil && elapsed() >= pausedUntil,
  }
}
