/** The content of a file to upload, and how it is read. */
import { unlessAborted } from '../../../core/internal/signal.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { bytesOf, chunkOf, isByteStream, stepsOf } from '../shared/byteStream.js'

/** The content of a file: complete, or as a stream of bytes, such as the body of a response or an open file. */
export type FileContent = Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** The content of a file, or a function that returns it, each time from its beginning. */
export type FileData = FileContent | (() => FileContent | Promise<FileContent>)

/**
 * The allowed content of a file.
 *
 * @internal
 */
export const FILE_DATA = 'a Blob, bytes, a stream of bytes, or a function that returns one of these'

/** Content that can be read at any position, any number of times. */
interface WholeContent {
  readonly kind: 'whole'
  readonly size: number
  /** The media type of a `Blob`. */
  readonly type: string
  readonly slice: (start: number, end: number, type: string) => Blob
}

/** A stream, which is read once, from beginning to end. */
interface StreamContent {
  readonly kind: 'stream'
  /** The next bytes, exactly as many as requested except at the end. Throws what the stream throws, and the reason of the signal. */
  readonly read: (most: number) => Promise<ReadonlyArray<Uint8Array<ArrayBuffer>>>
  /** Puts bytes back, to be read again. */
  readonly unread: (pieces: ReadonlyArray<Uint8Array<ArrayBuffer>>) => void
  /** Cancels the stream at its source. Never throws, and is not awaited. */
  readonly cancel: (reason: unknown) => void
}

/**
 * Opened content.
 *
 * @internal
 */
export type OpenContent = WholeContent | StreamContent

const isWhole = (given: unknown): given is Blob | ArrayBuffer | ArrayBufferView =>
  given instanceof Blob || given instanceof ArrayBuffer || ArrayBuffer.isView(given)

/**
 * Whether content can be read more than once.
 *
 * @internal
 */
export const isRereadable = (data: unknown): boolean => typeof data === 'function' || isWhole(data)

/**
 * Whether a value is the content of a file.
 *
 * @internal
 */
export const isFileData = (data: unknown): boolean => isRereadable(data) || isByteStream(data)

const openWhole = (data: Blob | ArrayBuffer | ArrayBufferView): WholeContent => {
  if (data instanceof Blob) {
    const slice = (start: number, end: number, type: string): Blob => data.slice(start, end, type)
    return { kind: 'whole', size: data.size, type: data.type, slice }
  }
  const bytes = bytesOf(data)
  return {
    kind: 'whole',
    size: bytes.byteLength,
    type: '',
    slice: (start, end, type) => new Blob([bytes.subarray(start, end)], { type }),
  }
}

const openStream = (
  stream: ReadableStream<unknown> | AsyncIterable<unknown>,
  signal: AbortSignal | undefined,
): StreamContent => {
  const steps = stepsOf(stream)
  let left: Array<Uint8Array<ArrayBuffer>> = []
  const nextChunk = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const kept = left.shift()
    if (kept) return kept
    const step = await unlessAborted(signal, steps.next())
    signal?.throwIfAborted()
    return step && !step.done ? chunkOf(step.value) : undefined
  }
  return {
    kind: 'stream',
    read: async (most) => {
      const pieces: Array<Uint8Array<ArrayBuffer>> = []
      let size = 0
      while (size < most) {
        const chunk = await nextChunk()
        if (!chunk) break
        const taken = chunk.subarray(0, most - size)
        if (taken.length < chunk.length) left.unshift(chunk.subarray(taken.length))
        if (taken.length > 0) pieces.push(taken)
        size += taken.length
      }
      return pieces
    },
    unread: (pieces) => {
      left = [...pieces, ...left]
    },
    cancel: (reason) => {
      void (async () => steps.cancel(reason))().catch(() => undefined)
    },
  }
}

/**
 * Opens content. Throws what the function of the caller throws, and for invalid content, such as a stream in use.
 *
 * @internal
 */
export const openContent = async (data: FileData, signal: AbortSignal | undefined): Promise<OpenContent> => {
  const given: unknown = typeof data === 'function' ? await unlessAborted(signal, (async () => data())()) : data
  signal?.throwIfAborted()
  if (isWhole(given)) return openWhole(given)
  // Checked just now: the guard does not name the type of the chunks.
  if (isByteStream(given)) return openStream(unsafeCast(given), signal)
  throw new TypeError(`data must be ${FILE_DATA}, not a function that returns ${typeof given}`)
}

/**
 * The number of bytes in pieces.
 *
 * @internal
 */
export const sizeOf = (pieces: ReadonlyArray<Uint8Array>): number => pieces.reduce((sum, { length }) => sum + length, 0)
