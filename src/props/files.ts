/** Files properties. */
import type { Type } from 'io-ts'
import { type FileObject, HostedFile, Link } from '../core/objects/file.js'
import type { AbsentBesideAnotherSource } from '../core/schema/absent.js'
import { list, string, struct, tagged, type UnknownType } from '../core/schema/combinators.js'
import type { EmptyRequest, Without } from '../core/schema/exactlyOne.js'
import type { ExistenceCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A file of a files property. */
export type FileWithName = FileObject & { readonly name: string }

/** A file of a files property. */
export const FileWithName: Type<FileWithName> = tagged<FileWithName>(
  { file: HostedFile, external: Link },
  struct<{ readonly name: string }>({ name: string }),
)

/** A file to attach: an external URL, a file upload, or a file that is already attached and stays so. */
export type FileValueRequest =
  | ({
      readonly type?: 'external' | undefined
      readonly name: string
      readonly external: { readonly url: string }
    } & Without<'file_upload' | 'file', AbsentBesideAnotherSource>)
  | ({
      readonly type?: 'file_upload' | undefined
      readonly name?: string | undefined
      readonly file_upload: {
        /** The id of a file upload whose status is `uploaded`. */
        readonly id: string
      }
    } & Without<'external' | 'file', AbsentBesideAnotherSource>)
  | ({
      readonly type?: 'file' | undefined
      readonly name: string
      readonly file: { readonly url: string; readonly expiry_time?: string | undefined }
    } & Without<'external' | 'file_upload', AbsentBesideAnotherSource>)
  | {
      /** A file of a type unknown to this library, as Notion returned it. */
      readonly type: UnknownType
      readonly name: string
    }

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** In the order of the property. */
    readonly files: ReadonlyArray<FileWithName>
  }
  interface ConfigPayloads {
    readonly files: EmptyConfig
  }
  interface PropertyValueRequests {
    /** Replaces all files of the property. */
    readonly files: ReadonlyArray<FileValueRequest>
  }
  interface SharedConfigs {
    readonly files: EmptyRequest
  }
  interface PropertyConditions {
    readonly files: ExistenceCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const filesPayload: Type<ReadonlyArray<FileWithName>> = list(FileWithName)

export { emptyConfig as filesConfig } from './emptyConfig.js'

/** The value of a files property. */
export type FilesPropertyValue = PropertyValueOf<'files'>

/** The value of a files property. */
export const FilesPropertyValue: Type<FilesPropertyValue> = propertyValueOf('files', filesPayload)

/** A file: an external URL, a file upload, a file that was read, or a request of the API. */
export type FileInput =
  | string
  | FileValueRequest
  | FileWithName
  | { readonly object: 'file_upload'; readonly id: string }

/** The last segment of the path of a URL, shortened to its last 100 characters, the limit of a name. */
const LAST_SEGMENT = /[^/?#]{1,100}(?=\/*([?#]|$))/u

const request = (file: FileInput): FileValueRequest | FileWithName =>
  typeof file === 'string'
    ? { name: LAST_SEGMENT.exec(file)?.[0] ?? file, external: { url: file } }
    : 'object' in file
      ? { file_upload: { id: file.id } }
      : file

/**
 * Files. Builds from external URLs (the name is the last segment of the path), from file uploads, and from files that were
 * read. They replace all files of the property.
 *
 * @see https://developers.notion.com/reference/page-property-values#files
 * @example
 * import { files } from 'notion-fp/props'
 *
 * const properties = { Attachments: files(['https://example.com/report.pdf']) }
 */
export const files: Prop<'files', ReadonlyArray<FileInput>, ReadonlyArray<FileWithName>> = prop(
  'files',
  (value: ReadonlyArray<FileInput>) => value.map(request),
  identity,
)
