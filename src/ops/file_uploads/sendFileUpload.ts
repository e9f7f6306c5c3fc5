import type { FormPart } from '../../core/call/request.js'
import type { Check } from '../../core/input/check.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import {
  type Context,
  decodeWith,
  type InvalidInput,
  id,
  type NotionError,
  type NotionRequest,
  optional,
  queryCall,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { formOf } from '../../core/transport/form.js'
import { fileName, partNumber } from './fileLimits.js'
import { FileUpload } from './fileUpload.js'
import type { FileRequestContent } from './fileUploadRequest.js'

/** What {@link sendFileUpload} takes. */
export interface SendFileUploadParams {
  /** The id of the file upload, with dashes or without. */
  readonly file_upload_id: string
  /** The content, or that of one part of it. */
  readonly file: FileRequestContent
  /** Which part it is, from 1 on; for an upload in several parts, which needs it. */
  readonly part_number?: number | string | undefined
}

/** The most bytes of one request: 20 MiB. */
const MAX_BYTES = 20_971_520

/** What a `Blob` can be made of; nothing for what is no content. */
const bytesOf = (
  data: FileRequestContent['data'],
): string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | undefined => {
  if (typeof data === 'string' || data instanceof Blob || data instanceof ArrayBuffer) return data
  // A copy, since memory that is shared with other threads makes no `Blob`.
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice() : undefined
}

/** The content as a form takes it; nothing for what is no content, or is none any more since its memory was given away. */
const blobOf = (data: FileRequestContent['data'], content_type: string | undefined): Blob | undefined => {
  try {
    const bytes = bytesOf(data)
    if (bytes === undefined) return undefined
    if (bytes instanceof Blob && (content_type === undefined || bytes.type === content_type)) return bytes
    return new Blob([bytes], content_type === undefined ? {} : { type: content_type })
  } catch {
    return undefined
  }
}

/** A check as the issues that it finds in one field. */
const issuesOf = (field: string, given: unknown, check: Check): ReadonlyArray<InvalidInput> => {
  const issues: Array<InvalidInput> = []
  check(given, (allowed) => void issues.push({ field, given, allowed }))
  return issues
}

const text: Check = (given, refuse) => (typeof given === 'string' ? given : refuse('a text'))

/** The part of the form that holds the file, and what is wrong with it. */
const filePart = (given: unknown): { readonly part?: FormPart; readonly issues: ReadonlyArray<InvalidInput> } => {
  try {
    const { filename, content_type, data } = unsafeCast<FileRequestContent>(given)
    const blob = blobOf(data, content_type)
    const size = blob ? blob.size : 0
    const issues = [
      ...(blob ? [] : [{ field: 'file.data', given: data, allowed: 'a text, a Blob or bytes' }]),
      ...(size > MAX_BYTES
        ? [{ field: 'file.data', given: size, allowed: `at most ${MAX_BYTES} bytes, or in parts` }]
        : []),
      ...issuesOf('file.filename', filename, optional(fileName)),
      ...issuesOf('file.content_type', content_type, optional(text)),
    ]
    return blob
      ? { part: { name: 'file', value: blob, ...(filename !== undefined && { filename }) }, issues }
      : { issues }
  } catch {
    return { issues: [{ field: 'file', given, allowed: 'an object with data' }] }
  }
}

/** The request that {@link sendFileUpload} sends. */
export const sendFileUploadRequest = (params: SendFileUploadParams): NotionRequest<FileUpload> => {
  let file: unknown
  const checks = {
    file_upload_id: id,
    part_number: optional(partNumber),
    // It is no word of a query string, and so taken out of what is checked as that.
    file: (given: unknown) => {
      file = given
    },
  }
  const { query, ...call } = queryCall('POST', 'file_uploads/{file_upload_id}/send', params, checks).call
  // The types ask for a file; a call that has none all the same goes out without, for Notion to say so.
  const { part, issues } = file === undefined ? { issues: [] } : filePart(file)
  const words = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [{ name, value: `${value}` }],
  )
  return {
    op: 'sendFileUpload',
    kind: 'repeatable',
    ...refusing(call, issues),
    ...((part || words.length > 0) && { content: () => formOf([...(part ? [part] : []), ...words]) }),
    decode: decodeWith(FileUpload),
  }
}

/**
 * Sends the content of a file, or one part of it. Parts have 5 to 20 MiB each, but for the last; they may be sent in any order and
 * at the same time, and `completeFileUpload` puts them together. The time of one attempt, `timeoutMs` of the config, has to be
 * enough for 20 MiB where as much is sent.
 *
 * A failure that leaves open whether the content arrived is tried again, since sending the same part twice changes nothing. Where
 * the first attempt did arrive, Notion may refuse the second with a `ValidationError`: `getFileUpload` tells that it is
 * `uploaded`. Fails with `InvalidInputError` for a malformed id and for what is beyond the limits of the API, with
 * `ValidationError` for content of another type than was announced, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/send-a-file-upload
 * @example
 * import { type Context, sendFileUpload } from 'notion-fp'
 *
 * const upload = (ctx: Context, file_upload_id: string, bytes: Uint8Array) =>
 *   sendFileUpload(ctx, { file_upload_id, file: { filename: 'plan.pdf', data: bytes, content_type: 'application/pdf' } })
 */
export const sendFileUpload = (ctx: Context, params: SendFileUploadParams): TaskEither<NotionError, FileUpload> =>
  send(ctx, sendFileUploadRequest(params))
