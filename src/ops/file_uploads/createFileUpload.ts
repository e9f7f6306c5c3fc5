import type { Check } from '../../core/input/check.js'
import { isLonger } from '../../core/input/limits.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  optional,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { fileName, partNumber } from './fileLimits.js'
import { FileUpload } from './fileUpload.js'
import type { FileUploadMode } from './fileUploadRequest.js'

/** What {@link createFileUpload} takes. */
export interface CreateFileUploadParams {
  /** How the file gets to Notion. Default `single_part`, for at most 20 MiB. */
  readonly mode?: FileUploadMode | undefined
  /** At most 900 bytes as UTF-8, with an extension. Default the name that it is sent with; `multi_part` needs it here. */
  readonly filename?: string | undefined
  /** The media type, such as `application/pdf`. Default the one that the extension stands for. */
  readonly content_type?: string | undefined
  /** How many parts there will be, 1 to 10,000; for `multi_part`, which needs it. */
  readonly number_of_parts?: number | undefined
  /** Where Notion fetches the file from, over https; for `external_url`, which needs it. At most 2000 characters. */
  readonly external_url?: string | undefined
}

/** What each mode cannot do without. */
const NEEDS: { readonly [mode: string]: ReadonlyArray<keyof CreateFileUploadParams> } = {
  multi_part: ['filename', 'number_of_parts'],
  external_url: ['external_url'],
}

const missing = (params: CreateFileUploadParams): ReadonlyArray<InvalidInput> =>
  Object.entries(NEEDS).flatMap(([mode, fields]) =>
    fields.flatMap((field) =>
      params.mode !== mode || params[field] !== undefined
        ? []
        : [{ field, given: params[field], allowed: `given in mode ${mode}` }],
    ),
  )

const httpsAddress: Check = (given, refuse) =>
  typeof given === 'string' && /^https:\/\//i.test(given) && !isLonger(given, 2000)
    ? given
    : refuse('an https address of at most 2000 characters')

/** The request that {@link createFileUpload} sends. */
export const createFileUploadRequest = (params: CreateFileUploadParams): NotionRequest<FileUpload> => {
  const { call, given } = bodyCall('POST', 'file_uploads', params, {
    filename: optional(fileName),
    number_of_parts: optional(partNumber),
    external_url: optional(httpsAddress),
  })
  return { op: 'createFileUpload', kind: 'once', ...refusing(call, missing(given)), decode: decodeWith(FileUpload) }
}

/**
 * Begins to upload a file: what it gives is filled with `sendFileUpload`, in one request or, for more than 20 MiB, in several
 * and `completeFileUpload`; or Notion fetches the file by itself, and `getFileUpload` tells when it has. Once it is `uploaded` it
 * can be attached, within an hour, to a page, a block, a comment or anything else that takes a `file_upload`.
 *
 * It happens once: a failure that leaves open what became of it is not tried again, but what is not attached is thrown away, so
 * that beginning anew does no harm. Fails with `InvalidInputError` for what is beyond the limits of the API and for a mode without
 * what it needs, with `ValidationError` for a type of file that Notion does not take, and with what every call can fail with.
 *
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
