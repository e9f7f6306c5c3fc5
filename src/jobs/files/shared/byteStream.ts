/**
 * Streams of bytes, of the platform or of a library.
 *
 * @internal
 */
import { field } from '../../../core/internal/orUndefined.js'

const isFunction = (given: unknown, name: string): boolean => typeof field(given, name) === 'function'

/** Whether something is a stream of the platform. */
const isStream = (given: unknown): given is ReadableStream<unknown> => isFunction(given, 'getReader')

const isIterable = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && typeof Reflect.get(given, Symbol.asyncIterator) === 'function'

/** Whether something is a stream, of the platform or as an iterable. */
export const isByteStream = (given: unknown): given is ReadableStream<unknown> | AsyncIterable<unknown> =>
  isStream(given) || isIterable(given)

/** A view of bytes, of which a `Blob` can be made. */
export const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> => {
  const [buffer, offset, length] = ArrayBuffer.isView(data)
    ? [data.buffer, data.byteOffset, data.byteLength]
    : [data, 0, data.byteLength]
  // A `Blob` cannot be made of shared memory.
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, offset, length)
    : new Uint8Array(buffer, offset, length).slice()
}

/** One step of a stream: its next chunk, or `undefined` at its end. */
export interface Steps {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>
  readonly cancel: (reason: unknown) => unknown
}

/** Reads a stream step by step. Throws for a stream in use. */
export const stepsOf = (stream: ReadableStream<unknown> | AsyncIterable<unknown>): Steps => {
  // The streams of some platforms are not iterable.
  if (isStream(stream)) {
    const reader = stream.getReader()
    return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) }
  }
  const iterator = stream[Symbol.asyncIterator]()
  return { next: () => iterator.next(), cancel: () => iterator.return?.() }
}

/** A chunk as bytes. Throws for anything else. */
export const chunkOf = (value: unknown): Uint8Array<ArrayBuffer> => {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return bytesOf(value)
  throw new TypeError(`a stream of bytes must yield Uint8Arrays, not ${typeof value}s`)
}
