/** File uploads, pending and completed. */
import type { Type } from 'io-ts'
import {
  anyObject,
  boolean,
  literal,
  nullable,
  number,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../../core/schema/combinators.js'

/** The status of a file upload. */
export type FileUploadStatus = 'pending' | 'uploaded' | 'expired' | 'failed'

/** The creator of a file upload. */
export interface FileUploadCreator {
  /** A UUID with dashes. */
  readonly id: string
  /** `bot` for a connection. */
  readonly type: 'person' | 'bot' | 'agent' | (string & {})
}

/** Why Notion could not import a file from its URL. */
export interface FileImportFailure {
  /** The step that failed: the parameters, Notion, the download or the upload. */
  readonly type: 'validation_error' | 'internal_system_error' | 'download_error' | 'upload_error' | (string & {})
  /** A machine-readable code. */
  readonly code: string
  /** A human-readable message; its wording may change. */
  readonly message: string
  /** The invalid parameter, if there is one. */
  readonly parameter?: string | null
  /** The HTTP status of the other server. */
  readonly status_code?: number | null
}

interface FileImport {
  /** ISO 8601. */
  readonly imported_time: string
}

/** The result of importing a file from its URL. */
export type FileImportResult =
  | (FileImport & { readonly type: 'success'; readonly success: { readonly [name: string]: unknown } })
  | (FileImport & { readonly type: 'error'; readonly error: FileImportFailure })
  | (Unchecked<FileImport> & { readonly type: UnknownType })

/** The parts of a multi-part upload. */
export interface FileUploadParts {
  /** The number of parts. */
  readonly total: number
  /** The number of parts received. */
  readonly sent: number
}

/**
 * A file upload, which can be attached once its status is `uploaded`.
 *
 * @see https://developers.notion.com/reference/file-upload
 */
export interface FileUpload {
  readonly object: 'file_upload'
  /** A UUID with dashes; pass it to blocks, properties, icons and covers to attach the file. */
  readonly id: string
  /** ISO 8601. */
  readonly created_time: string
  /** Only by id and type. */
  readonly created_by?: FileUploadCreator
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Whether it is in the trash; if absent, see `archived`. */
  readonly in_trash?: boolean
  /** The former name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** When the upload expires unless it is attached, ISO 8601: an hour after its creation; `null` once it is attached. */
  readonly expiry_time: string | null
  /** Only an `uploaded` file can be attached. */
  readonly status: FileUploadStatus | (string & {})
  /** With its extension, at most 900 bytes; `null` if it has none. */
  readonly filename: string | null
  /** The media type, such as `application/pdf`. */
  readonly content_type: string | null
  /** In bytes; `null` until content was received. */
  readonly content_length: number | null
  /** The URL to send the content to, while it is `pending`. */
  readonly upload_url?: string | null
  /** The URL to complete a multi-part upload, while it is `pending`. */
  readonly complete_url?: string | null
  /** The result of the import, for an `external_url` upload. */
  readonly file_import_result?: FileImportResult
  /** For a multi-part upload. */
  readonly number_of_parts?: FileUploadParts
  /** The id of the request, if the upload is the whole response. */
  readonly request_id?: string
}

/** The result of importing a file from its URL. */
export const FileImportResult: Type<FileImportResult> = tagged<FileImportResult>(
  {
    success: anyObject,
    error: struct<FileImportFailure>(
      { type: string, code: string, message: string },
      { parameter: nullable(string), status_code: nullable(number) },
    ),
  },
  struct<FileImport>({ imported_time: string }),
  anyObject,
)

/** A file upload. */
export const FileUpload: Type<FileUpload> = struct<FileUpload>(
  {
    object: literal('file_upload'),
    id: string,
    created_time: string,
    last_edited_time: string,
    expiry_time: nullable(string),
    status: string,
    filename: nullable(string),
    content_type: nullable(string),
    content_length: nullable(number),
  },
  {
    created_by: struct<FileUploadCreator>({ id: string, type: string }),
    in_trash: boolean,
    archived: boolean,
    upload_url: nullable(string),
    complete_url: nullable(string),
    file_import_result: FileImportResult,
    number_of_parts: struct<FileUploadParts>({ total: number, sent: number }),
    request_id: string,
  },
)
