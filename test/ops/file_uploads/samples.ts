/** What the operations on file uploads take and are answered, so that what they declare can be seen. */
import { completeFileUploadRequest } from '../../../src/ops/file_uploads/completeFileUpload.js'
import { createFileUploadRequest } from '../../../src/ops/file_uploads/createFileUpload.js'
import { getFileUploadRequest } from '../../../src/ops/file_uploads/getFileUpload.js'
import { getFileUploadsRequest } from '../../../src/ops/file_uploads/getFileUploads.js'
import { sendFileUploadRequest } from '../../../src/ops/file_uploads/sendFileUpload.js'
import { file_upload_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(createFileUploadRequest, [{}]),
  seen(sendFileUploadRequest, [{ file_upload_id, file: { filename: 'a.txt', data: new Blob() } }]),
  seen(completeFileUploadRequest, [{ file_upload_id }]),
  seen(getFileUploadRequest, [{ file_upload_id }]),
  seen(getFileUploadsRequest, [{}]),
]
