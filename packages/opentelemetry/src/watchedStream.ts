/** Observes a streamed response until its end. */
import type { Failure } from './operation.js'
import { quietly } from './quietly.js'

/** A response that is read as a stream. */
interface Streamed {
  readonly body: ReadableStream<unknown>
}

const isStreamed = (response: unknown): response is Streamed =>
  quietly(() => typeof Reflect.get(Object(Reflect.get(Object(response), 'body')), 'getReader') === 'function') ?? false

/** Calls back after a registered object was garbage-collected; absent on platforms without `FinalizationRegistry`. */
export type Abandoned = Pick<FinalizationRegistry<() => void>, 'register'> | undefined

export const abandonedStreams = (): Abandoned => quietly(() => new FinalizationRegistry<() => void>((end) => end()))

/** How a stream is observed. */
interface StreamObserver {
  readonly signal: AbortSignal | undefined
  readonly abandoned: Abandoned
  /** Called when the stream ends, breaks, is left by its reader or is aborted, whichever comes first. */
  readonly onEnd: (failure?: Failure) => void
}

/** The unchanged stream, with a callback at its end. */
const observed = (
  body: ReadableStream<unknown>,
  { signal, abandoned, onEnd }: StreamObserver,
): ReadableStream<unknown> => {
  const reader = body.getReader()
  const end = (failure?: Failure): void => {
    signal?.removeEventListener('abort', aborted)
    onEnd(signal?.aborted ? { type: 'AbortError' } : failure)
  }
  // Its reader may be busy with earlier chunks, and check the signal later or never.
  const aborted = (): void => end()
  signal?.addEventListener('abort', aborted)
  if (signal?.aborted) end()
  const watched = new ReadableStream<unknown>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          end()
          controller.close()
        } catch (error) {
          end({ type: 'NetworkError' })
          throw error
        }
      },
      cancel: (reason) => {
        end()
        return reader.cancel(reason)
      },
    },
    // Nothing is read before its reader requests it.
    { highWaterMark: 0 },
  )
  // An iterator that is abandoned in the middle of its stream gives no notice.
  abandoned?.register(watched, () => {
    end()
    reader.cancel().catch(() => undefined)
  })
  return watched
}

/** The response with a body that reports its end; `undefined` if it is not a stream. */
export const watchedStream = <A>(response: A, observer: StreamObserver): A | undefined =>
  isStreamed(response) ? quietly(() => ({ ...response, body: observed(response.body, observer) })) : undefined
