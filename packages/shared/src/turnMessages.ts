/** The request and the result of a turn. */

/** The outcome of the call that a permit was given for. */
export interface PermitReport {
  /** `passed`: a response other than 429 and 529; `refused`: one of these; `unused`: the call was not sent. */
  readonly kind: 'passed' | 'refused' | 'unused'
  readonly id: string
  /** The time when the permit was given, on the clock of the turns. */
  readonly issuedAt: number
  /** Why the permit was given: `flag` of the turn. */
  readonly flag: number
  /** The `Retry-After` of the response, in milliseconds; 0 without one. */
  readonly retryAfterMs: number
}

/** The request of a turn. It is plain JSON. */
export interface TurnRequest {
  /** The name of the process, unique among those that wait. */
  readonly process: string
  /** The number of permits that it requests; 0 if it only reports, or no longer waits. */
  readonly want: number
  /** The number of the first permit: permits are named `process:number`, and each name is used once. */
  readonly base: number
  readonly perMinute: number
  readonly maxPerMinute: number
  readonly minPerMinute: number
  readonly leaseMs: number
  readonly reports: ReadonlyArray<PermitReport>
}

/** The result of a turn. Times are in milliseconds. */
export interface Turn {
  /** The number of permits, and why they were given: 0 within the limit, 1 beyond it, 2 to test whether a pause was long enough. */
  readonly granted: number
  readonly flag: number
  /** The time of the turn. */
  readonly now: number
  /** The time until the next turn is worth taking, if not all permits were given. */
  readonly waitMs: number
  /** The rest of the pause that Notion asked for; 0 without one. */
  readonly pauseMs: number
  /** The time since the first pause without an accepted call after it; -1 without one. */
  readonly stalledMs: number
  /** The limit that was learned, in calls per minute. */
  readonly limit: number
}

/** The reasons for which permits are given. */
export const WITHIN_LIMIT = 0
export const BEYOND_LIMIT = 1
export const TRIAL = 2
