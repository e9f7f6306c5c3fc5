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

/** Parameters of {@link getFileUploads}. */
export interface GetFileUploadsParams extends PageParams {
  /** The status to search for. Default all. */
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
 * Lists the file uploads of the connection, one page of results at a time.
 *
 * `collect(getFileUploads)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The status to search for, and pagination.
 * @returns One page of file uploads. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/list-file-uploads
 * @example
 * import { collect, type Context, getFileUploads } from 'notion-fp'
 *
 * const ready = (ctx: Context) => collect(getFileUploads)(ctx, { status: 'uploaded' })
 */
export const getFileUploads = (ctx: Context, params: GetFileUploadsParams): TaskEither<NotionError, List<FileUpload>> =>
  send(ctx, getFileUploadsRequest(params))
