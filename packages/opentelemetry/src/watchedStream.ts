/** Follows a response that is a stream to its end. */
import type { Failure } from './operation.js'
import { quietly } from './quietly.js'

/** A response that is read as a stream. */
interface Streamed {
  readonly body: ReadableStream<unknown>
}

const isStreamed = (answer: unknown): answer is Streamed =>
  quietly(() => typeof Reflect.get(Object(Reflect.get(Object(answer), 'body')), 'getReader') === 'function') ?? false

/** Runs what was registered with an object when nothing refers to that object any more; absent where a platform cannot tell. */
export type Abandoned = Pick<FinalizationRegistry<() => void>, 'register'> | undefined

export const abandonedStreams = (): Abandoned => quietly(() => new FinalizationRegistry<() => void>((end) => end()))

/** How a stream is followed. */
interface Following {
  readonly signal: AbortSignal | undefined
  readonly abandoned: Abandoned
  /** Called when it ended, broke, was left by its reader or was aborted, whichever comes first. */
  readonly onEnd: (failure?: Failure) => void
}

/** The stream as it is, with a call at its end. */
const followed = (body: ReadableStream<unknown>, { signal, abandoned, onEnd }: Following): ReadableStream<unknown> => {
  const reader = body.getReader()
  const end = (failure?: Failure): void => {
    signal?.removeEventListener('abort', aborted)
    onEnd(signal?.aborted ? { type: 'AbortError' } : failure)
  }
  // Its reader may be busy with what it has read, and look at the signal later or never.
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
        } catch (thing) {
          end({ type: 'NetworkError' })
          throw thing
        }
      },
      cancel: (reason) => {
        end()
        return reader.cancel(reason)
      },
    },
    // Nothing is read before its reader asks for it.
    { highWaterMark: 0 },
  )
  // An iterator that is forgotten in the middle of its stream tells nobody.
  abandoned?.register(watched, () => {
    end()
    reader.cancel().catch(() => undefined)
  })
  return watched
}

/** The response, if it is a stream, with a body that reports its end. `undefined` if it is none. */
export const watchedStream = <A>(answer: A, following: Following): A | undefined =>
  isStreamed(answer) ? quietly(() => ({ ...answer, body: followed(answer.body, following) })) : undefined
