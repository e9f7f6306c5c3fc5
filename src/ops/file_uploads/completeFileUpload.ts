import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { FileUpload } from './fileUpload.js'

/** Parameters of {@link completeFileUpload}. */
export interface CompleteFileUploadParams {
  /** The id of the file upload, with or without dashes. */
  readonly file_upload_id: string
}

/** The request that {@link completeFileUpload} sends. */
export const completeFileUploadRequest = (params: CompleteFileUploadParams): NotionRequest<FileUpload> => {
  const { body, ...call } = bodyCall('POST', 'file_uploads/{file_upload_id}/complete', params).call
  return {
    op: 'completeFileUpload',
    ...repeatable,
    ...call,
    // Notion expects no body.
    ...(Object.keys(body).length > 0 && { body }),
    decode: decodeWith(FileUpload),
  }
}

/**
 * Completes a multi-part upload after all of its parts were sent.
 *
 * A single-part upload does not need it. Idempotent: retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The file upload.
 * @returns The completed file upload. Fails with a {@link NotionError}, in particular with `ValidationError` if parts
 * are missing, or if an earlier attempt already completed the upload: `getFileUpload` then returns the status
 * `uploaded`.
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
