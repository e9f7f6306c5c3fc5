/** Samples of file uploads as the API returns them, created anew by each call. */
import type { FileUpload } from '../../src/ops/file_uploads/fileUpload.js'
import { anId } from './fixtures.js'

/** A file upload that waits for its content. */
export const aFileUpload = (over: Partial<FileUpload> = {}): FileUpload => ({
  object: 'file_upload',
  id: anId(40),
  created_time: '2026-01-02T03:04:00.000Z',
  created_by: { id: anId(2), type: 'bot' },
  last_edited_time: '2026-01-02T03:05:00.000Z',
  expiry_time: '2026-01-02T04:04:00.000Z',
  upload_url: `https://api.notion.com/v1/file_uploads/${anId(40)}/send`,
  in_trash: false,
  status: 'pending',
  filename: 'plan.pdf',
  content_type: 'application/pdf',
  content_length: null,
  ...over,
})
