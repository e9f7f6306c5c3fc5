/** The endpoints of file uploads. All take JSON, except for sending a file, which takes a form. */
import { failedValidation } from '../../domain/errors.js'
import { createUpload } from '../../domain/files/createUpload.js'
import { findUpload } from '../../domain/files/findUpload.js'
import { finishImport, finishImportAfter } from '../../domain/files/finishImport.js'
import { assertSendable, completeUpload, sendPart } from '../../domain/files/sendPart.js'
import { uploadStatus } from '../../domain/files/uploadStatus.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeUpload } from '../../domain/serialize/upload.js'
import type { FileUpload } from '../../domain/state/types.js'
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
import { asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const MODES = ['single_part', 'multi_part', 'external_url']
const MAX_PARTS = 10_000
/** The maximum length of a file name, in bytes. */
const MAX_NAME_BYTES = 900

const filename: Check = (value, path) => {
  const problems = string()(value, path)
  const bytes = new TextEncoder().encode(asString(value)).length
  return problems.length > 0 || bytes <= MAX_NAME_BYTES
    ? problems
    : [`${path}.length should be ≤ \`${MAX_NAME_BYTES}\`, instead was \`${bytes}\`.`]
}

/** The fields that a mode requires. */
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
  return serializeUpload(workspace, createUpload(workspace, mode, body), version)
}

const send = (request: ApiRequest): JsonObject => {
  const { workspace, form, file: contents, version } = request
  const upload = findUpload(workspace, pathId(request, 'file_upload_id'))
  assertSendable(workspace, upload)
  const file = form?.get('file')
  if (form === undefined || !(file instanceof Blob)) throw failedValidation('body', missing('body.file'))
  const number = form.get('part_number')
  sendPart(workspace, upload, {
    number: number === null ? null : String(number),
    name: 'name' in file && typeof file.name === 'string' ? file.name : undefined,
    type: file.type,
    size: file.size,
    contents,
  })
  return serializeUpload(workspace, upload, version)
}

const complete = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const upload = findUpload(workspace, pathId(request, 'file_upload_id'))
  completeUpload(workspace, upload)
  return serializeUpload(workspace, upload, version)
}

const retrieve = (request: ApiRequest): JsonObject => {
  const upload = findUpload(request.workspace, pathId(request, 'file_upload_id'))
  return serializeUpload(request.workspace, finishImport(upload), request.version)
}

/** Uploads are stored as they were created or loaded; those of the same time in the order of creation. */
const newestFirst = (uploads: ReadonlyArray<FileUpload>): ReadonlyArray<FileUpload> =>
  [...uploads].reverse().sort((left, right) => right.createdTime - left.createdTime)

const list = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const paging = queryPaging(request)
  const status = request.query.get('status')
  if (status !== null) assertValid(oneOf('pending', 'uploaded', 'expired', 'failed'), status, 'query', 'query.status')
  const uploads = newestFirst(
    [...workspace.uploads.values()].map((upload) => finishImportAfter(upload, workspace.now())),
  )
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
