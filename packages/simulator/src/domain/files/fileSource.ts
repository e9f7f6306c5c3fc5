/**
 * Where a file in a request comes from: an external address, or an upload, which no longer expires once it is attached.
 */
import { invalid } from '../errors.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, optional, string, uuid, variant } from '../validate/check.js'
import { dashed } from '../values/id.js'
import { asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { fileAddress } from './fileAddress.js'
import { findUpload } from './findUpload.js'
import { uploadStatus } from './uploadStatus.js'

/** The sources of a new file. A file hosted by Notion, as a response contains it, has to be uploaded again. */
export const newFile = { external: fields({ url: string(2000) }), file_upload: fields({ id: uuid }) } as const

/** An external file, an upload, or a file from a response. */
export const fileSource: Check = variant({
  ...newFile,
  file: fields({ url: string(), expiry_time: optional(string()) }),
})

/** The source of a file in a response. */
export const serializeFileSource = (workspace: Workspace, request: JsonObject): JsonObject => {
  const external = get(request, 'external')
  if (isObject(external)) return { type: 'external', external: { url: asString(external.url) } }
  const file = get(request, 'file')
  if (isObject(file)) return { type: 'file', file }
  const upload = findUpload(workspace, dashed(asString(asObject(get(request, 'file_upload')).id)))
  return { type: 'file', file: { ...fileAddress(workspace, upload) } }
}

/** Throws a refusal for a source that names an upload which cannot be attached. Changes nothing. */
export const assertAttachable = (workspace: Workspace, request: Json | undefined): void => {
  const reference = asObject(asObject(request).file_upload)
  if (reference.id === undefined) return
  const id = dashed(asString(reference.id))
  const upload = findUpload(workspace, id)
  const status = uploadStatus(upload, workspace.now())
  if (status !== 'uploaded')
    throw invalid(`File upload ${id} has status "${status}", and must be "uploaded" to be attached.`)
}

/** Marks the upload that a checked request names as attached, so that it does not expire. */
export const markAttached = (workspace: Workspace, request: Json | undefined): void => {
  const upload = workspace.uploads.get(dashed(asString(asObject(asObject(request).file_upload).id)))
  if (upload !== undefined) upload.attached = true
}

/** The default name of a file: the last part of its address. */
export const nameFromUrl = (url: string): string => {
  const path = url.split(/[?#]/)[0] ?? ''
  return path.slice(path.lastIndexOf('/') + 1) || url
}
