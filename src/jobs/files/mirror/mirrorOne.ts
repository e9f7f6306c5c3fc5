/**
 * Copies one file to the sink, unless the sink already has it.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError, SerializedError } from '../../../core/call/error.js'
import { unlessAborted } from '../../../core/internal/signal.js'
import { thrown, wordsOf } from '../../../core/transport/thrown.js'
import type { DownloadError } from '../download/downloadError.js'
import { type DownloadFileParams, openDownload, streamOf } from '../download/downloadFile.js'
import { placeOf } from '../download/fileOwner.js'
import type { FoundFile } from '../download/filesOf.js'
import { failedWork } from '../shared/failures.js'
import type { MirroredFile } from './mirrorManifest.js'
import type { MirrorSink } from './mirrorSink.js'

/** The sink could not write a file. */
export interface SinkError {
  readonly _tag: 'SinkError'
  readonly message: string
  /** What the sink threw; absent if it returned before reading the file to its end. */
  readonly cause?: SerializedError
}

/** The outcome of one file. */
export type MirrorOutcome =
  | { readonly status: 'written' | 'skipped'; readonly file: MirroredFile }
  | { readonly status: 'failed'; readonly error: DownloadError | NotionError | SinkError }

/** The options and state for mirroring a file. */
export interface MirrorOptions extends Omit<DownloadFileParams, 'owner' | 'max_requests' | 'on_progress'> {
  readonly sink: MirrorSink
  /** The entry of the file in the manifest. */
  readonly known: MirroredFile | undefined
}

const sinkError = (thing: unknown): SinkError => {
  const cause = thrown(thing)
  return { _tag: 'SinkError', message: `mirrorFiles: the sink failed: ${wordsOf(cause)}`, cause }
}

const failed = (error: DownloadError | NotionError | SinkError): MirrorOutcome => ({ status: 'failed', error })

type Opened = Awaited<ReturnType<typeof openDownload>>
type OpenFile = Extract<Opened, { readonly _tag: 'Right' }>['right']

/** Passes a file to the sink. */
const write = async (found: FoundFile, file: OpenFile, { sink, signal }: MirrorOptions): Promise<MirrorOutcome> => {
  let error: DownloadError | NotionError | undefined
  let size = 0
  let isWhole = false
  async function* watched(): OpenFile['chunks'] {
    for await (const chunk of file.chunks) {
      if (isLeft(chunk)) error = chunk.left
      else size += chunk.right.length
      yield chunk
    }
    isWhole = true
  }
  const { chunks: _, close, ...described } = file
  const chunks = watched()
  const stop = (): void => {
    close()
    void file.chunks.return().catch(() => undefined)
  }
  const owner = placeOf(found.owner)
  const info = { ...described, name: found.name, hosted: found.hosted, owner }
  const stream = streamOf(chunks, () => undefined, stop)
  try {
    await unlessAborted(signal, (async () => sink.write(found.key, stream, info))())
  } catch (thing) {
    stop()
    // A sink that rethrows the error of the stream has not failed itself.
    return failed(error ?? sinkError(thing))
  }
  // A sink may stop after the last byte without waiting for the end.
  const isRead = isWhole || (file.size !== undefined && size === file.size)
  if (!isRead && !error && signal?.aborted) {
    stop()
    return failed(failedWork('mirrorFiles', 'aborted', undefined, signal))
  }
  const read = size
  // A sink that cancelled the stream has not read it to its end.
  const isLeftOver = !isRead && !error && (!(await chunks.next()).done || !isWhole)
  if (error) return failed(error)
  if (isLeftOver) {
    stop()
    const message = `mirrorFiles: the sink returned after ${read} bytes of ${found.name}, before its end`
    return failed({ _tag: 'SinkError', message })
  }
  const { content_type } = file
  return {
    status: 'written',
    file: { name: found.name, size, ...(content_type !== undefined && { content_type }), owner },
  }
}

/** Whether the sink still has a file of the manifest, with its size. */
const isThere = async (key: string, { sink, known, signal }: MirrorOptions): Promise<boolean> =>
  known !== undefined &&
  (sink.size ? (await unlessAborted(signal, (async () => sink.size?.(key))())) === known.size : true)

/** Copies one file to the sink, unless the sink has it with the same size. */
export const mirrorOne = async (ctx: Context, found: FoundFile, options: MirrorOptions): Promise<MirrorOutcome> => {
  const { known, max_bytes, fetch, signal } = options
  try {
    const skipped = (await isThere(found.key, options)) && known
    // Notion never changes the file at one of its addresses; for external files, only the size can be compared.
    if (skipped && found.hosted) return { status: 'skipped', file: skipped }
    const opened = await openDownload(ctx, { owner: found.owner, max_bytes, fetch, signal })
    if (isLeft(opened)) return failed(opened.left)
    if (skipped && opened.right.size === skipped.size) {
      opened.right.close()
      return { status: 'skipped', file: skipped }
    }
    return await write(found, opened.right, options)
  } catch (thing) {
    return failed(sinkError(thing))
  }
}
