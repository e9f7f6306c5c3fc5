/** What the processes of the benchmark and the one that starts them tell each other. */

/** The first message to a process. */
export interface WorkerTask {
  /** The addresses of the simulator and of Redis. */
  readonly url: string
  readonly redisUrl: string
  /** The time at which all begin, in milliseconds since the epoch. */
  readonly origin: number
  readonly minutes: number
  /** The number of calls that each process has under way. */
  readonly concurrency: number
  readonly seed: number
  readonly pageIds: ReadonlyArray<string>
  /** Whether they share a limiter through Redis; otherwise each has its own. */
  readonly isShared: boolean
}

/** The outcomes of the calls of a process so far. */
export interface WorkerResult {
  readonly accepted: number
  readonly refused: number
  readonly failed: number
}

/** What a process says when nothing happens in it until a time. */
export interface WorkerTurn extends WorkerResult {
  /** When its next timer is due, in milliseconds since the epoch. */
  readonly next: number
}
