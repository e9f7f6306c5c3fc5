import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { FileUpload } from './fileUpload.js'

/** Parameters of {@link getFileUpload}. */
export interface GetFileUploadParams {
  /** The id of the file upload, with or without dashes. */
  readonly file_upload_id: string
}

/** The request that {@link getFileUpload} sends. */
export const getFileUploadRequest = (params: GetFileUploadParams): NotionRequest<FileUpload> => ({
  op: 'getFileUpload',
  kind: 'read',
  ...queryCall('GET', 'file_uploads/{file_upload_id}', params, { file_upload_id: id }).call,
  decode: decodeWith(FileUpload),
})

/**
 * Retrieves a file upload and its status.
 *
 * Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The file upload.
 * @returns The file upload. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-file-upload
 * @example
 * import { type Context, getFileUpload } from 'notion-fp'
 *
 * const progressOf = (ctx: Context, file_upload_id: string) => getFileUpload(ctx, { file_upload_id })
 */
export const getFileUpload = (ctx: Context, params: GetFileUploadParams): TaskEither<NotionError, FileUpload> =>
  send(ctx, getFileUploadRequest(params))
