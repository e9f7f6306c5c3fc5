/**
 * The rules of a limit that processes share, as a function: a turn of one process makes a new state of the old one. Whoever fills a
 * rate limiter with it sees to it that the turns of a token come one after the other, and keeps the state between them.
 */

/** What a process reports of a permit. */
export interface PermitReport {
  /** `passed`: a response other than 429 and 529; `refused`: one of these; `unused`: the call was not sent. */
  readonly kind: 'passed' | 'refused' | 'unused'
  readonly id: string
  /** When it was given, by the time of the turns. */
  readonly issuedAt: number
  /** What it was given for. */
  readonly flag: number
  /** What Notion asked for, in milliseconds; 0 if it asked for nothing. */
  readonly retryAfterMs: number
}

/** What a process brings to its turn. It is plain JSON. */
export interface TurnRequest {
  /** Its name, unique among those that wait. */
  readonly process: string
  /** How many permits it wants; 0 if it only reports, or does not wait any more. */
  readonly want: number
  /** The number of the first permit: permits are called `process:number`, and no name may be used twice. */
  readonly base: number
  readonly perMinute: number
  readonly maxPerMinute: number
  readonly minPerMinute: number
  readonly leaseMs: number
  readonly reports: ReadonlyArray<PermitReport>
}

/** What a process takes from its turn. Times are in milliseconds. */
export interface Turn {
  /** The number of permits that were given, and what for: 0 within the limit, 1 beyond it, 2 to try whether a pause was long enough. */
  readonly granted: number
  readonly flag: number
  /** The time of the turn. */
  readonly now: number
  /** When it is worth asking again, if not all permits were given. */
  readonly waitMs: number
  /** How long the pause is that Notion asked for; 0 without one. */
  readonly pauseMs: number
  /** How long ago pauses began of which none was followed by an accepted call; -1 without one. */
  readonly stalledMs: number
  /** The learnt limit, in calls per minute. */
  readonly limit: number
}

/** Names with a number each, in the order of the numbers, and of the names where they are equal. */
export type Scores = ReadonlyArray<readonly [name: string, score: number]>

/** What is known of the limit of one token. It is plain JSON. */
export interface LimiterState {
  /** The time of the last turn. All times are milliseconds of one clock. */
  readonly now: number
  /** The calls that are let through in a minute. */
  readonly limit: number
  /** The most that is tried until `caution`. */
  readonly ceiling: number
  readonly caution: number
  /** Until when nothing is let through, and since when no call was accepted; -1 if one was. */
  readonly paused: number
  readonly stalled: number
  /** When a call was refused last, and how many were in a row. */
  readonly slowed: number
  readonly rejections: number
  /** The limit before that, while calls that were under way then are reported, and the most that was accepted in a minute; or 0. */
  readonly before: number
  readonly peak: number
  /** Until when one call tests whether a pause was long enough; 0 if one should, -1 if none. */
  readonly trial: number
  /** Until when calls beyond the limit are expected to be reported, how many are out, and how many were accepted. */
  readonly probe: number
  readonly probes: number
  readonly streak: number
  /** The permits that are out, and those that were used, with the time when they are free. */
  readonly open: Scores
  readonly used: Scores
  /** The processes that wait, with what they have been given, and when each is due. */
  readonly line: Scores
  readonly due: Scores
}

const MINUTE_MS = 60_000
const CAUTION_MS = 300_000
const MIN_PAUSE_MS = 1_000
const MAX_PAUSE_MS = 3_600_000
/** How late a process may be, and how far a clock may be set back without anything to mend. */
const GRACE_MS = 2_000
const MAX_DOUBLINGS = 5
const MAX_PROBES = 4
/** The accepted calls beyond the limit after which one more is tried at a time. */
const PROBES_PER_STREAK = 10
/** After a refusal, the limit is at least this share of what it was, and at most this share is tried for a while. */
const LEAST_SHARE = 0.3
const CAREFUL_SHARE = 0.95
/** The state is worth keeping this long after its last turn. */
export const STATE_KEPT_MS = 7_200_000

/** What a permit was given for. */
const WITHIN_LIMIT = 0
const BEYOND_LIMIT = 1
const TRIAL = 2

const byScore = ([one, oneScore]: readonly [string, number], [other, otherScore]: readonly [string, number]): number =>
  oneScore - otherScore || (one < other ? -1 : 1)

const without = (scores: Scores, name: string): Scores => scores.filter(([known]) => known !== name)

const withAll = (scores: Scores, added: Scores): Scores => {
  const names = new Set(added.map(([name]) => name))
  return [...scores.filter(([name]) => !names.has(name)), ...added].sort(byScore)
}

const later = (scores: Scores, now: number): Scores => scores.filter(([, at]) => at > now)

const scoreOf = (scores: Scores, name: string): number | undefined => scores.find(([known]) => known === name)?.[1]

const clamp = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value))

