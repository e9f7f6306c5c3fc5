/** The cost of a job, known before it starts. */

/** The cost of a job. */
export interface Cost {
  /** The requests to send. */
  readonly requests: number
  /** The minimum duration in seconds, at Notion's rate limits of 180 requests per minute, and 600 on larger plans. */
  readonly seconds: { readonly at_180_per_minute: number; readonly at_600_per_minute: number }
}

const secondsAt = (requests: number, perMinute: number): number => Math.ceil((requests * 600) / perMinute) / 10

/**
 * The cost of a number of requests.
 *
 * @internal
 */
export const costOf = (requests: number): Cost => ({
  requests,
  seconds: { at_180_per_minute: secondsAt(requests, 180), at_600_per_minute: secondsAt(requests, 600) },
})
