/** A span for a whole job. */
import { checkOptions, hasFunctions, isObject, type OptionRules, throwInvalidOption } from './options.js'
import type { Attributes, Span, Tracer } from './otel.js'
import { quietly } from './quietly.js'
import { type Abandoned, abandonedStreams } from './watchedStream.js'

/** The options of {@link inSpan}. */
export interface JobSpanOptions {
  /** The tracer, such as `trace.getTracer('my-app')` of `@opentelemetry/api`. */
  readonly tracer: Tracer
  /** The name of the span, such as `mirror page`. It should have few different values, so no ids. */
  readonly name: string
  /** Attributes of the span, such as the id of the page. */
  readonly attributes?: Attributes | undefined
}

/** Wraps a job in a span: a task, such as `getBlockTree(ctx, params)`, or an iterable, such as `walkBlocks(ctx, params)`. */
export interface InSpan {
  <A>(job: AsyncIterable<A>): AsyncIterable<A>
  <A>(job: () => Promise<A>): () => Promise<A>
}

/** The numbers of `SpanKind.INTERNAL` and `SpanStatusCode.ERROR` in `@opentelemetry/api`. */
const INTERNAL = 0
const ERROR = 2

/** The tag of the error in a `Left`; `undefined` for anything else. */
const failureIn = (given: unknown): string | undefined => {
  const { _tag, left }: { readonly _tag?: unknown; readonly left?: unknown } = Object(given)
  if (_tag !== 'Left') return undefined
  const tag = quietly(() => Reflect.get(Object(left), '_tag'))
  return typeof tag === 'string' ? tag : 'Error'
}

const errorNameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'Error')

/** Ends a span, once. */
const endOf = (span: Span): ((failure: string | undefined) => void) => {
  let hasEnded = false
  return (failure) => {
    if (hasEnded) return
    hasEnded = true
    quietly(() => {
      if (failure === undefined) return
      span.setAttributes({ 'error.type': failure })
      span.setStatus({ code: ERROR })
    })
    quietly(() => span.end())
  }
}

/** Begins a span, and runs work while it is active. If the tracer throws or does not run it, the work is not run. */
const began = ({ tracer, name, attributes = {} }: JobSpanOptions, work: (span: Span) => void): void =>
  void quietly(() => tracer.startActiveSpan(name, { kind: INTERNAL, attributes }, work))

const taskIn =
  <A>(options: JobSpanOptions, job: () => Promise<A>): (() => Promise<A>) =>
  () => {
    let running: Promise<A> | undefined
    const follow = async (span: Span): Promise<A> => {
      const end = endOf(span)
      try {
        const result = await job()
        end(failureIn(result))
        return result
      } catch (thrown) {
        end(errorNameOf(thrown))
        throw thrown
      }
    }
    began(options, (span) => {
      running ??= follow(span)
    })
    running ??= job()
    return running
  }

/**
 * Runs later work with the span that is active now: an asynchronous function keeps it while it waits, and needs no interface of any
 * version of OpenTelemetry for it.
 */
