/** Uploads a file and attaches it, and uploads it again if it expired before. */
import { type Either, isLeft, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import { failedCall, type NotionError } from '../../../core/call/error.js'
import { field } from '../../../core/internal/orUndefined.js'
import { thrown, wordsOf } from '../../../core/transport/thrown.js'
import type { FileUpload } from '../../../ops/file_uploads/fileUpload.js'
import { getFileUpload } from '../../../ops/file_uploads/getFileUpload.js'
import { invalidJob } from '../../shared/jobParams.js'
import { fileOf, type UploadedFile } from '../fileOf.js'
import { isRereadable } from './fileData.js'
import { type UploadFileParams, uploadFile } from './uploadFile.js'
import type { PartialUploadError } from './uploadResume.js'

/** Whether Notion rejected a request with a message about an upload. */
const speaksOfUpload = (error: unknown): boolean =>
  /^(ValidationError|NotFoundError)$/.test(`${field(error, '_tag')}`) &&
  field(error, 'outcome') === 'not-applied' &&
  /file.?upload/i.test(`${field(error, 'message')}`)

/** The error of a function that threw: its outcome is unknown. */
const threw = (thing: unknown): NotionError => {
  const cause = thrown(thing)
  const call = { op: 'withUpload', kind: 'once', method: 'POST', path: '' } as const
  return failedCall('NetworkError', call, 'unknown', `attach threw: ${wordsOf(cause)}`, { cause })
}

/** Whether an upload can no longer be attached. The message may be about another upload, so its status decides. */
const isGone = async (ctx: Context, error: unknown, upload: FileUpload): Promise<boolean> => {
  if (!speaksOfUpload(error)) return false
  const now = await getFileUpload(ctx, { file_upload_id: upload.id })()
  return isLeft(now) ? now.left._tag === 'NotFoundError' : now.right.status !== 'uploaded'
}

/**
 * Uploads a file and attaches it. If Notion rejects the upload because it has expired, the file is uploaded and attached once more: an
 * upload must be attached within an hour, which a long upload or a long queue can exceed.
 *
 * @param ctx The context to send the requests with.
 * @param params The parameters of `uploadFile`. The data must be readable twice: a `Blob`, bytes, or a function that returns a stream.
 * @param attach Attaches the file. It may be called twice, so it must not depend on the state of a failed first call.
 * @returns What `attach` returns. Fails with its error, with a `PartialUploadError` or {@link NotionError} as `uploadFile` does, and
 * with a `NetworkError` if `attach` throws.
 * @example
 * import { appendBlockChildren, type Context } from 'notion-fp'
 * import { withUpload } from 'notion-fp/files'
 *
 * const svg = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'
 *
 * const addPicture = (ctx: Context, block_id: string) =>
 *   withUpload(ctx, { data: new Blob([svg]), filename: 'circle.svg' }, (file) =>
 *     appendBlockChildren(ctx, { block_id, children: [{ image: file }] }),
 *   )
 */
export const withUpload =
  <E, A>(
    ctx: Context,
    params: UploadFileParams,
    attach: (file: UploadedFile, upload: FileUpload) => TaskEither<E, A>,
  ): TaskEither<E | PartialUploadError | NotionError, A> =>
  async () => {
    if (!isRereadable(field(params, 'data'))) {
      const allowed = 'readable twice: a Blob, bytes, or a function that returns a stream'
      return left(invalidJob('withUpload', [{ field: 'data', given: field(params, 'data'), allowed }]))
    }
    const attachUpload = async (
      again: boolean,
      { resume, ...rest }: UploadFileParams,
    ): Promise<Either<E | PartialUploadError | NotionError, A>> => {
      const upload = await uploadFile(ctx, { ...rest, ...(resume && { resume }) })()
      if (isLeft(upload)) return upload
      let attached: Either<E, A>
      try {
        attached = await attach(fileOf(upload.right), upload.right)()
      } catch (thing) {
        return left(threw(thing))
      }
      return isLeft(attached) && again && (await isGone(ctx, attached.left, upload.right))
        ? attachUpload(false, rest)
        : attached
    }
    return attachUpload(true, params)
  }
