/** Files as they are sent: at an address elsewhere, or uploaded before. */

/** A file at an address elsewhere. */
export interface ExternalFileRequest {
  readonly type?: 'external'
  readonly external: {
    /** At most 2000 characters. */
    readonly url: string
  }
  readonly file_upload?: never
}

/** A file that was uploaded. */
export interface UploadedFileRequest {
  readonly type?: 'file_upload'
  readonly file_upload: {
    /** The id of a file upload whose status is `uploaded`. */
    readonly id: string
  }
  readonly external?: never
}

/** A file: at an address elsewhere, or uploaded before. */
export type FileRequest = ExternalFileRequest | UploadedFileRequest

/** The cover of a page or database. */
export type CoverRequest = FileRequest
