/** The events of file uploads. No request makes an upload expire, so those events are found by comparing times. */
import { finishImport } from '../domain/files/finishImport.js'
import { uploadStatus } from '../domain/files/uploadStatus.js'
import type { Workspace } from '../domain/state/workspace.js'
import { asString, type JsonObject } from '../domain/values/json.js'
import type { WebhookEvent } from './nodeEvents.js'
import { after } from './observer.js'

/** An event of a file upload. */
const uploadEvent = ({ id }: { readonly id: string }, what: string, data?: JsonObject): WebhookEvent => ({
  type: `file_upload.${what}`,
  entity: { id, type: 'file_upload' },
  data,
})

/** The events of the uploads that have expired by now. */
export const expiredUploads = (workspace: Workspace): ReadonlyArray<WebhookEvent> =>
  [...workspace.uploads.values()]
    .filter((upload) => uploadStatus(upload, workspace.now()) === 'expired')
    .map((upload) => uploadEvent(upload, 'expired'))

/** An imported file is fetched at once: it has succeeded or failed. */
export const uploadCreated = after(({ workspace }, response) => {
  const upload = workspace.uploads.get(asString(response.id))
  if (upload === undefined) return []
  const { status, importResult } = finishImport(upload)
  const created = uploadEvent(upload, 'created')
  if (status === 'failed')
    return [created, uploadEvent(upload, 'upload_failed', { file_import_result: importResult ?? {} })]
  return status === 'uploaded' ? [created, uploadEvent(upload, 'completed')] : [created]
})

/** A part was sent, or an upload completed. */
export const uploadSent = after((_, { id, status }) =>
  status === 'uploaded' ? [uploadEvent({ id: asString(id) }, 'completed')] : [],
)
