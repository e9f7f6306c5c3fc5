import { nameFromUrl } from '../blocks/media.js'
import { asString, type JsonObject } from '../json.js'
import { listOf } from '../present/common.js'
import { presentUpload, statusOf } from '../present/others.js'
import { failedValidation, invalid } from '../server/errors.js'
import { cut, queryPaging } from '../server/paging.js'
import { type ApiRequest, pathId, type Route } from '../server/route.js'
import { notFound } from '../state/find.js'
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { toMillisecond } from '../time.js'
import { type Check, demand, fields, integer, missing, oneOf, optional, string } from '../validate/check.js'
import { typeOfName } from '../validate/contentTypes.js'

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

/** Nothing is fetched, so only names tell: the standard keeps `.invalid` for what leads nowhere. */
const demandReachable = (address: string): void => {
  if (!address.startsWith('https://')) throw invalid('The external_url must be a publicly accessible https URL.')
  if (!URL.canParse(address) || new URL(address).hostname.endsWith('.invalid'))
    throw invalid(
      "Failed to fetch the headers of the external URL. Ensure it's a valid, publicly accessible URL and try again.",
    )
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  demand(
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
  if (mode === 'external_url') demandReachable(asString(body.external_url))
  const name = typeof body.filename === 'string' ? body.filename : null
  const now = workspace.now()
  const upload: FileUpload = {
    id: workspace.newId(),
    createdTime: now,
    lastEditedTime: now,
    createdBy: workspace.botId,
    mode,
    status: 'pending',
    filename: name ?? (mode === 'external_url' ? nameFromUrl(asString(body.external_url)) : null),
    contentType: asString(body.content_type) || (name === null ? null : (typeOfName(name) ?? null)),
    contentLength: null,
    totalParts: typeof body.number_of_parts === 'number' ? body.number_of_parts : 1,
    parts: new Map(),
    contents: new Map(),
    externalUrl: typeof body.external_url === 'string' ? body.external_url : undefined,
    importResult: undefined,
    attached: false,
  }
  workspace.uploads.set(upload.id, upload)
  return presentUpload(workspace, upload, version)
}

/** What an imported file is said to weigh: nothing is fetched, so there is nothing to weigh. */
const IMPORTED_LENGTH = 1024

const fetched = (time: number): JsonObject => ({
  type: 'success',
  success: {},
  imported_time: toMillisecond(time),
})

const unreachable = (time: number): JsonObject => ({
  type: 'error',
  imported_time: toMillisecond(time),
  error: {
    type: 'download_error',
    code: 'file_not_reachable',
    message: 'The file could not be downloaded from its address.',
    parameter: 'external_url',
    status_code: null,
  },
})

/** An import is done by the time anyone asks; one from a host that ends in `.test` has failed. */
const settleImport = (upload: FileUpload): FileUpload => {
  if (upload.mode !== 'external_url' || upload.status !== 'pending') return upload
  const address = upload.externalUrl ?? ''
  const lost = URL.canParse(address) && new URL(address).hostname.endsWith('.test')
  upload.status = lost ? 'failed' : 'uploaded'
  upload.importResult = lost ? unreachable(upload.lastEditedTime) : fetched(upload.lastEditedTime)
  upload.contentLength = lost ? null : IMPORTED_LENGTH
  return upload
}

const find = (workspace: Workspace, id: string): FileUpload => {
  const upload = workspace.uploads.get(id)
  if (upload === undefined) throw notFound(workspace, 'file_upload', id)
  return upload
}

const demandPending = (workspace: Workspace, upload: FileUpload): void => {
  const status = statusOf(upload, workspace.now())
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

const demandSize = (upload: FileUpload, number: number, size: number): void => {
  if (size > MAX_SINGLE) throw invalid(`File part exceeds the maximum size of ${MAX_SINGLE} bytes.`)
  if (upload.mode === 'multi_part' && number < upload.totalParts && size < MIN_PART && size > 0)
    throw invalid(`Every part but the last must be at least ${MIN_PART} bytes.`)
}

const send = (request: ApiRequest): JsonObject => {
  const { workspace, form, file: bytes, version } = request
  const upload = find(workspace, pathId(request, 'file_upload_id'))
  demandPending(workspace, upload)
  if (upload.mode === 'external_url') throw invalid('File uploads in external_url mode cannot be sent to.')
  const file = form?.get('file')
  if (form === undefined || !(file instanceof Blob)) throw failedValidation('body', missing('body.file'))
  const number = partNumber(upload, form)
  demandSize(upload, number, file.size)
  upload.parts.set(number, file.size)
  if (bytes !== undefined) upload.contents.set(number, bytes)
  upload.contentLength = [...upload.parts.values()].reduce((sum, size) => sum + size, 0)
  upload.lastEditedTime = workspace.now()
  if (upload.mode === 'single_part') {
    upload.status = 'uploaded'
    upload.filename = upload.filename ?? ('name' in file && typeof file.name === 'string' ? file.name : 'file')
    upload.contentType = upload.contentType ?? (file.type || typeOfName(upload.filename) || 'application/octet-stream')
  }
  return presentUpload(workspace, upload, version)
}

const complete = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const upload = find(workspace, pathId(request, 'file_upload_id'))
  if (upload.mode !== 'multi_part') throw invalid('Only file uploads in multi_part mode can be completed.')
  demandPending(workspace, upload)
  if (upload.parts.size < upload.totalParts)
    throw invalid(`Cannot complete file upload: ${upload.parts.size} of ${upload.totalParts} parts have been sent.`)
  upload.status = 'uploaded'
  upload.lastEditedTime = workspace.now()
  return presentUpload(workspace, upload, version)
}

const retrieve = (request: ApiRequest): JsonObject => {
  const upload = find(request.workspace, pathId(request, 'file_upload_id'))
  return presentUpload(request.workspace, settleImport(upload), request.version)
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace, version } = request
  const paging = queryPaging(request)
  const status = request.query.get('status')
  if (status !== null) demand(oneOf('pending', 'uploaded', 'expired', 'failed'), status, 'query', 'query.status')
  const uploads = [...workspace.uploads.values()].map(settleImport).reverse()
  const wanted = uploads.filter((upload) => status === null || statusOf(upload, workspace.now()) === status)
  const part = cut(wanted, paging, (upload) => upload.id)
  return listOf(
    'file_upload',
    part.items.map((upload) => presentUpload(workspace, upload, version)),
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
