/**
 * Creates file uploads, in one of the API's three modes: sent in one part, sent in several, or imported from an
 * address.
 */
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString, type JsonObject } from '../values/json.js'
import { assertSupportedType, typeOfFile, withExtension } from './fileType.js'
import { assertReachable } from './finishImport.js'

/** Creates a file upload in a mode from a checked request. */
export const createUpload = (workspace: Workspace, mode: string, request: JsonObject): FileUpload => {
  const type = typeof request.content_type === 'string' ? request.content_type : undefined
  if (type !== undefined) assertSupportedType(type)
  const name = typeof request.filename === 'string' ? withExtension(request.filename, type) : null
  if (mode === 'external_url') assertReachable(asString(request.external_url))
  const now = workspace.now()
  const upload: FileUpload = {
    id: workspace.newId(),
    createdTime: now,
    lastEditedTime: now,
    createdBy: workspace.botId,
    createdByType: undefined,
    mode,
    status: 'pending',
    filename: name,
    contentType: name === null ? (type ?? null) : typeOfFile(type ?? '', name),
    contentLength: null,
    totalParts: typeof request.number_of_parts === 'number' ? request.number_of_parts : 1,
    parts: new Map(),
    contents: new Map(),
    externalUrl: typeof request.external_url === 'string' ? request.external_url : undefined,
    importResult: undefined,
    attached: false,
  }
  workspace.uploads.set(upload.id, upload)
  return upload
}
