/** Observes each call of a context from its start to its end, whatever ends it. */
import type { CallEvent, Config, Exchange, Fetcher, Middleware, NotionRequest } from 'notion-fp'
import { type Failure, failureOf, type Operation, operationOf, serverOf } from './operation.js'
import { quietly } from './quietly.js'
import { templateFinder } from './templateFinder.js'
import { type Abandoned, abandonedStreams, watchedStream } from './watchedStream.js'

/** One HTTP exchange of an operation. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number
  /** The duration in seconds, without waits. */
  readonly seconds: number
  /** The HTTP status; absent without a response. */
  readonly status?: number
  /** Notion's request id. */
  readonly requestId?: string
  /** Absent after a success. */
  readonly failure?: Failure
}

/** The end of an operation. */
export interface End {
  /** The number of HTTP exchanges; 0 if the response came from the cache or from the exchange of another call. */
  readonly attempts: number
  /** The duration in seconds, including waits. */
  readonly seconds: number
  /** The last HTTP status. */
  readonly status?: number
  /** Notion's request id of the last exchange. */
  readonly requestId?: string
  /** Absent after a success. */
  readonly failure?: Failure
}

/** Receives the events of one operation. `end` is called once, and is the last event. */
export interface Watcher {
  readonly attempt: (attempt: Attempt) => void
  readonly event: (event: CallEvent) => void
  readonly end: (end: End) => void
}

/** Runs the operation with a watcher and additional request headers. Calling it again has no effect. */
export type Run = (watcher: Watcher, headers?: Readonly<Record<string, string>>) => void

/** Begins to observe an operation. If it throws or does not run the operation, the operation runs unobserved. */
export type Begin = (operation: Operation, run: Run) => void

const secondsOf = (milliseconds: number): number => Math.max(0, milliseconds) / 1_000

/** A watcher that receives nothing after its end, and whose exceptions are ignored. */
const recorder = (config: Config, operation: Operation, watcher: Watcher) => {
  const { clock } = config
  const now = (): number => clock.monotonic?.() ?? clock.now()
  const began = now()
  let attempts = 0
  let last: Pick<Attempt, 'status' | 'requestId'> = {}
  let ended = false
  const notify = (work: () => void): void => {
    if (!ended) quietly(work)
  }
  const attempt = ({ status, requestId, durationMs, error }: Exchange): void => {
    attempts++
    last = { ...(status && { status }), ...(requestId && { requestId }) }
    const failure = error && failureOf(error, operation)
    const made: Attempt = { number: attempts, seconds: secondsOf(durationMs), ...last, ...(failure && { failure }) }
    notify(() => watcher.attempt(made))
  }
  const event = (callEvent: CallEvent): void => notify(() => watcher.event(callEvent))
  const end = (failure?: Failure): void => {
    const seconds = secondsOf(now() - began)
    notify(() => watcher.end({ attempts, seconds, ...last, ...(failure && { failure }) }))
    ended = true
  }
  return { attempt, event, end }
}

type Recorder = ReturnType<typeof recorder>

/** Runs a request, and reports events until its end, or the end of its stream. */
const follow = async <A>(
  next: Fetcher,
  request: NotionRequest<A>,
  { attempt, event, end }: Recorder,
  abandoned: Abandoned,
): ReturnType<ReturnType<typeof next<A>>> => {
  try {
    const result = await next({
      ...request,
      observe: (exchange) => {
        attempt(exchange)
        request.observe?.(exchange)
      },
      onEvent: (callEvent) => {
        event(callEvent)
        request.onEvent?.(callEvent)
      },
    })()
    const { signal, kind } = request
    if (result._tag === 'Left') end(failureOf(result.left, { kind }))
    else {
      const watched = request.stream && watchedStream(result.right, { signal, abandoned, onEnd: end })
      if (watched) return { ...result, right: watched }
      end()
    }
    return result
  } catch (error) {
    // A middleware threw. The operation returns a `NetworkError` for it.
    end({ type: 'NetworkError' })
    throw error
  }
}

const withHeaders = <A>(request: NotionRequest<A>, headers: Parameters<Run>[1]): NotionRequest<A> =>
  headers ? { ...request, headers: { ...request.headers, ...headers } } : request

/** Creates a middleware that observes every call. */
export const watching =
  (begin: Begin): Middleware =>
  (next, config) => {
    const server = serverOf(config.baseUrl)
    const templateOf = templateFinder()
    const abandoned = abandonedStreams()
    return <A>(request: NotionRequest<A>) =>
      () => {
        let running: ReturnType<ReturnType<typeof next<A>>> | undefined
        quietly(() => {
          const operation = operationOf(request, server, templateOf(request.path))
          begin(operation, (watcher, headers) => {
            running ??= follow(next, withHeaders(request, headers), recorder(config, operation, watcher), abandoned)
          })
        })
        // Stored, so that running the operation too late does not send it again.
        running ??= next(request)()
        return running
      }
  }
