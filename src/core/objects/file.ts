/** Files and covers. */

import type { Type } from 'io-ts'
import type { AbsentBesideAnotherType } from '../schema/absent.js'
import { string, struct, tagged, type UnknownType } from '../schema/combinators.js'

/** A file hosted by Notion. */
export interface HostedFile {
  /** A signed URL that is valid until `expiry_time`. */
  readonly url: string
  /** When the URL expires, ISO 8601; about an hour after the response. */
  readonly expiry_time: string
}

/** A file hosted by Notion. */
export const HostedFile: Type<HostedFile> = struct<HostedFile>({ url: string, expiry_time: string })

/** An external file, or any other object with a URL. */
export interface Link {
  /** The URL, at most 2000 characters in requests. */
  readonly url: string
}

/** An external file, or any other object with a URL. */
export const Link: Type<Link> = struct<Link>({ url: string })

/** A file: hosted by Notion, or external. */
export type FileObject =
  | { readonly type: 'file'; readonly file: HostedFile }
  | { readonly type: 'external'; readonly external: Link }
  | { readonly type: UnknownType }

/** A file: hosted by Notion, or external. */
export const FileObject: Type<FileObject> = tagged<FileObject>({ file: HostedFile, external: Link })

/** The cover of a page or database. */
export type Cover = FileObject

/** An external file. */
export interface ExternalFileRequest {
  readonly type?: 'external' | undefined
  readonly external: {
    /** At most 2000 characters. */
    readonly url: string
  }
  readonly file_upload?: AbsentBesideAnotherType | undefined
}

/** An uploaded file. */
export interface UploadedFileRequest {
  readonly type?: 'file_upload' | undefined
  readonly file_upload: {
    /** The id of a file upload whose status is `uploaded`. */
    readonly id: string
  }
  readonly external?: AbsentBesideAnotherType | undefined
}

/** A file: external or uploaded. */
export type FileRequest = ExternalFileRequest | UploadedFileRequest

/** The cover of a page or database. */
export type CoverRequest = FileRequest
