/** What the Worker of the benchmark is asked, and answers. */

/** Some Workers that read pages with one token, in virtual time. */
export interface Pace {
  readonly workers: number
  /** The number of calls that each Worker has under way. */
  readonly concurrency: number
  readonly minutes: number
  readonly perMinute: number
  /** Whether they share a limiter through a Durable Object; otherwise each has its own. */
  readonly isShared: boolean
}

export interface PaceResult {
  /** The successful calls of each Worker. */
  readonly accepted: ReadonlyArray<number>
  /** The 429s. */
  readonly refused: number
  readonly failed: number
  /** The questions to the object. */
  readonly questions: number
}

/** Permits that are taken in real time. */
export interface RoundTrips {
  readonly prefix: string
  readonly rounds: number
  /** The number of requests that take one at the same moment. */
  readonly atOnce: number
}
