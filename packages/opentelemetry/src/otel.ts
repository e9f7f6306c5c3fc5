/** The parts of OpenTelemetry's interfaces that this package uses, so that any version of its packages works. */

/** The value of an attribute. */
export type AttributeValue = string | number | boolean

/** Attributes by name. */
export interface Attributes {
  readonly [name: string]: AttributeValue
}

/** A span of `@opentelemetry/api`. */
export interface Span {
  spanContext(): { readonly traceId: string; readonly spanId: string; readonly traceFlags: number }
  setAttributes(attributes: Attributes): unknown
  addEvent(name: string, attributes: Attributes): unknown
  setStatus(status: { readonly code: number }): unknown
  end(): unknown
}

/** The start of a span. */
export interface SpanOptions {
  /** The number of the kind: 0 for internal, 2 for client. */
  readonly kind: number
  readonly attributes: Attributes
}

/** A tracer, such as `trace.getTracer('my-app')` of `@opentelemetry/api`. */
export interface Tracer {
  startActiveSpan(name: string, options: SpanOptions, run: (span: Span) => void): unknown
}

/** The description of an instrument. */
export interface InstrumentOptions {
  readonly description: string
  readonly unit: string
  readonly advice?: { explicitBucketBoundaries: Array<number> }
}

/** Counts. */
export interface Counter {
  add(value: number, attributes: Attributes): void
}

/** Records a distribution. */
export interface Histogram {
  record(value: number, attributes: Attributes): void
}

/** A meter, such as `metrics.getMeter('my-app')` of `@opentelemetry/api`. */
export interface Meter {
  createCounter(name: string, options: InstrumentOptions): Counter
  createHistogram(name: string, options: InstrumentOptions): Histogram
}
