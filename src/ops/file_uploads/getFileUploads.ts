import {
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { FileUpload, type FileUploadStatus } from './fileUpload.js'

/** What {@link getFileUploads} takes. */
export interface GetFileUploadsParams extends PageParams {
  /** Those with this status alone; all, where it is left out. */
  readonly status?: FileUploadStatus | undefined
}

const FileUploads = listOf(FileUpload)

/** The request that {@link getFileUploads} sends. */
export const getFileUploadsRequest = (params: GetFileUploadsParams): NotionRequest<List<FileUpload>> => ({
  op: 'getFileUploads',
  kind: 'read',
  ...queryCall('GET', 'file_uploads', params, paging).call,
  decode: decodeWith(FileUploads),
})

/**
 * Lists the file uploads of the connection, a page at a time: `collect(getFileUploads)` gives them all. Never cached, since they
 * change by themselves.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/list-file-uploads
 * @example
 * import { collect, type Context, getFileUploads } from 'notion-fp'
 *
 * const ready = (ctx: Context) => collect(getFileUploads)(ctx, { status: 'uploaded' })
 */
export const getFileUploads = (ctx: Context, params: GetFileUploadsParams): TaskEither<NotionError, List<FileUpload>> =>
  send(ctx, getFileUploadsRequest(params))
