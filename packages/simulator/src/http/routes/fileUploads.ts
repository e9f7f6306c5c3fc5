import { failedValidation, invalid } from '../../domain/errors.js'
import {
  assertSupportedExtension,
  assertSupportedType,
  typeOfFile,
  withExtension,
} from '../../domain/files/fileType.js'
import { findUpload } from '../../domain/files/findUpload.js'
import { assertReachable, finishImport } from '../../domain/files/import.js'
import { uploadStatus } from '../../domain/files/status.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeUpload } from '../../domain/serialize/upload.js'
import type { FileUpload } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import {
  assertValid,
  type Check,
  fields,
  integer,
  missing,
  oneOf,
  optional,
  string,
} from '../../domain/validate/check.js'
import { asObject, asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const MODES = ['single_part', 'multi_part', 'external_url']
const MAX_PARTS = 10_000
const MAX_NAME_BYTES = 900
const MEBIBYTE = 1_048_576
const MAX_SINGLE = 20 * MEBIBYTE
const MIN_PART = 5 * MEBIBYTE

const filename: Check = (value, path) => {
  const problems = string()(value, path)
  const bytes = new TextEncoder().encode(asString(value)).length
  return problems.length > 0 || bytes <= MAX_NAME_BYTES
    ? problems
    : [`${path}.length should be ≤ \`${MAX_NAME_BYTES}\`, instead was \`${bytes}\`.`]
}

const REQUIRED: Readonly<Record<string, ReadonlyArray<string>>> = {
  multi_part: ['filename', 'number_of_parts'],
  external_url: ['filename', 'external_url'],
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  assertValid(
    fields(
      {
        mode: optional(oneOf(...MODES)),
        filename: optional(filename),
        content_type: optional(string()),
        number_of_parts: optional(integer(1, MAX_PARTS)),
        external_url: optional(string(2000)),
      },
      true,
    ),
    body,
    'body',
  )
  const mode = asString(body.mode) || 'single_part'
  const absent = (REQUIRED[mode] ?? []).filter((key) => body[key] === undefined)
  if (absent.length > 0)
    throw failedValidation(
      'body',
      absent.flatMap((key) => missing(`body.${key}`)),
    )
  const type = typeof body.content_type === 'string' ? body.content_type : undefined
  if (type !== undefined) assertSupportedType(type)
  const name = typeof body.filename === 'string' ? withExtension(body.filename, type) : null
  if (mode === 'external_url') assertReachable(asString(body.external_url))
  const now = workspace.now()
  const upload: FileUpload = {
    id: workspace.newId(),
    createdTime: now,
    lastEditedTime: now,
    createdBy: workspace.botId,
    mode,
    status: 'pending',
    filename: name,
    contentType: name === null ? (type ?? null) : typeOfFile(type ?? '', name),
    contentLength: null,
    totalParts: typeof body.number_of_parts === 'number' ? body.number_of_parts : 1,
    parts: new Map(),
    contents: new Map(),
    externalUrl: typeof body.external_url === 'string' ? body.external_url : undefined,
    importResult: undefined,
    attached: false,
  }
  workspace.uploads.set(upload.id, upload)
  return serializeUpload(workspace, upload, version)
}

const assertPending = (workspace: Workspace, upload: FileUpload): void => {
  const status = uploadStatus(upload, workspace.now())
  if (status !== 'pending') throw invalid(`File upload ${upload.id} has status "${status}", and cannot be sent to.`)
}

const partNumber = (upload: FileUpload, form: FormData): number => {
  const given = form.get('part_number')
  if (upload.mode !== 'multi_part') {
    if (given !== null) throw invalid('part_number is only supported for file uploads in multi_part mode.')
    return 1
  }
  const number = Number(given)
  if (given === null || !Number.isInteger(number) || number < 1 || number > upload.totalParts)
    throw failedValidation('body', [
      `body.part_number should be a number between \`1\` and \`${upload.totalParts}\`, instead was \`${JSON.stringify(given === null ? undefined : String(given))}\`.`,
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
  if (size > MAX_SINGLE) throw invalid(`File part exceeds the maximum size of ${MAX_SINGLE} bytes.`)
  if (upload.mode === 'multi_part' && number < upload.totalParts && size < MIN_PART && size > 0)
    throw invalid(`Every part but the last must be at least ${MIN_PART} bytes.`)
}

const send = (request: ApiRequest): JsonObject => {
  const { workspace, form, file: bytes, version } = request
  const upload = findUpload(workspace, pathId(request, 'file_upload_id'))
  assertPending(workspace, upload)
  if (upload.mode === 'external_url') throw invalid('File uploads in external_url mode cannot be sent to.')
  const file = form?.get('file')
  if (form === undefined || !(file instanceof Blob)) throw failedValidation('body', missing('body.file'))
  const number = partNumber(upload, form)
  assertPartSize(upload, number, file.size)
  assertUploadLimit(workspace, upload, number, file.size)
  assertSupportedType(file.type)
  const name = upload.filename ?? ('name' in file && typeof file.name === 'string' ? file.name : 'file')
  assertSupportedExtension(name)
  upload.parts.set(number, file.size)
  if (bytes !== undefined) upload.contents.set(number, bytes)
  upload.contentLength = [...upload.parts.values()].reduce((sum, size) => sum + size, 0)
  upload.lastEditedTime = workspace.now()
  if (upload.mode === 'single_part') {
    upload.status = 'uploaded'
    upload.filename = name
    upload.contentType = upload.contentType ?? typeOfFile(file.type, name)
  }
  return serializeUpload(workspace, upload, version)
}

const complete = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const upload = findUpload(workspace, pathId(request, 'file_upload_id'))
  if (upload.mode !== 'multi_part') throw invalid('Only file uploads in multi_part mode can be completed.')
  assertPending(workspace, upload)
  if (upload.parts.size < upload.totalParts)
    throw invalid(`Cannot complete file upload: ${upload.parts.size} of ${upload.totalParts} parts have been sent.`)
  upload.status = 'uploaded'
  upload.lastEditedTime = workspace.now()
  return serializeUpload(workspace, upload, version)
}

const retrieve = (request: ApiRequest): JsonObject => {
  const upload = findUpload(request.workspace, pathId(request, 'file_upload_id'))
  return serializeUpload(request.workspace, finishImport(upload), request.version)
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const paging = queryPaging(request)
  const status = request.query.get('status')
  if (status !== null) assertValid(oneOf('pending', 'uploaded', 'expired', 'failed'), status, 'query', 'query.status')
  const uploads = [...workspace.uploads.values()].map(finishImport).reverse()
  const requested = uploads.filter((upload) => status === null || uploadStatus(upload, workspace.now()) === status)
  const part = paginate(requested, paging, (upload) => upload.id)
  return listOf(
    'file_upload',
    part.items.map((upload) => serializeUpload(workspace, upload, version)),
    part.next,
  )
}

/** `/v1/file_uploads` */
export const fileUploadRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/file_uploads', handler: create },
  { method: 'GET', path: '/v1/file_uploads', handler: list },
  { method: 'GET', path: '/v1/file_uploads/:file_upload_id', handler: retrieve },
  { method: 'POST', path: '/v1/file_uploads/:file_upload_id/send', handler: send },
  { method: 'POST', path: '/v1/file_uploads/:file_upload_id/complete', handler: complete },
]