const keepingSpan = (): ((work: () => void) => void) => {
  const works: Array<() => void> = []
  let wake: (() => void) | undefined
  const loop = async (): Promise<void> => {
    for (;;) {
      if (works.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      for (const work of works.splice(0)) work()
    }
  }
  void loop()
  return (work) => {
    works.push(work)
    wake?.()
  }
}

/** The next result of an iterator; a rejection if it throws. */
const nextOf = async <A>(iterator: AsyncIterator<A>): Promise<IteratorResult<A>> => iterator.next()

/** The state of an iteration. It must not be reachable from the iterator of the reader, which may be garbage-collected. */
interface Iteration<A> {
  readonly iterator: AsyncIterator<A>
  readonly run: (work: () => void) => void
  readonly end: (failure: string | undefined) => void
}

const iterationIn = <A>(options: JobSpanOptions, job: AsyncIterable<A>): Iteration<A> => {
  let made: Iteration<A> | undefined
  began(options, (span) => {
    if (made) return
    const end = endOf(span)
    try {
      made = { iterator: job[Symbol.asyncIterator](), run: keepingSpan(), end }
    } catch (thrown) {
      end(errorNameOf(thrown))
      throw thrown
    }
  })
  return made ?? { iterator: job[Symbol.asyncIterator](), run: (work) => work(), end: () => undefined }
}

/** Ends an iteration whose reader was garbage-collected. Created here, since a closure keeps its surroundings alive. */
const endForgotten =
  <A>({ iterator, end }: Iteration<A>): (() => void) =>
  () => {
    end(undefined)
    iterator.return?.().catch(() => undefined)
  }

const iterableIn = <A>(options: JobSpanOptions, abandoned: Abandoned, job: AsyncIterable<A>): AsyncIterable<A> => {
  return {
    [Symbol.asyncIterator]: () => {
      let iteration: Iteration<A> | undefined
      let failure: string | undefined
      const begun = (): Iteration<A> => {
        if (iteration) return iteration
        const made = iterationIn(options, job)
        iteration = made
        // An iterator that is abandoned in the middle gives no notice.
        abandoned?.register(read, endForgotten(made))
        return made
      }
      const read: AsyncIterator<A> = {
        next: async () => {
          const { iterator, run, end } = begun()
          try {
            const result = await new Promise<IteratorResult<A>>((resolve, reject) =>
              run(() => void nextOf(iterator).then(resolve, reject)),
            )
            failure = failureIn(result.value) ?? failure
            if (result.done) end(failure)
            return result
          } catch (thrown) {
            end(errorNameOf(thrown))
            throw thrown
          }
        },
        return: async (value) => {
          if (!iteration) return { done: true, value }
          try {
            // At once, since it may end what `next` waits for.
            return (await iteration.iterator.return?.(value)) ?? { done: true, value }
          } finally {
            iteration.end(failure)
          }
        },
      }
      return read
    },
  }
}

const isIterable = <A>(job: AsyncIterable<A> | (() => Promise<A>)): job is AsyncIterable<A> =>
  typeof Reflect.get(Object(job), Symbol.asyncIterator) === 'function'

/**
 * Creates a span for a whole job, such as reading a tree. The span is active while the job runs, so the spans of its requests, from
 * {@link withTracing}, are its children. It ends with the job. The span of an iterable begins when the first item is requested, and ends
 * when the iterable is done, when its reader leaves the loop, or when an abandoned iterator is garbage-collected. It is not active in the
 * body of the loop.
 *
 * A job that returns or yields a `Left` has the status `ERROR`, and `error.type` is the `_tag` of the error. A tracer that throws does
 * not affect the job.
 *
 * @throws TypeError for an invalid option, such as a missing name, or for a job that is neither a task nor an iterable.
 * @example
 * import { trace } from '@opentelemetry/api'
 * import { inSpan, withTracing } from '@notion-fp/opentelemetry'
 * import { createContext, wrap } from 'notion-fp'
 * import { getBlockTree } from 'notion-fp/blocks'
 * import { pipe } from 'notion-fp/fp'
 *
 * const tracer = trace.getTracer('my-app')
 * const ctx = wrap(withTracing({ tracer }))(createContext({ auth: 'ntn_…' }))
 * const tree = (block_id: string) => pipe(getBlockTree(ctx, { block_id }), inSpan({ tracer, name: 'read a tree' }))
 */
export const inSpan = (options: JobSpanOptions): InSpan => {
  const rules: OptionRules = {
    tracer: [hasFunctions('startActiveSpan'), "a tracer, such as trace.getTracer('my-app')"],
    name: [(given) => typeof given === 'string' && given !== '', 'a non-empty string'],
    attributes: [isObject, 'an object'],
  }
  checkOptions(options, rules, 'tracer', 'name')
  const abandoned = abandonedStreams()
  function put<A>(job: AsyncIterable<A>): AsyncIterable<A>
  function put<A>(job: () => Promise<A>): () => Promise<A>
  function put<A>(job: AsyncIterable<A> | (() => Promise<A>)): AsyncIterable<A> | (() => Promise<A>) {
    if (isIterable(job)) return iterableIn(options, abandoned, job)
    if (typeof job === 'function') return taskIn(options, job)
    return throwInvalidOption('job', 'a task or an async iterable', job)
  }
  return put
}
