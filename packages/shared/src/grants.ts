/** Distributes permits among the waiting processes. */

import { GRACE_MS, type LimiterState, MIN_PAUSE_MS, MINUTE_MS } from './limiterState.js'
import { type Scores, scoreOf, withAll, without } from './scores.js'
import { BEYOND_LIMIT, TRIAL, type TurnRequest, WITHIN_LIMIT } from './turnMessages.js'

const MAX_PROBES = 4
/** The number of accepted calls beyond the limit after which one more is tried at a time. */
const PROBES_PER_STREAK = 10

/** The share of the free permits of a process that was given some before. */
const shareOf = (line: Scores, process: string, free: number, own: number): number => {
  let [places, level, left] = [1, line[0]?.[1] ?? 0, Math.max(0, free)]
  // Those with the fewest are raised to the level of the next one, as long as permits are free.
  for (const [, next] of line.slice(1)) {
    const step = (next - level) * places
    if (step > left) break
    left -= step
    level = next
    places++
  }
  if (own > level) return 0
  const each = Math.floor(left / places)
  const isAhead = line.findIndex(([name]) => name === process) < left - each * places
  return level - own + each + (isAhead ? 1 : 0)
}

/** The permits for a process in the queue: their number, their reason, and otherwise the wait. */
const grantOf = (
  state: LimiterState,
  { process, want, maxPerMinute }: TurnRequest,
  free: number,
): { readonly granted: number; readonly flag: number; readonly wait: number } => {
  const { now } = state
  const fastest = now < state.caution ? Math.min(maxPerMinute, state.ceiling) : maxPerMinute
  const probes = Math.min(MAX_PROBES, 1 + Math.floor(state.streak / PROBES_PER_STREAK))
  if (state.paused > now) return { granted: 0, flag: WITHIN_LIMIT, wait: state.paused - now }
  // After a pause, one call tests whether it was long enough.
  if (state.trial >= 0)
    return { granted: state.trial <= now ? 1 : 0, flag: TRIAL, wait: Math.max(0, state.trial - now) }
  if (free <= 0 && state.limit + 1 <= fastest && state.probes < probes)
    return { granted: Math.min(want, probes - state.probes), flag: BEYOND_LIMIT, wait: 0 }
  const own = scoreOf(state.line, process) ?? 0
  return { granted: Math.min(want, shareOf(state.line, process, free, own)), flag: WITHIN_LIMIT, wait: 0 }
}

/** The queue with a process, added at its end unless it is in the queue. Processes that missed their turn have left. */
const withProcess = (state: LimiterState, process: string): LimiterState => {
  const due = state.due.filter(([, at]) => at >= state.now)
  const present = new Set(due.map(([name]) => name))
  const line = state.line.filter(([name]) => present.has(name))
  // A new process does not start below the others.
  const isKnown = scoreOf(line, process) !== undefined
  return { ...state, due, line: isKnown ? line : withAll(line, [[process, line[0]?.[1] ?? 0]]) }
}

export const leaveLine = (state: LimiterState, process: string): LimiterState => ({
  ...state,
  line: without(state.line, process),
  due: without(state.due, process),
})

/** Gives permits to a process that requests some. */
export const grantPermits = (before: LimiterState, request: TurnRequest) => {
  const { process, want, base, leaseMs } = request
  const state = withProcess(before, process)
  const { now } = state
  const free = Math.floor(state.limit) - state.used.length - state.open.length
  const { granted, flag, wait } = grantOf(state, request, free)
  const ends = now + leaseMs + MINUTE_MS
  const given: LimiterState = {
    ...state,
    open: withAll(
      state.open,
      Array.from({ length: granted }, (_, index) => [`${process}:${base + index}`, ends]),
    ),
    ...(granted > 0 && flag === BEYOND_LIMIT && { probe: now + leaseMs, probes: state.probes + granted }),
    ...(granted > 0 && flag === TRIAL && { trial: now + leaseMs }),
  }
  if (granted === want) return { state: leaveLine(given, process), granted, flag, wait }
  const line =
    granted > 0 ? withAll(state.line, [[process, (scoreOf(state.line, process) ?? 0) + granted]]) : state.line
  // Until one more permit is free than there are processes before this one.
  const place = Math.max(0, line.findIndex(([name]) => name === process) - Math.max(0, free - granted))
  const next = state.used[place]?.[1]
  const waitMs = wait > 0 ? wait : Math.min(next === undefined ? MIN_PAUSE_MS : next - now, MIN_PAUSE_MS)
  return {
    state: { ...given, line, due: withAll(state.due, [[process, now + waitMs + GRACE_MS]]) },
    granted,
    flag,
    wait: waitMs,
  }
}
