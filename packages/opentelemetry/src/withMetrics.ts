/** Metrics of operations. */
import type { CallEvent, Middleware } from 'notion-fp'
import { errorAttributes, operationAttributes, statusAttributes, waitReason } from './attributes.js'
import { checkOptions, hasFunctions } from './options.js'
import type { Attributes, Counter, Histogram, Meter } from './otel.js'
import { quietly } from './quietly.js'
import { type Attempt, type End, watching } from './watching.js'

/** The options of {@link withMetrics}. */
export interface MetricsOptions {
  /** The meter, such as `metrics.getMeter('my-app')` of `@opentelemetry/api`. */
  readonly meter: Meter
}

/** The buckets for durations of HTTP requests according to OpenTelemetry's conventions, in seconds. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
/** The buckets for durations with waits: pauses that Notion asks for, and queues, take minutes. */
const LONG_SECONDS = [...REQUEST_SECONDS, 30, 60, 120, 300]

const TOO_MANY_REQUESTS = 429

/** The instruments. One that cannot be created is missing: its measurements are dropped. */
const instrumentsOf = (meter: Meter) => {
  const counter = (name: string, unit: string, description: string): Counter | undefined =>
    quietly(() => meter.createCounter(name, { unit, description }))
  const seconds = (name: string, description: string, buckets: ReadonlyArray<number>): Histogram | undefined =>
    quietly(() =>
      meter.createHistogram(name, { unit: 's', description, advice: { explicitBucketBoundaries: [...buckets] } }),
    )
  return {
    request: seconds('http.client.request.duration', 'Duration of HTTP client requests.', REQUEST_SECONDS),
    operation: seconds('notion.client.operation.duration', 'Duration of operations, with waits.', LONG_SECONDS),
    wait: seconds('notion.client.wait.duration', 'Duration of waits before requests.', LONG_SECONDS),
    waits: counter('notion.client.waits', '{wait}', 'Waits for the rate limiter and before retries.'),
    attempts: counter('notion.client.attempts', '{attempt}', 'HTTP requests, retries included.'),
    limited: counter('notion.client.rate_limited', '{response}', 'Responses 429.'),
    cache: counter('notion.client.cache.lookups', '{lookup}', 'Cache lookups: hits and misses.'),
    joined: counter('notion.client.joined', '{operation}', 'Reads that shared the request of an identical read.'),
  }
}

/** Measures one operation. */
const measure = (instruments: ReturnType<typeof instrumentsOf>, attributes: Attributes) => {
  const count = (counter: Counter | undefined, more?: Attributes): void =>
    quietly(() => counter?.add(1, { ...attributes, ...more }))
  const record = (histogram: Histogram | undefined, seconds: number, more?: Attributes): void =>
    quietly(() => histogram?.record(seconds, { ...attributes, ...more }))
  const attempt = (made: Attempt): void => {
    count(instruments.attempts)
    if (made.status === TOO_MANY_REQUESTS) count(instruments.limited)
    record(instruments.request, made.seconds, { ...statusAttributes(made), ...errorAttributes(made.failure) })
  }
  const event = (callEvent: CallEvent): void => {
    const { type, waitMs = 0 } = callEvent
    const reason = waitReason(callEvent)
    if (reason) {
      count(instruments.waits, { 'notion.wait.reason': reason })
      record(instruments.wait, waitMs / 1_000, { 'notion.wait.reason': reason })
    } else if (type === 'joined') count(instruments.joined)
    else count(instruments.cache, { 'notion.cache': type })
  }
  const end = ({ seconds, failure }: End): void => record(instruments.operation, seconds, errorAttributes(failure))
  return { attempt, event, end }
}

/**
 * Measures the calls of a context. Add it last, after the default middleware.
 *
 * `http.client.request.duration` is a histogram of each HTTP request in seconds, without waits, according to OpenTelemetry's conventions;
 * `notion.client.operation.duration` and `notion.client.wait.duration` have the whole operations and their waits. The counters are
 * `notion.client.attempts`, `.waits`, `.rate_limited` (responses 429), `.cache.lookups` (hits and misses) and `.joined`. The attributes
 * have few values: no ids. A meter that throws does not affect calls.
 *
 * @throws TypeError for an invalid option, such as a missing meter.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 * @example
 * import { metrics } from '@opentelemetry/api'
 * import { createContext, wrap } from 'notion-fp'
 * import { withMetrics } from '@notion-fp/opentelemetry'
 *
 * const ctx = wrap(withMetrics({ meter: metrics.getMeter('my-app') }))(createContext({ auth: 'ntn_…' }))
 */
export const withMetrics = (options: MetricsOptions): Middleware => {
  checkOptions(
    options,
    { meter: [hasFunctions('createCounter', 'createHistogram'), "a meter, such as metrics.getMeter('my-app')"] },
    'meter',
  )
  const instruments = instrumentsOf(options.meter)
  return watching((operation, run) => run(measure(instruments, operationAttributes(operation))))
}
