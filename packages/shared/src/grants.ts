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
  is: LimiterState,
  { process, want, maxPerMinute }: TurnRequest,
  free: number,
): { readonly granted: number; readonly flag: number; readonly wait: number } => {
  const { now } = is
  const fastest = now < is.caution ? Math.min(maxPerMinute, is.ceiling) : maxPerMinute
  const probes = Math.min(MAX_PROBES, 1 + Math.floor(is.streak / PROBES_PER_STREAK))
  if (is.paused > now) return { granted: 0, flag: WITHIN_LIMIT, wait: is.paused - now }
  // After a pause, one call tests whether it was long enough.
  if (is.trial >= 0) return { granted: is.trial <= now ? 1 : 0, flag: TRIAL, wait: Math.max(0, is.trial - now) }
  if (free <= 0 && is.limit + 1 <= fastest && is.probes < probes)
    return { granted: Math.min(want, probes - is.probes), flag: BEYOND_LIMIT, wait: 0 }
  const own = scoreOf(is.line, process) ?? 0
  return { granted: Math.min(want, shareOf(is.line, process, free, own)), flag: WITHIN_LIMIT, wait: 0 }
}

/** The queue with a process, added at its end unless it is in the queue. Processes that missed their turn have left. */
const lined = (is: LimiterState, process: string): LimiterState => {
  const due = is.due.filter(([, at]) => at >= is.now)
  const present = new Set(due.map(([name]) => name))
  const line = is.line.filter(([name]) => present.has(name))
  // A new process does not start below the others.
  const isKnown = scoreOf(line, process) !== undefined
  return { ...is, due, line: isKnown ? line : withAll(line, [[process, line[0]?.[1] ?? 0]]) }
}

export const leaveLine = (is: LimiterState, process: string): LimiterState => ({
  ...is,
  line: without(is.line, process),
  due: without(is.due, process),
})

/** Gives permits to a process that requests some. */
export const served = (before: LimiterState, request: TurnRequest) => {
  const { process, want, base, leaseMs } = request
  const is = lined(before, process)
  const { now } = is
  const free = Math.floor(is.limit) - is.used.length - is.open.length
  const { granted, flag, wait } = grantOf(is, request, free)
  const ends = now + leaseMs + MINUTE_MS
  const given: LimiterState = {
    ...is,
    open: withAll(
      is.open,
      Array.from({ length: granted }, (_, index) => [`${process}:${base + index}`, ends]),
    ),
    ...(granted > 0 && flag === BEYOND_LIMIT && { probe: now + leaseMs, probes: is.probes + granted }),
    ...(granted > 0 && flag === TRIAL && { trial: now + leaseMs }),
  }
  if (granted === want) return { is: leaveLine(given, process), granted, flag, wait }
  const line = granted > 0 ? withAll(is.line, [[process, (scoreOf(is.line, process) ?? 0) + granted]]) : is.line
  // Until one more permit is free than there are processes before this one.
  const place = Math.max(0, line.findIndex(([name]) => name === process) - Math.max(0, free - granted))
  const next = is.used[place]?.[1]
  const waitMs = wait > 0 ? wait : Math.min(next === undefined ? MIN_PAUSE_MS : next - now, MIN_PAUSE_MS)
  return {
    is: { ...given, line, due: withAll(is.due, [[process, now + waitMs + GRACE_MS]]) },
    granted,
    flag,
    wait: waitMs,
  }
}
