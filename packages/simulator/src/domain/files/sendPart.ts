/** Sends files to uploads, in one part or in several. Every part but the last has a minimum size. */
import { failedValidation, invalid } from '../errors.js'
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject } from '../values/json.js'
import { assertSupportedExtension, assertSupportedType, typeOfFile } from './fileType.js'
import { uploadStatus } from './uploadStatus.js'

const MEBIBYTE = 1_048_576
/** The maximum size of a file that is sent in one part, and of each part, in bytes. */
const MAX_PART = 20 * MEBIBYTE
/** The minimum size of every part but the last, in bytes. */
const MIN_PART = 5 * MEBIBYTE

/** Throws a refusal for an upload that nothing can be sent to. */
export const assertSendable = (workspace: Workspace, upload: FileUpload): void => {
  assertPending(workspace, upload)
  if (upload.mode === 'external_url') throw invalid('File uploads in external_url mode cannot be sent to.')
}

const assertPending = (workspace: Workspace, upload: FileUpload): void => {
  const status = uploadStatus(upload, workspace.now())
  if (status !== 'pending') throw invalid(`File upload ${upload.id} has status "${status}", and cannot be sent to.`)
}

/** The number of a part, as a form contains it. Throws a refusal when the upload has no such part. */
const partNumber = (upload: FileUpload, given: string | null): number => {
  if (upload.mode !== 'multi_part') {
    if (given !== null) throw invalid('part_number is only supported for file uploads in multi_part mode.')
    return 1
  }
  const number = Number(given)
  if (given === null || !Number.isInteger(number) || number < 1 || number > upload.totalParts)
    throw failedValidation('body', [
      `body.part_number should be a number between \`1\` and \`${upload.totalParts}\`, instead was \`${JSON.stringify(given === null ? undefined : given)}\`.`,
    ])
  return number
}

/** The maximum file size of the workspace, in bytes. */
const limitOf = (workspace: Workspace): number => {
  const bot = asObject(workspace.users.get(workspace.botId)?.bot)
  const limit = asObject(bot.workspace_limits).max_file_upload_size_in_bytes
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY
}

/** Throws a refusal for a file that would be too large with this part. */
const assertUploadLimit = (workspace: Workspace, upload: FileUpload, number: number, size: number): void => {
  const others = [...upload.parts].reduce((sum, [part, each]) => (part === number ? sum : sum + each), 0)
  const limit = limitOf(workspace)
  if (others + size > limit)
    throw invalid(`The file size of ${others + size} bytes exceeds the limit of ${limit} bytes of this workspace.`)
}

const assertPartSize = (upload: FileUpload, number: number, size: number): void => {
  if (size > MAX_PART) throw invalid(`File part exceeds the maximum size of ${MAX_PART} bytes.`)
  if (upload.mode === 'multi_part' && number < upload.totalParts && size < MIN_PART && size > 0)
    throw invalid(`Every part but the last must be at least ${MIN_PART} bytes.`)
}

/** A file, or a part of one, that is sent to an upload. */
export interface SentPart {
  /** As the form contains it; null when it does not. */
  readonly number: string | null
  /** The name of the file, if it has one. */
  readonly name: string | undefined
  readonly type: string
  /** In bytes. */
  readonly size: number
  readonly contents: Uint8Array<ArrayBuffer> | undefined
}

/** Adds a part to an upload; in single_part mode, it completes the upload. */
export const sendPart = (workspace: Workspace, upload: FileUpload, part: SentPart): void => {
  const number = partNumber(upload, part.number)
  assertPartSize(upload, number, part.size)
  assertUploadLimit(workspace, upload, number, part.size)
  assertSupportedType(part.type)
  const name = upload.filename ?? part.name ?? 'file'
  assertSupportedExtension(name)
  upload.parts.set(number, part.size)
  if (part.contents !== undefined) upload.contents.set(number, part.contents)
  upload.contentLength = [...upload.parts.values()].reduce((sum, size) => sum + size, 0)
  upload.lastEditedTime = workspace.now()
  if (upload.mode !== 'single_part') return
  upload.status = 'uploaded'
  upload.filename = name
  upload.contentType = upload.contentType ?? typeOfFile(part.type, name)
}

/** Completes an upload of which all parts were sent. */
export const completeUpload = (workspace: Workspace, upload: FileUpload): void => {
  if (upload.mode !== 'multi_part') throw invalid('Only file uploads in multi_part mode can be completed.')
  assertPending(workspace, upload)
  if (upload.parts.size < upload.totalParts)
    throw invalid(`Cannot complete file upload: ${upload.parts.size} of ${upload.totalParts} parts have been sent.`)
  upload.status = 'uploaded'
  upload.lastEditedTime = workspace.now()
}
