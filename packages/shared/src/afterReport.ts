/** Updates the state with the outcome of a call. */

import { CAUTION_MS, clamp, type LimiterState, MAX_PAUSE_MS, MIN_PAUSE_MS, MINUTE_MS } from './limiterState.js'
import { withAll, without } from './scores.js'
import { BEYOND_LIMIT, type PermitReport, TRIAL, type TurnRequest, WITHIN_LIMIT } from './turnMessages.js'

const MAX_DOUBLINGS = 5
/** The minimum of the limit after a rejection, and its maximum for a while after it, as shares of the previous limit. */
const MIN_SHARE = 0.3
const CAREFUL_SHARE = 0.95

/** While calls in flight at a rejection are reported, the limit is the number that Notion accepted in the minute before. */
const withAcceptedRate = (state: LimiterState, { minPerMinute }: TurnRequest): LimiterState => {
  const peak = Math.max(state.peak, state.used.length)
  return {
    ...state,
    peak,
    limit: Math.max(minPerMinute, Math.min(state.before, Math.max(peak, state.before * MIN_SHARE))),
  }
}

const afterAccepted = (state: LimiterState, { id, flag }: PermitReport, request: TurnRequest, issued: number) => {
  const { now } = state
  const free = Math.min(now, issued + request.leaseMs) + MINUTE_MS
  const counted: LimiterState = {
    ...state,
    open: without(state.open, id),
    used: free > now ? withAll(state.used, [[id, free]]) : state.used,
    rejections: 0,
    stalled: state.paused > now ? now : -1,
  }
  if (issued <= state.slowed) return state.before > 0 ? withAcceptedRate(counted, request) : counted
  const settled = { ...counted, trial: -1, before: 0 }
  return flag === BEYOND_LIMIT
    ? {
        ...settled,
        probes: Math.max(0, state.probes - 1),
        streak: state.streak + 1,
        limit: Math.min(request.maxPerMinute, Math.max(state.limit, settled.used.length)),
      }
    : settled
}

const afterRejected = (
  state: LimiterState,
  report: PermitReport,
  request: TurnRequest,
  issued: number,
): LimiterState => {
  const { now } = state
  // Calls in flight at the same time are rejected together, and count as one.
  const isNew = issued > state.slowed
  const rejections = state.rejections + (isNew ? 1 : 0)
  const doublings = clamp(0, rejections - 1, MAX_DOUBLINGS)
  const pauseMs = report.retryAfterMs >= MIN_PAUSE_MS ? report.retryAfterMs : MIN_PAUSE_MS * 2 ** doublings
  const ends = now + Math.min(pauseMs, MAX_PAUSE_MS)
  const paused: LimiterState = {
    ...state,
    rejections,
    open: without(state.open, report.id),
    ...(ends > state.paused && { paused: ends, stalled: state.stalled < 0 ? now : state.stalled }),
  }
  if (!isNew) return paused
  const slower = { ...paused, slowed: now, caution: now + CAUTION_MS, probes: 0, streak: 0, trial: 0 }
  // Only the call beyond the limit was rejected: the limit is right.
  if (report.flag === BEYOND_LIMIT) return { ...slower, ceiling: state.limit }
  if (report.flag !== WITHIN_LIMIT) return slower
  return withAcceptedRate({ ...slower, before: state.limit, peak: 0, ceiling: state.limit * CAREFUL_SHARE }, request)
}

const afterUnused = (state: LimiterState, { id, flag }: PermitReport): LimiterState => ({
  ...state,
  open: without(state.open, id),
  probes: flag === BEYOND_LIMIT ? Math.max(0, state.probes - 1) : state.probes,
  trial: flag === TRIAL && state.trial > 0 ? 0 : state.trial,
})

export const afterReport =
  (request: TurnRequest) =>
  (state: LimiterState, report: PermitReport): LimiterState => {
    const issued = Math.min(report.issuedAt, state.now)
    if (report.kind === 'passed') return afterAccepted(state, report, request, issued)
    return report.kind === 'refused' ? afterRejected(state, report, request, issued) : afterUnused(state, report)
  }
