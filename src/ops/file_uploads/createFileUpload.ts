import type { Check } from '../../core/input/check.js'
import { isLonger } from '../../core/input/limits.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  once,
  optional,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { fileName, partNumber } from './fileLimits.js'
import { FileUpload } from './fileUpload.js'
import type { FileUploadMode } from './fileUploadRequest.js'

/** Parameters of {@link createFileUpload}. */
export interface CreateFileUploadParams {
  /** How the file is sent. Default `single_part`, for at most 20 MiB. */
  readonly mode?: FileUploadMode | undefined
  /** At most 900 bytes as UTF-8, with an extension. Required for `multi_part`. Default the name of the sent file. */
  readonly filename?: string | undefined
  /** The media type, such as `application/pdf`. Default that of the extension. */
  readonly content_type?: string | undefined
  /** The number of parts, 1 to 10,000. Required for `multi_part`. */
  readonly number_of_parts?: number | undefined
  /** The https URL to import the file from, at most 2000 characters. Required for `external_url`. */
  readonly external_url?: string | undefined
}

/** The required fields of each mode. */
const REQUIRED_FIELDS: { readonly [mode: string]: ReadonlyArray<keyof CreateFileUploadParams> } = {
  multi_part: ['filename', 'number_of_parts'],
  external_url: ['external_url'],
}

const missingFields = (params: CreateFileUploadParams): ReadonlyArray<InvalidInput> =>
  Object.entries(REQUIRED_FIELDS).flatMap(([mode, fields]) =>
    fields.flatMap((field) =>
      params.mode !== mode || params[field] !== undefined
        ? []
        : [{ field, given: params[field], allowed: `given if mode is ${mode}` }],
    ),
  )

const httpsUrl: Check = (given, reject) =>
  typeof given === 'string' && /^https:\/\//i.test(given) && !isLonger(given, 2000)
    ? given
    : reject('an https URL of at most 2000 characters')

/** The request that {@link createFileUpload} sends. */
export const createFileUploadRequest = (params: CreateFileUploadParams): NotionRequest<FileUpload> => {
  const { call, given } = bodyCall('POST', 'file_uploads', params, {
    filename: optional(fileName),
    number_of_parts: optional(partNumber),
    external_url: optional(httpsUrl),
  })
  return {
    op: 'createFileUpload',
    ...once,
    ...withIssues(call, missingFields(given)),
    decode: decodeWith(FileUpload),
  }
}

/**
 * Creates a file upload, or asks Notion to import a file from a URL.
 *
 * Send the content with `sendFileUpload`: in one request up to 20 MiB, otherwise in parts followed by
 * `completeFileUpload`. Notion imports a file in the background; `getFileUpload` returns its status. Attach the file
 * within an hour once its status is `uploaded`. Not idempotent: not retried if the outcome is unknown. Notion deletes
 * uploads that are never attached, so creating another one does no harm.
 *
 * @param ctx The context to send the request with.
 * @param params The mode of the upload, and the file name and type.
 * @returns The new file upload. Fails with a {@link NotionError}, in particular with `InvalidInputError` if a field
 * that the mode requires is missing, and `ValidationError` if Notion does not support the file type.
 * @see https://developers.notion.com/reference/create-a-file-upload
 * @example
 * import { type Context, createFileUpload } from 'notion-fp'
 *
 * const begin = (ctx: Context) => createFileUpload(ctx, { filename: 'plan.pdf', content_type: 'application/pdf' })
 *
 * const fetched = (ctx: Context, external_url: string) =>
 *   createFileUpload(ctx, { mode: 'external_url', external_url, filename: 'plan.pdf' })
 */
export const createFileUpload = (ctx: Context, params: CreateFileUploadParams): TaskEither<NotionError, FileUpload> =>
  send(ctx, createFileUploadRequest(params))
