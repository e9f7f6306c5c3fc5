import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import type { NotionRequest } from '../../core/call/request.js'
import { send } from '../../core/call/send.js'
import { id } from '../../core/input/check.js'
import { queryCall } from '../../core/input/queryCall.js'
import { decodeWith } from '../../core/schema/decode.js'
import { FileUpload } from './fileUpload.js'

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
