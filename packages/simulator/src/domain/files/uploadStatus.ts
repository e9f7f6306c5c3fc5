/** The status of an upload. One that is not attached expires an hour after it was created, without any request. */
import type { FileUpload } from '../state/types.js'

/** How long an upload can be attached, in milliseconds. */
export const ATTACHABLE_FOR = 3_600_000

/** The current state of an upload: one that is not attached within an hour has expired. */
export const uploadStatus = (upload: FileUpload, now: number): FileUpload['status'] =>
  !upload.attached && upload.status !== 'failed' && now >= upload.createdTime + ATTACHABLE_FOR
    ? 'expired'
    : upload.status
