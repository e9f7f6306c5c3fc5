/** Downloads a file from its owner. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { isRecord } from '../../../core/internal/json.js'
import { COUNT, FUNCTION, type OptionRule } from '../../../core/internal/options.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { JOB_OPTIONS, type JobOptions } from '../../shared/jobOptions.js'
import { checkJobParams } from '../../shared/jobParams.js'
import { startJob } from '../../shared/startJob.js'
import { dataContent } from './dataAddress.js'
import type { DownloadError } from './downloadError.js'
import { nameOfAddress } from './fileAddress.js'
import type { FileFetch } from './fileFetch.js'
import type { FileOwner } from './fileOwner.js'
import { currentAddress, type FileSession, openFile, sessionError, startSession } from './openFile.js'
import { readFile, tooLarge } from './readFile.js'

/** Parameters of {@link downloadFile}. */
export interface DownloadFileParams extends JobOptions {
  /** The owner of the file, with the file as it was read: see `filesOf`. */
  readonly owner: FileOwner
  /** The maximum size, in bytes. Default: unlimited. */
  readonly max_bytes?: number | undefined
  /**
   * Fetches the file from its host, which is not Notion's API and receives no token. Users can enter any address for an external file, so
   * on a server that can reach private addresses, reject those here. Default: the `fetch` of the context.
   */
  readonly fetch?: FileFetch | undefined
}

/** A file that is being downloaded. */
export interface FileDownload {
  /**
   * The content, which can be read once. If it cannot be read to its end, the stream fails with an `Error` that has the fields of a
   * `DownloadError` or `NotionError`. Cancel the stream to stop.
   */
  readonly body: ReadableStream<Uint8Array>
  /** The size in bytes; absent if the host does not send it. */
  readonly size?: number
  /** The media type; absent if the host does not send it. */
  readonly content_type?: string
  /** The name in a files property or a file block, otherwise that in the address. */
  readonly filename: string
}

/** A file that is being downloaded, chunk by chunk. */
interface OpenFile extends Omit<FileDownload, 'body'> {
  /** It ends after the first `Left`. */
  readonly chunks: AsyncGenerator<Either<DownloadError | NotionError, Uint8Array>, void, undefined>
  /** Ends the connection: a generator that was never started would not end it. */
  readonly close: () => void
}

const ID_OF: { readonly [type: string]: ReadonlyArray<string> } = {
  block: ['block_id'],
  block_icon: ['block_id'],
  page_icon: ['page_id'],
  page_cover: ['page_id'],
  page_property: ['page_id', 'property_id'],
  comment_attachment: ['comment_id'],
}

const isOwner = (given: unknown): boolean =>
  isRecord(given) && (ID_OF[`${given.type}`]?.every((name) => typeof given[name] === 'string') ?? false)

const CHECKS: { readonly [name in keyof DownloadFileParams]-?: OptionRule } = {
  owner: [
    isOwner,
    `an object whose type is one of ${Object.keys(ID_OF).join(', ')}, with its ids, as filesOf gives it`,
  ],
  max_bytes: COUNT,
  fetch: FUNCTION,
  ...JOB_OPTIONS,
}

