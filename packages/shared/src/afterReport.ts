/** Updates the state with the outcome of a call. */

import { CAUTION_MS, clamp, type LimiterState, MAX_PAUSE_MS, MIN_PAUSE_MS, MINUTE_MS } from './limiterState.js'
import { withAll, without } from './scores.js'
import { BEYOND_LIMIT, type PermitReport, TRIAL, type TurnRequest, WITHIN_LIMIT } from './turnMessages.js'

const MAX_DOUBLINGS = 5
/** The minimum of the limit after a rejection, and its maximum for a while after it, as shares of the previous limit. */
const LEAST_SHARE = 0.3
const CAREFUL_SHARE = 0.95

/** While calls in flight at a rejection are reported, the limit is the number that Notion accepted in the minute before. */
const judged = (is: LimiterState, { minPerMinute }: TurnRequest): LimiterState => {
  const peak = Math.max(is.peak, is.used.length)
  return { ...is, peak, limit: Math.max(minPerMinute, Math.min(is.before, Math.max(peak, is.before * LEAST_SHARE))) }
}

const afterPassed = (is: LimiterState, { id, flag }: PermitReport, request: TurnRequest, issued: number) => {
  const { now } = is
  const free = Math.min(now, issued + request.leaseMs) + MINUTE_MS
  const counted: LimiterState = {
    ...is,
    open: without(is.open, id),
    used: free > now ? withAll(is.used, [[id, free]]) : is.used,
    rejections: 0,
    stalled: is.paused > now ? now : -1,
  }
  if (issued <= is.slowed) return is.before > 0 ? judged(counted, request) : counted
  const settled = { ...counted, trial: -1, before: 0 }
  return flag === BEYOND_LIMIT
    ? {
        ...settled,
        probes: Math.max(0, is.probes - 1),
        streak: is.streak + 1,
        limit: Math.min(request.maxPerMinute, Math.max(is.limit, settled.used.length)),
      }
    : settled
}

const afterRefused = (is: LimiterState, report: PermitReport, request: TurnRequest, issued: number): LimiterState => {
  const { now } = is
  // Calls in flight at the same time are rejected together, and count as one.
  const isNew = issued > is.slowed
  const rejections = is.rejections + (isNew ? 1 : 0)
  const doublings = clamp(0, rejections - 1, MAX_DOUBLINGS)
  const pauseMs = report.retryAfterMs >= MIN_PAUSE_MS ? report.retryAfterMs : MIN_PAUSE_MS * 2 ** doublings
  const ends = now + Math.min(pauseMs, MAX_PAUSE_MS)
  const paused: LimiterState = {
    ...is,
    rejections,
    open: without(is.open, report.id),
    ...(ends > is.paused && { paused: ends, stalled: is.stalled < 0 ? now : is.stalled }),
  }
  if (!isNew) return paused
  const slower = { ...paused, slowed: now, caution: now + CAUTION_MS, probes: 0, streak: 0, trial: 0 }
  // Only the call beyond the limit was rejected: the limit is right.
  if (report.flag === BEYOND_LIMIT) return { ...slower, ceiling: is.limit }
  if (report.flag !== WITHIN_LIMIT) return slower
  return judged({ ...slower, before: is.limit, peak: 0, ceiling: is.limit * CAREFUL_SHARE }, request)
}

const afterUnused = (is: LimiterState, { id, flag }: PermitReport): LimiterState => ({
  ...is,
  open: without(is.open, id),
  probes: flag === BEYOND_LIMIT ? Math.max(0, is.probes - 1) : is.probes,
  trial: flag === TRIAL && is.trial > 0 ? 0 : is.trial,
})

export const afterReport =
  (request: TurnRequest) =>
  (is: LimiterState, report: PermitReport): LimiterState => {
    const issued = Math.min(report.issuedAt, is.now)
    if (report.kind === 'passed') return afterPassed(is, report, request, issued)
    return report.kind === 'refused' ? afterRefused(is, report, request, issued) : afterUnused(is, report)
  }
