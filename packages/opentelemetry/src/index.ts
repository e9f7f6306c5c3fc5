/** The entry for all runtimes: traces and metrics. Nothing here imports a module of Node. */
export { type InSpan, inSpan, type JobSpanOptions } from './inSpan.js'
export type {
  Attributes,
  AttributeValue,
  Counter,
  Histogram,
  InstrumentOptions,
  Meter,
  Span,
  SpanOptions,
  Tracer,
} from './otel.js'
export { type MetricsOptions, withMetrics } from './withMetrics.js'
export { type TracingOptions, withTracing } from './withTracing.js'
