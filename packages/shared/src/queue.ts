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

/** The dependencies of a queue. */
export interface QueueOptions extends Rates {
  /** Takes a turn. It never rejects. */
  readonly turn: (request: TurnRequest) => Promise<Reply<Turn>>
  /** How long a turn may take, in milliseconds. */
  readonly turnTimeoutMs: number
  readonly clock: Clock
  readonly leaseMs: number
  /** The name of this process in turns. */
  readonly process: () => string
  /** Reserves the numbers of `count` permits, which are never used again, and returns the first. */
  readonly reserveNumbers: (count: number) => number
  /** The interval in which a waiting call checks that a run of turns is alive, in milliseconds. Default: never. */
  readonly watchMs?: number | undefined
  /** Called with each run of turns, to keep it alive after the request that started it. */
  readonly waitUntil?: ((turns: Promise<void>) => unknown) | undefined
  /** When the last attempt of a call was rejected, by its budget: the wait for its retry counts from there. */
  readonly rejectedAt: WeakMap<object, number>
  /** Whether this process uses a limiter of its own during an outage. */
  readonly isLocal: boolean
  /** Acquires a permit while no turn can be taken. `limit` is the last known limit of the token. */
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
  /** Whether the queue may be removed: no call waits, nothing is to be reported, and there is no pause to remember. */
  readonly isIdle: () => boolean
}

/** A call that waits. */
interface Waiter {
  /** When it began to wait or, for a retry, when its previous attempt was rejected. */
  readonly since: number
  readonly signal: AbortSignal | undefined
  readonly budget: Budget
  /** The maximum wait from `since` in pauses, in milliseconds. */
  readonly left: number
  /** Ends its wait. Only the first call has an effect. */
  readonly settle: (acquired: Acquired | Promise<Acquired>) => void
}

/** The maximum sleep between two turns, unless there is a pause: the state may have changed in favor of this process. */
const MAX_SLEEP_MS = 1_000
const MIN_SLEEP_MS = 5
/** The maximum number of permits that one turn requests. */
const MAX_PERMITS_PER_TURN = 500
/** The minimum that a rejection takes from the budget of its call, even if other calls succeed meanwhile. */
const MIN_REJECTION_COST_MS = 5_000
/**
 * A day. A budget that does not include the queue is extended by this while its call waits, since the number of calls that wait in other
 * processes is unknown.
 */
const LONG_QUEUE_MS = 86_400_000
/** How late a turn may be before the run that takes it counts as dead. */
const LATE_TURN_MS = 1_000

/** Runs a function when a signal is aborted. The returned function cancels it. */
export const onAbort = (signal: AbortSignal | undefined, run: () => void): (() => void) => {
  signal?.addEventListener('abort', run)
  return () => signal?.removeEventListener('abort', run)
}

/** Runs a function at an interval. The returned function cancels it. */
const repeat = (clock: Clock, intervalMs: number, run: () => void): (() => void) => {
  const schedule = (): (() => void) =>
    clock.after(intervalMs, () => {
      run()
      cancel = schedule()
    })
  let cancel = schedule()
  return () => cancel()
}

/** The pause of a token, as this process knows it. Times are readings of its monotonic clock, in milliseconds. */
interface Pause {
  readonly until: number
  /** When the first pause without an accepted call after it began; infinite if there is none. */
  readonly stalledSince: number
}

const NO_PAUSE: Pause = { until: Number.NEGATIVE_INFINITY, stalledSince: Number.POSITIVE_INFINITY }

/** The pause according to a turn, whose durations are relative to its end. */
const pauseOfTurn = ({ pauseMs, stalledMs }: Turn, now: number): Pause => ({
  until: now + pauseMs,
  stalledSince: stalledMs < 0 ? Number.POSITIVE_INFINITY : now - stalledMs,
})

