/** The options that all jobs have. */
import { COUNT, FUNCTION, type OptionRule } from '../../core/internal/options.js'

/** The progress of a job. */
export interface Progress {
  /** The requests sent so far, without their retries. */
  readonly requests: number
  /** The attempts beyond the first of each request, after errors such as 429 or 503. */
  readonly retries: number
  /** The number of finished items: blocks, rows, files or bytes, depending on the job. */
  readonly done: number
  /** The total number of items; absent while it is unknown. */
  readonly total?: number
}

/** The options that all jobs have. */
export interface JobOptions {
  /** The maximum number of requests, without retries. Default: unlimited. */
  readonly max_requests?: number | undefined
  /** Stops the job when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Called when the job has made progress. An exception that it throws is ignored. */
  readonly on_progress?: ((progress: Progress) => void) | undefined
}

/**
 * The checks of the options that all jobs have.
 *
 * @internal
 */
export const JOB_OPTIONS: { readonly [name in keyof JobOptions]-?: OptionRule } = {
  max_requests: COUNT,
  signal: [(given) => typeof Reflect.get(Object(given), 'addEventListener') === 'function', 'an AbortSignal'],
  on_progress: FUNCTION,
}
