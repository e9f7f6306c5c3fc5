/** A span for each operation. */
import type { CallEvent, Middleware } from 'notion-fp'
import { errorAttributes, failureAttributes, operationAttributes, statusAttributes, waitReason } from './attributes.js'
import type { Operation } from './operation.js'
import { checkOptions, hasFunctions, type OptionRules } from './options.js'
import type { Span, Tracer } from './otel.js'
import { quietly } from './quietly.js'
import { type Attempt, type End, type Watcher, watching } from './watching.js'

/** The options of {@link withTracing}. */
export interface TracingOptions {
  /** The tracer, such as `trace.getTracer('my-app')` of `@opentelemetry/api`. */
  readonly tracer: Tracer
  /**
   * The kind of the spans. Use `internal` if another instrumentation creates a client span for each `fetch`, so that no request has two.
   * Default `client`.
   */
  readonly kind?: 'client' | 'internal' | undefined
  /** Whether to send the header `traceparent`, for a proxy that continues the trace. Default `false`. */
  readonly traceparent?: boolean | undefined
}

/** The numbers of `SpanKind` and `SpanStatusCode` in `@opentelemetry/api`. */
const KINDS = { internal: 0, client: 2 } as const
const ERROR = 2

const nameOf = ({ name, method, template }: Operation): string =>
  // `request` is the name of every call without its own operation.
  template ? `${method} ${template}` : name === 'request' ? method : `${method} ${name}`

const traceparentOf = (span: Span): Record<string, string> | undefined => {
  const { traceId, spanId, traceFlags } = span.spanContext()
  // Without an SDK, a span has an invalid id of zeros.
  if (!/^(?!0+$)[0-9a-f]{32}$/.test(traceId) || !/^(?!0+$)[0-9a-f]{16}$/.test(spanId)) return undefined
  return { traceparent: `00-${traceId}-${spanId}-${(traceFlags & 0xff).toString(16).padStart(2, '0')}` }
}

/** Adds the events of an operation to its span, and ends it. */
const spanWatcher = (span: Span): Watcher => {
  const event = (callEvent: CallEvent): void => {
    const { type, waitMs = 0 } = callEvent
    const reason = waitReason(callEvent)
    if (reason) {
      span.addEvent('notion.wait', { 'notion.wait.reason': reason, 'notion.wait.duration': waitMs / 1_000 })
    } else if (type === 'joined') {
      span.addEvent('notion.joined', {})
      span.setAttributes({ 'notion.joined': true })
    } else {
      span.addEvent(`notion.cache.${type}`, {})
      span.setAttributes({ 'notion.cache': type })
    }
  }
  const attempt = (made: Attempt): void => {
    span.addEvent('notion.attempt', {
      'http.request.resend_count': made.number - 1,
      'notion.attempt.duration': made.seconds,
      ...statusAttributes(made),
      ...errorAttributes(made.failure),
      ...(made.requestId && { 'notion.request_id': made.requestId }),
    })
  }
  const end = ({ attempts, requestId, failure, ...last }: End): void => {
    // The span ends even if its last attributes cannot be set.
    quietly(() => {
      span.setAttributes({
        ...statusAttributes(failure?.status ? failure : last),
        ...(attempts > 1 && { 'http.request.resend_count': attempts - 1 }),
        ...(requestId && { 'notion.request_id': requestId }),
        ...failureAttributes(failure),
      })
      if (failure) span.setStatus({ code: ERROR })
    })
    span.end()
  }
  return { attempt, event, end }
}

/**
 * Creates a span for each operation, as a child of the active span. Add it last, after the default middleware, so that a span covers the
 * whole operation with its retries and waits. If it is added before them, each attempt has its own span.
 *
 * The span is named by method and route (`GET /v1/pages/{page_id}`), and has the attributes of OpenTelemetry's conventions for HTTP
 * clients, the name of the operation and Notion's request id. Attempts, waits, cache hits and misses, and joining an identical read
 * in flight are events. It never contains a body, a query string, an error message or a token. The span is active while the
 * operation runs, so that spans of an instrumented `fetch` are its children.
 *
 * A span ends with its operation, even after a failure or an abort; for a stream, when the stream ends, breaks, is left or is aborted. A
 * tracer that throws does not affect calls.
 *
 * @throws TypeError for an invalid option, such as a missing tracer.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 * @example
 * import { trace } from '@opentelemetry/api'
 * import { createContext, wrap } from 'notion-fp'
 * import { withTracing } from '@notion-fp/opentelemetry'
 *
 * const ctx = wrap(withTracing({ tracer: trace.getTracer('my-app') }))(createContext({ auth: 'ntn_…' }))
 */
export const withTracing = (options: TracingOptions): Middleware => {
  const rules: OptionRules = {
    tracer: [hasFunctions('startActiveSpan'), "a tracer, such as trace.getTracer('my-app')"],
    kind: [(given) => Object.hasOwn(KINDS, String(given)), "'client' or 'internal'"],
    traceparent: [(given) => typeof given === 'boolean', 'true or false'],
  }
  checkOptions(options, rules, 'tracer')
  const { tracer, kind = 'client', traceparent = false } = options
  return watching((operation, run) => {
    const attributes = { ...operationAttributes(operation), 'url.full': operation.url }
    tracer.startActiveSpan(nameOf(operation), { kind: KINDS[kind], attributes }, (span) => {
      run(spanWatcher(span), traceparent ? quietly(() => traceparentOf(span)) : undefined)
    })
  })
}