/** An accepted call does not end the pause, but what is stalled is counted from there. */
const afterAcceptedCall = ({ until }: Pause, now: number): Pause => ({
  until,
  stalledSince: until > now ? now : Number.POSITIVE_INFINITY,
})

/** This process pauses at once; the others learn of the rejection with their next turns. */
const afterRejectedCall = ({ until, stalledSince }: Pause, now: number, pauseMs: number): Pause => ({
  until: Math.max(until, now + pauseMs),
  stalledSince: Math.min(stalledSince, now),
})

/** The part of a wait that is in pauses without an accepted call. */
const stalledMsIn = (pause: Pause, since: number, until: number): number =>
  Math.max(0, Math.min(until, pause.until) - Math.max(since, pause.stalledSince))

/** The state of a queue, which its functions change. */
interface QueueState {
  readonly options: QueueOptions
  readonly elapsed: () => number
  readonly waiters: Set<Waiter>
  /** The outcomes of calls that the next turn reports. */
  readonly reports: Array<PermitReport>
  limit: number
  pause: Pause
  /**
   * The number of the run that takes turns, and until when it is surely alive: on some platforms, the work that a request began ends with the
   * request, so another run may have to take over.
   */
  run: number
  aliveUntil: number
  /** Whether this process is in the queue of processes. */
  isInLine: boolean
  /** Wakes the run that sleeps between two turns. */
  sleeping: AbortController | undefined
}

/** Whether a pause lasts longer than a call may wait. */
const isPausedTooLong = ({ pause }: QueueState, { since, left }: Waiter): boolean =>
  stalledMsIn(pause, since, pause.until) > left

const pauseLeftMs = ({ pause, elapsed }: QueueState): number => Math.ceil(pause.until - elapsed())

/** Ends the waits that a pause makes too long. */
const endLongWaits = (queue: QueueState): void => {
  const retryAfterMs = pauseLeftMs(queue)
  for (const waiter of queue.waiters) if (isPausedTooLong(queue, waiter)) waiter.settle({ retryAfterMs })
}

/** Reports the outcome of a call with the next turn, which is taken at once. */
const report = (queue: QueueState, outcome: PermitReport): void => {
  queue.reports.push(outcome)
  queue.sleeping?.abort()
  start(queue)
}

/** Pauses after a rejection. Returns the length of the pause, if it is to be logged. */
const pauseAfterRejection = (queue: QueueState, pauseMs: number): number | undefined => {
  const now = queue.elapsed()
  // The shortest pause is not logged, nor is a rejection during a pause.
  const isLogged = now >= queue.pause.until && pauseMs > MIN_PAUSE_MS
  queue.pause = afterRejectedCall(queue.pause, now, pauseMs)
  return isLogged ? pauseMs : undefined
}

const makePermit = (
  queue: QueueState,
  { since, budget }: Waiter,
  id: string,
  { flag, now: issuedAt }: Turn,
): Permit => ({
  queuedMs: queue.pause.until > since ? 0 : queue.elapsed() - since,
  passed: () => {
    queue.pause = afterAcceptedCall(queue.pause, queue.elapsed())
    report(queue, { kind: 'passed', id, issuedAt, flag, retryAfterMs: 0 })
  },
  refused: (given) => {
    if (budget) queue.options.rejectedAt.set(budget, queue.elapsed())
    const retryAfterMs = Math.min(Number(given) || 0, MAX_PAUSE_MS)
    const loggedMs = pauseAfterRejection(queue, Math.max(retryAfterMs, MIN_PAUSE_MS))
    report(queue, { kind: 'refused', id, issuedAt, flag, retryAfterMs: Math.ceil(retryAfterMs) })
    endLongWaits(queue)
    return loggedMs
  },
})