/** The state of a token of which nothing is known. */
const initialState = ({ perMinute, maxPerMinute }: TurnRequest, now: number): LimiterState => ({
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

/** If the clock was set back, or another one took over, what was to come is moved along. */
const movedBack = (is: LimiterState, now: number): LimiterState => {
  const back = is.now - now
  if (back <= GRACE_MS) return is
  const earlier = (time: number): number => Math.max(0, time - back)
  const moved = (scores: Scores): Scores => scores.map(([name, at]) => [name, at - back])
  return {
    ...is,
    caution: earlier(is.caution),
    paused: earlier(is.paused),
    slowed: earlier(is.slowed),
    probe: earlier(is.probe),
    trial: is.trial > 0 ? earlier(is.trial) : is.trial,
    stalled: is.stalled > 0 ? earlier(is.stalled) : is.stalled,
    open: moved(is.open),
    used: moved(is.used),
    line: [],
    due: [],
  }
}

/** The state at a time, without what is over. */
export const stateAt = (is: LimiterState, now: number): LimiterState => ({
  ...is,
  now,
  paused: is.paused > now + MAX_PAUSE_MS + GRACE_MS ? 0 : Math.min(is.paused, now + MAX_PAUSE_MS),
  open: later(is.open, now),
  used: later(is.used, now),
})

/** The state without what no turn can have left behind: it must not hold anybody up. */
const bounded = (is: LimiterState, { minPerMinute, maxPerMinute, leaseMs }: TurnRequest): LimiterState => {
  const { now } = is
  const longest = Math.max(leaseMs, MAX_PAUSE_MS)
  const until = (time: number): number => (time > now + longest ? 0 : time)
  const within = (scores: Scores, milliseconds: number): Scores =>
    scores.filter(([, at]) => at <= now + milliseconds + GRACE_MS)
  return {
    ...is,
    limit: clamp(minPerMinute, is.limit, maxPerMinute),
    caution: Math.min(is.caution, now + CAUTION_MS),
    stalled: Math.min(is.stalled, now),
    slowed: Math.min(is.slowed, now),
    rejections: Math.max(0, is.rejections),
    probes: Math.max(0, is.probes),
    streak: Math.max(0, is.streak),
    trial: until(is.trial),
    probe: until(is.probe),
    open: within(is.open, longest + MINUTE_MS),
    used: within(is.used, MINUTE_MS),
    due: within(is.due, MAX_PAUSE_MS),
  }
}

/** While the calls that were under way at a refusal are reported, the limit is what Notion accepted of the minute before. */
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
  // Calls that were in flight together are refused together, and count as one.
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
  // Only the one that went beyond the limit was refused: the limit is right.
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

const afterReport =
  (request: TurnRequest) =>
  (is: LimiterState, report: PermitReport): LimiterState => {
    const issued = Math.min(report.issuedAt, is.now)
    if (report.kind === 'passed') return afterPassed(is, report, request, issued)
    return report.kind === 'refused' ? afterRefused(is, report, request, issued) : afterUnused(is, report)
  }

/** How many of the free permits are for a process that has been given some before. */
const shareOf = (line: Scores, process: string, free: number, own: number): number => {
  let [places, level, left] = [1, line[0]?.[1] ?? 0, Math.max(0, free)]
  // Those that have the fewest are raised to the level of the next one, as far as it goes.
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

/** What a process is given in a state in which it stands in the line: how many, what for, and how long to wait otherwise. */
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

/** The line with a process at its end, unless it stands in it. One that did not come when it was due, or is not due, has left. */
const lined = (is: LimiterState, process: string): LimiterState => {
  const due = is.due.filter(([, at]) => at >= is.now)
  const present = new Set(due.map(([name]) => name))
  const line = is.line.filter(([name]) => present.has(name))
  // Who comes has no less than the others.
  const isKnown = scoreOf(line, process) !== undefined
  return { ...is, due, line: isKnown ? line : withAll(line, [[process, line[0]?.[1] ?? 0]]) }
}

const left = (is: LimiterState, process: string): LimiterState => ({
  ...is,
  line: without(is.line, process),
  due: without(is.due, process),
})

/** Gives permits to a process that wants some. */
const served = (before: LimiterState, request: TurnRequest) => {
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
  if (granted === want) return { is: left(given, process), granted, flag, wait }
  const line = granted > 0 ? withAll(is.line, [[process, (scoreOf(is.line, process) ?? 0) + granted]]) : is.line
  // When as many permits are free as processes stand before this one, and one more.
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

/**
 * One turn of a process: it reports the outcome of the calls that its permits were for, and is given new permits.
 *
 * At most `limit` permits are out in any minute. A permit counts for a minute from its response or, if none is reported, from the end of
 * its lease: Notion counted its call before that. The limit is the number of calls that Notion accepted in a minute. While it is used
 * up, one permit at a time goes beyond it, and up to four after some were accepted: if Notion accepts them, the limit grows. After a
 * call within the limit was refused, it is what was accepted nevertheless. Processes that wait stand in a line, with what each has
 * been given since it came: free permits are dealt out to those that have the fewest, one by one.
 *
 * @param state What the last turn left; `undefined` before the first.
 * @param now The time, in milliseconds, of one clock for all processes.
 * @returns The new state, and what the process is given.
 */
export const takeTurn = (
  state: LimiterState | undefined,
  request: TurnRequest,
  now: number,
): readonly [state: LimiterState, turn: Turn] => {
  const { process, want } = request
  const begun = bounded(stateAt(movedBack(state ?? initialState(request, now), now), now), request)
  const reported = request.reports.reduce(afterReport(request), begun)
  // None of those beyond the limit was reported in time.
  const ready = reported.probe <= now ? { ...reported, probes: 0 } : reported
  const { is, granted, flag, wait } =
    want > 0 ? served(ready, request) : { is: left(ready, process), granted: 0, flag: WITHIN_LIMIT, wait: 0 }
  return [
    is,
    {
      granted,
      flag,
      now,
      waitMs: Math.ceil(wait),
      pauseMs: Math.max(0, Math.ceil(is.paused - now)),
      stalledMs: is.stalled < 0 ? -1 : Math.max(0, Math.floor(now - is.stalled)),
      limit: Math.floor(is.limit * 1_000) / 1_000,
    },
  ]
}

/** When the next permit of a state is free, in milliseconds of its clock; `undefined` if none is out. */
export const nextFreeAt = ({ open, used }: LimiterState): number | undefined => {
  const times = [open[0]?.[1], used[0]?.[1]].filter((time) => time !== undefined)
  return times.length > 0 ? Math.min(...times) : undefined
}
