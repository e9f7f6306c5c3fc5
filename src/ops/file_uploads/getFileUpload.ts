import type { TaskEither } from 'fp-ts/TaskEither'
import { decodeWith } from '../../core/codec/decode.js'
import { FileUpload } from '../../core/codec/fileUpload.js'
import type { Context } from '../../core/context.js'
import type { NotionError } from '../../core/error.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { id } from '../../core/input/check.js'
import { queryCall } from '../../core/input/queryCall.js'
import { send } from '../../core/send.js'

/** What {@link getFileUpload} takes. */
export interface GetFileUploadParams {
  /** The id of the file upload, with dashes or without. */
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
 * Retrieves a file upload: how far it is, and what came of fetching a file from its address. Never cached, since it changes by
 * itself.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-a-file-upload
 * @example
 * import { type Context, getFileUpload } from 'notion-fp'
 *
 * const progressOf = (ctx: Context, file_upload_id: string) => getFileUpload(ctx, { file_upload_id })
 */
export const getFileUpload = (ctx: Context, params: GetFileUploadParams): TaskEither<NotionError, FileUpload> =>
  send(ctx, getFileUploadRequest(params))