/** Gives the permits of a turn to the waiting calls. */
const distribute = (queue: QueueState, turn: Turn, base: number, isOutdated: boolean): void => {
  for (let index = 0; index < turn.granted; index++) {
    const id = `${queue.options.process()}:${base + index}`
    const [first] = queue.waiters
    // The call that requested it may have ended.
    if (first && !isOutdated) first.settle(makePermit(queue, first, id, turn))
    else queue.reports.push({ kind: 'unused', id, issuedAt: turn.now, flag: turn.flag, retryAfterMs: 0 })
  }
}

/** Ends the waits of calls whose budget includes the queue, as early as it is known to be too short. */
const endHopelessWaits = ({ waiters }: QueueState, waitMs: number): void => {
  for (const { budget, settle } of waiters)
    if (budget && !budget.extend && waitMs > budget.leftMs()) settle({ retryAfterMs: Math.ceil(waitMs) })
}

/** Applies the result of a turn. */
const applyTurn = (queue: QueueState, turn: Turn, base: number, wanted: number): void => {
  const now = queue.elapsed()
  queue.limit = turn.limit
  queue.isInLine = wanted > turn.granted
  // A call was rejected after the turn was requested, so the turn does not include the pause.
  const isOutdated = queue.reports.some(({ kind }) => kind === 'refused')
  if (!isOutdated) {
    queue.pause = pauseOfTurn(turn, now)
    endLongWaits(queue)
  }
  distribute(queue, turn, base, isOutdated)
  if (turn.granted < wanted) endHopelessWaits(queue, turn.waitMs)
}

/** No turn can be taken: the waiting calls continue without one. */
const continueWithoutTurn = (queue: QueueState, reason: string): void => {
  const { options, waiters, reports, pause, elapsed } = queue
  reports.length = 0
  queue.isInLine = false
  const pauseMs = Math.max(0, pause.until - elapsed())
  for (const { signal, budget, settle } of waiters) {
    // The limiter of this process does not know the pause, which still holds.
    const paused = pauseMs > 0 && options.isLocal ? options.clock.sleep(pauseMs, signal) : Promise.resolve()
    settle(paused.then(() => options.withoutTurn(queue.limit, reason, signal, budget)))
  }
}

/** Ends a run. A later call starts another, so nothing may be awaited between the last check for work and this. */
const stop = (queue: QueueState): void => {
  queue.run++
  queue.aliveUntil = Number.NEGATIVE_INFINITY
}

/** How long to sleep after a turn. */
const sleepAfter = ({ waitMs, pauseMs }: Turn): number =>
  Math.min(pauseMs > 0 ? Math.max(pauseMs, MAX_SLEEP_MS) : MAX_SLEEP_MS, Math.max(waitMs, MIN_SLEEP_MS))

/** Sleeps between two turns, until there is something to report or nothing waits. */
const sleepBetweenTurns = async (queue: QueueState, milliseconds: number): Promise<void> => {
  const controller = new AbortController()
  queue.sleeping = controller
  queue.aliveUntil = queue.elapsed() + milliseconds + LATE_TURN_MS
  await queue.options.clock.sleep(milliseconds, controller.signal)
  if (queue.sleeping === controller) queue.sleeping = undefined
}

/** Takes a turn, and sleeps until the next one. */
const takeOneTurn = async (queue: QueueState, run: number): Promise<void> => {
  const { options, waiters, reports } = queue
  const want = Math.min(waiters.size, MAX_PERMITS_PER_TURN)
  const base = options.reserveNumbers(want)
  const { process, perMinute, maxPerMinute, minPerMinute, leaseMs } = options
  const rates = { perMinute, maxPerMinute, minPerMinute, leaseMs }
  queue.aliveUntil = queue.elapsed() + options.turnTimeoutMs + LATE_TURN_MS
  const reply = await options.turn({ ...rates, process: process(), want, base, reports: reports.splice(0) })
  if (!reply.ok) {
    continueWithoutTurn(queue, reply.reason)
    if (run === queue.run) stop(queue)
    return
  }
  options.onTurn()
  applyTurn(queue, reply.value, base, want)
  const isDone = reply.value.granted >= want || waiters.size === 0
  if (!isDone && reports.length === 0 && run === queue.run) await sleepBetweenTurns(queue, sleepAfter(reply.value))
}

