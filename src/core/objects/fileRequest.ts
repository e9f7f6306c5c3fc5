/** Files as they are sent: at an address elsewhere, or uploaded before. */
import type { AbsentBesideAnotherSource } from '../schema/absent.js'

/** A file at an address elsewhere. */
export interface ExternalFileRequest {
  readonly type?: 'external' | undefined
  readonly external: {
    /** At most 2000 characters. */
    readonly url: string
  }
  readonly file_upload?: AbsentBesideAnotherSource | undefined
}

/** A file that was uploaded. */
export interface UploadedFileRequest {
  readonly type?: 'file_upload' | undefined
  readonly file_upload: {
    /** The id of a file upload whose status is `uploaded`. */
    readonly id: string
  }
  readonly external?: AbsentBesideAnotherSource | undefined
}

/** A file: at an address elsewhere, or uploaded before. */
export type FileRequest = ExternalFileRequest | UploadedFileRequest

/** The cover of a page or database. */
export type CoverRequest = FileRequest
