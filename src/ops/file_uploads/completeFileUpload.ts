import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { FileUpload } from './fileUpload.js'

/** What {@link completeFileUpload} takes. */
export interface CompleteFileUploadParams {
  /** The id of the file upload, with dashes or without. */
  readonly file_upload_id: string
}

/** The request that {@link completeFileUpload} sends. */
export const completeFileUploadRequest = (params: CompleteFileUploadParams): NotionRequest<FileUpload> => {
  const { body, ...call } = bodyCall('POST', 'file_uploads/{file_upload_id}/complete', params).call
  return {
    op: 'completeFileUpload',
    kind: 'repeatable',
    ...call,
    // Notion wants none.
    ...(Object.keys(body).length > 0 && { body }),
    decode: decodeWith(FileUpload),
  }
}

/**
 * Puts the parts of an upload together, after all of them were sent. An upload in one part does not need it.
 *
 * A failure that leaves open what became of it is tried again, since completing twice changes nothing. Where the first attempt
 * did arrive, Notion may refuse the second with a `ValidationError`: `getFileUpload` tells that it is `uploaded`. Fails with
 * `InvalidInputError` for a malformed id, with `ValidationError` where parts are missing, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/complete-a-file-upload
 * @example
 * import { completeFileUpload, type Context } from 'notion-fp'
 *
 * const finish = (ctx: Context, file_upload_id: string) => completeFileUpload(ctx, { file_upload_id })
 */
export const completeFileUpload = (
  ctx: Context,
  params: CompleteFileUploadParams,
): TaskEither<NotionError, FileUpload> => send(ctx, completeFileUploadRequest(params))