/** Takes turns until there is no more work, or another run has taken over. */
const takeTurns = async (queue: QueueState, run: number): Promise<void> => {
  // One turn requests the permits of all calls that begin at the same time.
  await Promise.resolve()
  while (run === queue.run && (queue.waiters.size > 0 || queue.reports.length > 0 || queue.isInLine))
    await takeOneTurn(queue, run)
  if (run === queue.run) stop(queue)
}

/** Starts a run of turns, unless another one is surely alive. */
const start = (queue: QueueState): void => {
  const now = queue.elapsed()
  if (now < queue.aliveUntil) return
  queue.aliveUntil = now + LATE_TURN_MS
  queue.run++
  const turns = takeTurns(queue, queue.run)
  try {
    queue.options.waitUntil?.(turns)
  } catch {
    // The request has already ended. Permits whose reports are lost count until the end of their lease.
  }
}

/** Charges a budget for a wait: only pauses without an accepted call count, and the rest extends the budget. */
const charge = ({ options, pause, elapsed }: QueueState, { since, budget }: Waiter): void => {
  const now = elapsed()
  const waitedMs = now - since
  const leastMs = budget && options.rejectedAt.has(budget) ? MIN_REJECTION_COST_MS : 0
  const countedMs = Math.min(waitedMs, Math.max(stalledMsIn(pause, since, now), leastMs))
  // The extension from the beginning of the wait is taken back.
  budget?.extend?.(waitedMs - countedMs - LONG_QUEUE_MS)
}

/** Waits for a permit. */
const acquire = (queue: QueueState, signal: AbortSignal | undefined, budget: Budget): Promise<Acquired> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve(undefined)
    const { waiters, elapsed } = queue
    const { clock, rejectedAt, watchMs } = queue.options
    const now = elapsed()
    const since = (budget && rejectedAt.get(budget)) ?? now
    const left = (budget?.leftMs() ?? Number.POSITIVE_INFINITY) + now - since
    const cancels: Array<() => void> = []
    const settle: Waiter['settle'] = (acquired) => {
      if (!waiters.delete(waiter)) return
      for (const cancel of cancels) cancel()
      if (waiters.size === 0) queue.sleeping?.abort()
      charge(queue, waiter)
      resolve(acquired)
    }
    const waiter: Waiter = { since, signal, budget, left, settle }
    waiters.add(waiter)
    budget?.extend?.(LONG_QUEUE_MS)
    cancels.push(onAbort(signal, () => settle(undefined)))
    const expire = (): void => settle({ retryAfterMs: Math.max(1, pauseLeftMs(queue)) })
    if (budget && !budget.extend) cancels.push(clock.after(budget.leftMs(), expire))
    if (isPausedTooLong(queue, waiter)) return settle({ retryAfterMs: pauseLeftMs(queue) })
    if (watchMs !== undefined) cancels.push(repeat(clock, watchMs, () => start(queue)))
    start(queue)
  })

const isIdle = ({ waiters, reports, elapsed, aliveUntil, pause }: QueueState): boolean =>
  waiters.size === 0 && reports.length === 0 && elapsed() >= aliveUntil && elapsed() >= pause.until

/** A queue for one token. */
export const openQueue = (options: QueueOptions): Queue => {
  const queue: QueueState = {
    options,
    elapsed: elapsedOf(options.clock),
    waiters: new Set(),
    reports: [],
    limit: options.perMinute,
    pause: NO_PAUSE,
    run: 0,
    aliveUntil: Number.NEGATIVE_INFINITY,
    isInLine: false,
    sleeping: undefined,
  }
  return { acquire: (signal, budget) => acquire(queue, signal, budget), isIdle: () => isIdle(queue) }
}
