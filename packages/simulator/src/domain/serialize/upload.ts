/** File uploads in responses. Only a pending upload has addresses for further requests. */
import { ATTACHABLE_FOR, uploadStatus } from '../files/uploadStatus.js'
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { toMinute } from '../values/time.js'
import { isLegacy, type Version } from '../version.js'
import { optionalField } from './common.js'

const UPLOADS = 'https://api.notion.com/v1/file_uploads'

/** A file upload in a response. */
export const serializeUpload = (workspace: Workspace, upload: FileUpload, version: Version): JsonObject => {
  const status = uploadStatus(upload, workspace.now())
  const pending = status === 'pending'
  const parts = upload.mode === 'multi_part'
  return {
    object: 'file_upload',
    id: upload.id,
    created_time: toMinute(upload.createdTime),
    created_by: { id: upload.createdBy, type: upload.createdByType ?? 'bot' },
    // Expiring changes the upload, though not by a user.
    last_edited_time: toMinute(status === upload.status ? upload.lastEditedTime : upload.createdTime + ATTACHABLE_FOR),
    expiry_time: upload.attached || status === 'expired' ? null : toMinute(upload.createdTime + ATTACHABLE_FOR),
    ...(pending ? { upload_url: `${UPLOADS}/${upload.id}/send` } : {}),
    ...(pending && parts && upload.parts.size > 0 ? { complete_url: `${UPLOADS}/${upload.id}/complete` } : {}),
    ...(isLegacy(version) ? { archived: false } : {}),
    in_trash: false,
    status,
    filename: upload.filename,
    content_type: upload.contentType,
    content_length: upload.contentLength,
    ...optionalField('file_import_result', upload.importResult),
    ...(parts ? { number_of_parts: { total: upload.totalParts, sent: upload.parts.size } } : {}),
  }
}
