/** The state of a limit between two turns. */

import { later, type Scores } from './scores.js'
import type { TurnRequest } from './turnMessages.js'

/** The state of the limit of one token. It is plain JSON. */
export interface LimiterState {
  /** The time of the last turn. All times are milliseconds of one clock. */
  readonly now: number
  /** The limit, in calls per minute. */
  readonly limit: number
  /** The maximum limit until `caution`. */
  readonly ceiling: number
  readonly caution: number
  /** The end of the current pause, and the time since which no call was accepted; -1 if one was. */
  readonly paused: number
  readonly stalled: number
  /** The time of the last rejected call, and the number of rejections in a row. */
  readonly slowed: number
  readonly rejections: number
  /** While calls in flight at that rejection are reported: the limit before it, and the most calls accepted in a minute since. Else 0. */
  readonly before: number
  readonly peak: number
  /** The time until which one call tests whether a pause was long enough; 0 if one should, -1 if none. */
  readonly trial: number
  /** The time until which calls beyond the limit should be reported, the number that are in flight, and the number that were accepted. */
  readonly probe: number
  readonly probes: number
  readonly streak: number
  /** The permits in use, and the used ones, with the time when each is free again. */
  readonly open: Scores
  readonly used: Scores
  /** The waiting processes: the permits that each was given, and the time of its next turn. */
  readonly line: Scores
  readonly due: Scores
}

export const MINUTE_MS = 60_000
/** Five minutes after a rejection, in which the limit does not grow above `ceiling`. */
export const CAUTION_MS = 300_000
/** A pause lasts from a second to an hour, whatever `Retry-After` says. */
export const MIN_PAUSE_MS = 1_000
export const MAX_PAUSE_MS = 3_600_000
/** How late a turn may be, and how far the clock may be set back before the state is adjusted. */
export const GRACE_MS = 2_000
/** Two hours: how long a state is stored after its last turn. */
export const STATE_KEPT_MS = 7_200_000

export const clamp = (min: number, value: number, max: number): number => Math.max(min, Math.min(max, value))

/** The initial state of a token. */
export const initialState = ({ perMinute, maxPerMinute }: TurnRequest, now: number): LimiterState => ({
  now,
  limit: perMinute,
  ceiling: maxPerMinute,
  caution: 0,
  paused: 0,
  stalled: -1,
  slowed: 0,
  rejections: 0,
  before: 0,
  peak: 0,
  trial: -1,
  probe: 0,
  probes: 0,
  streak: 0,
  open: [],
  used: [],
  line: [],
  due: [],
})

/** If the clock was set back, or replaced by another one, the times in the future are moved by the same amount. */
export const movedBack = (state: LimiterState, now: number): LimiterState => {
  const back = state.now - now
  if (back <= GRACE_MS) return state
  const earlier = (time: number): number => Math.max(0, time - back)
  const moved = (scores: Scores): Scores => scores.map(([name, at]) => [name, at - back])
  return {
    ...state,
    caution: earlier(state.caution),
    paused: earlier(state.paused),
    slowed: earlier(state.slowed),
    probe: earlier(state.probe),
    trial: state.trial > 0 ? earlier(state.trial) : state.trial,
    stalled: state.stalled > 0 ? earlier(state.stalled) : state.stalled,
    open: moved(state.open),
    used: moved(state.used),
    line: [],
    due: [],
  }
}

/** The state at a time, without expired permits and pauses. */
export const stateAt = (state: LimiterState, now: number): LimiterState => ({
  ...state,
  now,
  paused: state.paused > now + MAX_PAUSE_MS + GRACE_MS ? 0 : Math.min(state.paused, now + MAX_PAUSE_MS),
  open: later(state.open, now),
  used: later(state.used, now),
})

/** The state without values that no turn can have stored: they must not block any process. */
export const withoutImpossibleValues = (
  state: LimiterState,
  { minPerMinute, maxPerMinute, leaseMs }: TurnRequest,
): LimiterState => {
  const { now } = state
  const longest = Math.max(leaseMs, MAX_PAUSE_MS)
  const until = (time: number): number => (time > now + longest ? 0 : time)
  const within = (scores: Scores, milliseconds: number): Scores =>
    scores.filter(([, at]) => at <= now + milliseconds + GRACE_MS)
  return {
    ...state,
    limit: clamp(minPerMinute, state.limit, maxPerMinute),
    caution: Math.min(state.caution, now + CAUTION_MS),
    stalled: Math.min(state.stalled, now),
    slowed: Math.min(state.slowed, now),
    rejections: Math.max(0, state.rejections),
    probes: Math.max(0, state.probes),
    streak: Math.max(0, state.streak),
    trial: until(state.trial),
    probe: until(state.probe),
    open: within(state.open, longest + MINUTE_MS),
    used: within(state.used, MINUTE_MS),
    due: within(state.due, MAX_PAUSE_MS),
  }
}

/** When the next permit of a state is free, in milliseconds of its clock; `undefined` if none is in use. */
export const nextFreeAt = ({ open, used }: LimiterState): number | undefined => {
  const times = [open[0]?.[1], used[0]?.[1]].filter((time) => time !== undefined)
  return times.length > 0 ? Math.min(...times) : undefined
}
