/** File uploads: files on their way to Notion, and those that arrived. */
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

/** How far an upload is. */
export type FileUploadStatus = 'pending' | 'uploaded' | 'expired' | 'failed'

/** Who began an upload. */
export interface FileUploadCreator {
  /** A UUID with dashes. */
  readonly id: string
  /** `bot` for a connection. */
  readonly type: 'person' | 'bot' | 'agent' | (string & {})
}

/** Why Notion could not fetch a file from its address. */
export interface FileImportFailure {
  /** Where it failed: in what was asked, in Notion, in the download or in the upload. */
  readonly type: 'validation_error' | 'internal_system_error' | 'download_error' | 'upload_error' | (string & {})
  /** A word for programs. */
  readonly code: string
  /** A sentence for people; it may change. */
  readonly message: string
  /** What was wrong, where it was one of the parameters of the upload. */
  readonly parameter?: string | null
  /** The status that the other server answered with. */
  readonly status_code?: number | null
}

interface FileImport {
  /** ISO 8601. */
  readonly imported_time: string
}

/** What came of fetching a file from its address. */
export type FileImportResult =
  | (FileImport & { readonly type: 'success'; readonly success: { readonly [name: string]: unknown } })
  | (FileImport & { readonly type: 'error'; readonly error: FileImportFailure })
  | (Unchecked<FileImport> & { readonly type: UnknownType })

/** The parts of an upload in several. */
export interface FileUploadParts {
  /** How many there will be. */
  readonly total: number
  /** How many have arrived. */
  readonly sent: number
}

/**
 * A file on its way to Notion, or one that arrived and can be attached.
 *
 * @see https://developers.notion.com/reference/file-upload
 */
export interface FileUpload {
  readonly object: 'file_upload'
  /** A UUID with dashes; what blocks, properties, icons and covers take to attach it. */
  readonly id: string
  /** ISO 8601. */
  readonly created_time: string
  /** By the id and kind alone. */
  readonly created_by?: FileUploadCreator
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Whether it is in the trash; where it is absent, `archived` tells. */
  readonly in_trash?: boolean
  /** The older name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** When it is thrown away unless it is attached before, ISO 8601: an hour after its creation; `null` once it is attached. */
  readonly expiry_time: string | null
  /** Only one that is `uploaded` can be attached. */
  readonly status: FileUploadStatus | (string & {})
  /** With its extension, at most 900 bytes; `null` where none was given. */
  readonly filename: string | null
  /** The media type, such as `application/pdf`. */
  readonly content_type: string | null
  /** In bytes; `null` before anyObject arrived. */
  readonly content_length: number | null
  /** Where the content goes, while it is `pending`. */
  readonly upload_url?: string | null
  /** Where an upload in several parts is completed, while it is `pending`. */
  readonly complete_url?: string | null
  /** What came of fetching it from its address, for an upload of that kind. */
  readonly file_import_result?: FileImportResult
  /** For an upload in several parts. */
  readonly number_of_parts?: FileUploadParts
  /** Notion's id of the request, where the upload is the whole answer. */
  readonly request_id?: string
}

/** What came of fetching a file from its address. */
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

/** A file on its way to Notion, or one that arrived. */
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
