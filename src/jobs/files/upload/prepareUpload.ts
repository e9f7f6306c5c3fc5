/**
 * Opens the content of a file, and determines its type and size, before anything is sent.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { invalidJob } from '../../shared/jobParams.js'
import { failedWork } from '../shared/failures.js'
import { type NamedFile, nameFile } from './contentType.js'
import { type FileData, type OpenContent, openContent, sizeOf } from './fileData.js'
import { SIGNATURE_BYTES } from './fileSignatures.js'
import { ALWAYS_ALLOWED, MAX_PARTS, MAX_SINGLE, planUpload, wrongSize } from './planUpload.js'

/**
 * The maximum number of bytes of a stream of unknown length that are held in memory: the number of parts must be known before the first one
 * is sent.
 */
const MAX_HELD = 1_073_741_824

/** The size of the pieces in which a stream is read to hold or count it. */
const PIECE = 1_048_576

/** A file to upload. */
export interface FileToUpload {
  readonly data: FileData
  readonly filename: string
  readonly content_type?: string | undefined
  readonly size?: number | undefined
  /** The size of a stream whose size is not given. */
  readonly knownSize?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** A file whose name, type and size are known. */
export interface PreparedFile {
  readonly file: NamedFile
  readonly size: number
  readonly content: OpenContent
}

/** The largest file of the workspace, in bytes. */
export type LimitOf = () => Promise<Either<NotionError, number>>

type Stream = Extract<OpenContent, { readonly kind: 'stream' }>

type Measured = Either<NotionError, Omit<PreparedFile, 'file'>>

/** The first bytes; they are read again later. */
const headOf = async (content: OpenContent): Promise<Uint8Array> => {
  if (content.kind === 'whole') return new Uint8Array(await content.slice(0, SIGNATURE_BYTES, '').arrayBuffer())
  const pieces = await content.read(SIGNATURE_BYTES)
  content.unread(pieces)
  return new Uint8Array(await new Blob([...pieces]).arrayBuffer())
}

const wholeOf = (blob: Blob): OpenContent => ({
  kind: 'whole',
  size: blob.size,
  type: '',
  slice: (start, end, type) => blob.slice(start, end, type),
})

/** Reads a stream to its end or its limit, and holds its bytes if requested. */
const readOn = async (
  stream: Stream,
  until: number,
  hold: boolean,
): Promise<{ readonly size: number; readonly blob: Blob; readonly ended: boolean }> => {
  let blob = new Blob([])
  let size = 0
  while (size <= until) {
    const pieces = await stream.read(PIECE)
    if (pieces.length === 0) return { size, blob, ended: true }
    size += sizeOf(pieces)
    if (hold) blob = new Blob([blob, ...pieces])
  }
  return { size, blob, ended: false }
}

/** The size of a stream of unknown length: it is counted and opened again if possible, otherwise held in memory. */
const measure = async (op: string, stream: Stream, file: FileToUpload, limitOf: LimitOf): Promise<Measured> => {
  const first = await readOn(stream, ALWAYS_ALLOWED, true)
  if (first.ended) return right({ content: wholeOf(first.blob), size: first.size })
  const limit = await limitOf()
  if (isLeft(limit)) return limit
  const second = await readOn(stream, Math.min(limit.right, MAX_SINGLE) - first.size, true)
  const begun = new Blob([first.blob, second.blob])
  if (second.ended) return right({ content: wholeOf(begun), size: begun.size })
  const canReopen = typeof file.data === 'function'
  const most = Math.min(limit.right, canReopen ? MAX_PARTS * MAX_SINGLE : MAX_HELD)
  const rest = await readOn(stream, most - begun.size, !canReopen)
  const size = begun.size + rest.size
  if (!rest.ended) {
    stream.cancel(undefined)
    const plan = planUpload(size, limit.right)
    if (isLeft(plan)) return left(invalidJob(op, [{ ...plan.left, given: `a stream of more than ${most} bytes` }]))
    const allowed = `given for a stream of more than ${MAX_HELD} bytes (or pass a function that returns the stream as data)`
    return left(invalidJob(op, [{ field: 'size', given: file.size, allowed }]))
  }
  if (!canReopen) return right({ content: wholeOf(new Blob([begun, rest.blob])), size })
  stream.cancel(undefined)
  return right({ content: await openContent(file.data, file.signal), size })
}

/** A stream of known size. If it is sent in one request it is read now, so that no upload begins with a wrong size. */
const sizedStream = async (op: string, stream: Stream, size: number): Promise<Measured> => {
  if (size > MAX_SINGLE) return right({ content: stream, size })
  const { blob } = await readOn(stream, size, true)
  const came = blob.size > size ? 'more' : `only ${blob.size}`
  return blob.size === size ? right({ content: wholeOf(blob), size }) : left(invalidJob(op, [wrongSize(size, came)]))
}

const sized = async (op: string, content: OpenContent, file: FileToUpload, limitOf: LimitOf): Promise<Measured> => {
  const { size, knownSize = size } = file
  if (content.kind === 'stream')
    return knownSize === undefined ? measure(op, content, file, limitOf) : sizedStream(op, content, knownSize)
  return size === undefined || size === content.size
    ? right({ content, size: content.size })
    : left(
        invalidJob(op, [{ field: 'size', given: size, allowed: `the size of data, which is ${content.size} bytes` }]),
      )
}

/**
 * Opens a file and determines its type and size. Nothing is sent for a file that Notion would reject.
 *
 * @param opened Receives the opened content, to cancel it if the upload fails.
 */
export const prepareUpload = async (
  op: string,
  file: FileToUpload,
  limitOf: LimitOf,
  opened: (content: OpenContent) => void,
): Promise<Either<NotionError, PreparedFile>> => {
  try {
    const content = await openContent(file.data, file.signal)
    opened(content)
    const { filename, content_type } = file
    const blobType = content.kind === 'whole' ? content.type : undefined
    const named = nameFile({ filename, content_type, blobType, head: await headOf(content) })
    if (isLeft(named)) return left(invalidJob(op, [named.left]))
    const measured = await sized(op, content, file, limitOf)
    if (isLeft(measured)) return measured
    opened(measured.right.content)
    return right({ ...measured.right, file: named.right })
  } catch (thing) {
    return left(failedWork(op, 'data could not be read', thing, file.signal))
  }
}
