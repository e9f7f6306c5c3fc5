/** OpenTelemetry in memory, and a simulator that is called through it. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Simulator, SimulatorOptions } from '@notion-fp/simulator'
import { type ContextManager, context, type Context as OtelContext, ROOT_CONTEXT } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type Span,
} from '@opentelemetry/sdk-trace-base'
import { type Context, type ContextOptions, createContext, type Middleware, wrap } from 'notion-fp'
import { afterAll, beforeAll } from 'vitest'
import { aSimulator, goingTo } from '../../../test/simulator/world.js'
import { type FakeClock, fakeClock } from '../../../test/support/fakes.js'

/** What is in an SDK for Node: the active context follows asynchronous work. */
const contextManager = (): ContextManager => {
  const storage = new AsyncLocalStorage<OtelContext>()
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...args) => storage.run(active, () => work.call(self, ...args)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}

/** Makes the tests of a file run with an active context, and takes it away afterwards. */
export const withActiveContext = (): void => {
  beforeAll(() => {
    context.setGlobalContextManager(contextManager())
  })
  afterAll(() => context.disable())
}

/** A tracer whose spans stay in memory, and the number of spans that have not ended. */
export const tracing = () => {
  const exporter = new InMemorySpanExporter()
  let open = 0
  const counting = {
    onStart: (_span: Span) => {
      open++
    },
    onEnd: (_span: ReadableSpan) => {
      open--
    },
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  }
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter), counting] })
  return {
    tracer: provider.getTracer('test'),
    spans: (): ReadonlyArray<ReadableSpan> => exporter.getFinishedSpans(),
    open: () => open,
  }
}

/** The events of a span, with their attributes. */
export const eventsOf = (span: ReadableSpan | undefined) =>
  span?.events.map(({ name, attributes }) => ({ name, ...attributes }))

/** A simulator and a context with a middleware, which share a clock. */
export interface World {
  readonly simulator: Simulator
  readonly clock: FakeClock
  readonly ctx: Context
}

export const aWorld = async (
  middleware: Middleware,
  options: Partial<ContextOptions> = {},
  simulated: SimulatorOptions = {},
): Promise<World> => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock, simulated)
  return { simulator, clock, ctx: wrap(middleware)(createContext({ ...goingTo(simulator, clock), ...options })) }
}

/** A meter whose measurements stay in memory. */
export const metered = () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2_147_483_647 })
  const provider = new MeterProvider({ readers: [reader] })
  /** Everything that was measured: by the name of its instrument, the attributes and the value of each point. */
  const collected = async () => {
    const { resourceMetrics } = await reader.collect()
    return resourceMetrics.scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => ({
          name: descriptor.name,
          unit: descriptor.unit,
          attributes,
          value,
        })),
      ),
    )
  }
  return { meter: provider.getMeter('test'), collected }
}
