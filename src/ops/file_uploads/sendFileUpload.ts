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
  repeatable,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { formOf } from '../../core/transport/form.js'
import { fileName, partNumber } from './fileLimits.js'
import { FileUpload } from './fileUpload.js'
import type { FileRequestContent } from './fileUploadRequest.js'

/** Parameters of {@link sendFileUpload}. */
export interface SendFileUploadParams {
  /** The id of the file upload, with or without dashes. */
  readonly file_upload_id: string
  /** The content, or that of one part of it. */
  readonly file: FileRequestContent
  /** The number of the part, from 1. Required for a multi-part upload. */
  readonly part_number?: number | string | undefined
}

/** The maximum size of one request: 20 MiB. */
const MAX_BYTES = 20_971_520

/** The data for a `Blob`; `undefined` if it is not file content. */
const bytesOf = (
  data: FileRequestContent['data'],
): string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | undefined => {
  if (typeof data === 'string' || data instanceof Blob || data instanceof ArrayBuffer) return data
  // A copy, since a `Blob` cannot be made of shared memory.
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice() : undefined
}

/** The file content as a `Blob`; `undefined` if it is not file content, or a detached buffer. */
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

/** The issues that a check finds in one field. */
const issuesOf = (field: string, given: unknown, check: Check): ReadonlyArray<InvalidInput> => {
  const issues: Array<InvalidInput> = []
  check(given, (allowed) => void issues.push({ field, given, allowed }))
  return issues
}

const text: Check = (given, reject) => (typeof given === 'string' ? given : reject('a string'))

/** The form part with the file, and the issues found in it. */
const filePart = (given: unknown): { readonly part?: FormPart; readonly issues: ReadonlyArray<InvalidInput> } => {
  try {
    // Each field is checked below; what cannot be read throws.
    const { filename, content_type, data } = unsafeCast<FileRequestContent>(given)
    const blob = blobOf(data, content_type)
    const size = blob ? blob.size : 0
    const issues = [
      ...(blob
        ? []
        : [{ field: 'file.data', given: data, allowed: 'a string, a Blob, an ArrayBuffer or a typed array' }]),
      ...(size > MAX_BYTES
        ? [
            {
              field: 'file.data',
              given: size,
              allowed: `at most ${MAX_BYTES} bytes (send larger files in parts, with mode multi_part)`,
            },
          ]
        : []),
      ...issuesOf('file.filename', filename, optional(fileName)),
      ...issuesOf('file.content_type', content_type, optional(text)),
    ]
    return blob
      ? { part: { name: 'file', value: blob, ...(filename !== undefined && { filename }) }, issues }
      : { issues }
  } catch {
    return { issues: [{ field: 'file', given, allowed: 'an object with the field data' }] }
  }
}

/** The request that {@link sendFileUpload} sends. */
export const sendFileUploadRequest = (params: SendFileUploadParams): NotionRequest<FileUpload> => {
  let file: unknown
  const checks = {
    file_upload_id: id,
    part_number: optional(partNumber),
    // The file goes into the form, not into the query string that is checked here.
    file: (given: unknown) => {
      file = given
    },
  }
  const { query, ...call } = queryCall('POST', 'file_uploads/{file_upload_id}/send', params, checks).call
  // The types require a file; without one the request is sent as it is, and Notion reports the error.
  const { part, issues } = file === undefined ? { issues: [] } : filePart(file)
  const fields = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [{ name, value: `${value}` }],
  )
  return {
    op: 'sendFileUpload',
    ...repeatable,
    ...withIssues(call, issues),
    ...((part || fields.length > 0) && { content: () => formOf([...(part ? [part] : []), ...fields]) }),
    decode: decodeWith(FileUpload),
  }
}

/**
 * Sends the content of a file upload, or one part of it.
 *
 * Each part except the last has 5 to 20 MiB. Parts can be sent in any order and concurrently; `completeFileUpload`
 * joins them. `timeoutMs` of the config bounds each attempt, so allow enough time for the size of the part. Idempotent:
 * retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The file upload, the content and the number of the part.
 * @returns The file upload. Fails with a {@link NotionError}, in particular with `ValidationError` if the content does
 * not match the announced type, or if an earlier attempt already arrived: `getFileUpload` then returns the status
 * `uploaded`.
 * @see https://developers.notion.com/reference/send-a-file-upload
 * @example
 * import { type Context, sendFileUpload } from 'notion-fp'
 *
 * const upload = (ctx: Context, file_upload_id: string, bytes: Uint8Array) =>
 *   sendFileUpload(ctx, { file_upload_id, file: { filename: 'plan.pdf', data: bytes, content_type: 'application/pdf' } })
 */
export const sendFileUpload = (ctx: Context, params: SendFileUploadParams): TaskEither<NotionError, FileUpload> =>
  send(ctx, sendFileUploadRequest(params))
