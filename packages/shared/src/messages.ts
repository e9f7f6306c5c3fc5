/** What a process brings to its turn, and what it takes from it. */

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

/** What a permit was given for. */
export const WITHIN_LIMIT = 0
export const BEYOND_LIMIT = 1
export const TRIAL = 2