const described = (
  session: FileSession,
  content_type: string | null | undefined,
): Omit<OpenFile, 'chunks' | 'close'> => {
  const filename = session.name ?? nameOfAddress(session.address?.url ?? '')
  return {
    filename,
    ...(session.size !== undefined && { size: session.size }),
    ...(content_type && { content_type }),
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Either<never, Uint8Array>, void, undefined> {
  if (bytes.length > 0) yield right(bytes)
}

/** A file whose address contains its content. */
const openData = (
  session: FileSession,
  url: string,
  max_bytes: number,
): Either<DownloadError | NotionError, OpenFile> => {
  const data = dataContent(url)
  if (!data) return left(sessionError(session, { reason: 'no_file', words: 'its data: address cannot be decoded' }))
  session.size = data.bytes.length
  if (data.bytes.length > max_bytes) return left(sessionError(session, tooLarge(max_bytes)))
  return right({ ...described(session, data.content_type), chunks: oneChunk(data.bytes), close: () => undefined })
}

/**
 * Opens a file, to be read chunk by chunk.
 *
 * @internal
 */
export const openDownload = async (
  ctx: Context,
  { owner, max_bytes = Number.POSITIVE_INFINITY, fetch, signal }: DownloadFileParams,
): Promise<Either<DownloadError | NotionError, OpenFile>> => {
  const { clock, timeoutMs } = ctx.config
  // The responses of the platform and of most libraries have a body; one without a body is an error below.
  const get = fetch ?? unsafeCast<FileFetch>(ctx.config.fetch)
  const session = startSession(ctx, { fetch: get, clock, timeoutMs, signal }, owner)
  const name = field(owner.file, 'name')
  if (typeof name === 'string' && name !== '') session.name = name
  const address = await currentAddress(session)
  if (isLeft(address)) return address
  const { url } = address.right
  if (/^data:/i.test(url)) return openData(session, url, max_bytes)
  const opened = await openFile(session)
  if (isLeft(opened)) return opened
  const connection = opened.right
  if ((session.size ?? 0) > max_bytes) {
    connection.close()
    return left(sessionError(session, tooLarge(max_bytes)))
  }
  const content_type = connection.response.headers.get('content-type')
  const chunks = readFile(session, connection, max_bytes)
  return right({ ...described(session, content_type), chunks, close: () => connection.close() })
}

/**
 * A failure as the error of a stream.
 *
 * @internal
 */
export const asThrown = (error: DownloadError | NotionError): Error =>
  Object.assign(new Error(error.message), { name: error._tag }, error)

/**
 * A stream of chunks.
 *
 * @internal
 */
export const streamOf = (
  chunks: OpenFile['chunks'],
  arrived: (bytes: number) => void,
  stop: () => void,
): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next()
        if (done) return controller.close()
        // Once the stream is cancelled, neither failures nor chunks are passed on.
        if (isLeft(value)) return controller.error(asThrown(value.left))
        arrived(value.right.length)
        controller.enqueue(value.right)
      },
      cancel: () => {
        // A generator that waits for its next chunk would only end after that.
        stop()
        void chunks.return().catch(() => undefined)
      },
    },
    // Nothing is read before it is requested.
    { highWaterMark: 0 },
  )

/**
 * Downloads a file of a block, a property, an icon, a cover or a comment.
 *
 * The address of a file hosted by Notion expires after an hour. It is read again from the owner a minute before it expires, and once if the
 * host responds with 400, 401 or 403. A broken connection is resumed where it broke. External files and `data:` addresses are read
 * directly. `timeoutMs` limits the wait for the response, and for each chunk. Progress is in bytes; its `requests` are those to Notion.
 *
 * @param ctx The context to read the owner with; its `fetch` downloads the file.
 * @param params The owner of the file, and limits.
 * @returns The content as a stream, with its size, type and name. Fails with `DownloadError`, which has the `reason` and the `link` of the
 * file, and with a {@link NotionError} if its owner cannot be read.
 * @see https://developers.notion.com/guides/data-apis/retrieving-files
 * @example
 * import { type Context, getPage, isFullPage } from 'notion-fp'
 * import { downloadFile, filesOf } from 'notion-fp/files'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const sizesOf = (ctx: Context, page_id: string) =>
 *   pipe(
 *     getPage(ctx, { page_id }),
 *     TE.map((page) => (isFullPage(page) ? filesOf(page) : [])),
 *     TE.flatMap(TE.traverseSeqArray(({ owner }) => downloadFile(ctx, { owner, max_bytes: 10_000_000 }))),
 *     TE.map((files) => files.map(({ filename, size }) => `${filename}: ${size} bytes`)),
 *   )
 */
export const downloadFile =
  (ctx: Context, params: DownloadFileParams): TaskEither<DownloadError | NotionError, FileDownload> =>
  async () => {
    const checked = checkJobParams('downloadFile', params, CHECKS, ['owner'])
    if (isLeft(checked)) return checked
    const controller = new AbortController()
    const { signal } = controller
    const own = { ...params, signal: params.signal ? AbortSignal.any([params.signal, signal]) : signal }
    const meter = startJob(ctx, own)
    const opened = await openDownload(meter.ctx, own)
    if (isLeft(opened)) return opened
    const { chunks, close, ...file } = opened.right
    const arrived = (bytes: number): void => meter.advance(bytes, file.size)
    const stop = (): void => {
      close()
      controller.abort()
    }
    return right({ ...file, body: streamOf(chunks, arrived, stop) })
  }
