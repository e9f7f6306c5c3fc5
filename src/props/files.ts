/** Files properties. */
import type { Type } from 'io-ts'
import { boolean, list, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import { FileWithName } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'
import type { FileValueRequest } from './propertyValueRequest.js'

/** The value of a files property. */
export type FilesPropertyValue = PropertyValueOf<'files'>

/** The value of a files property. */
export const FilesPropertyValue: Type<FilesPropertyValue> = struct<FilesPropertyValue>(
  { id: string, type: literal('files'), files: list(FileWithName) },
  { has_more: boolean },
)

/** A file: its address elsewhere, a file upload, a file that was read, or what the API takes. */
export type FileInput =
  | string
  | FileValueRequest
  | FileWithName
  | { readonly object: 'file_upload'; readonly id: string }

/** The last part of an address, what follows `?` or `#` left out: of a longer one the last 100 characters, which a name may have. */
const END = /[^/?#]{1,100}(?=\/*([?#]|$))/u

const request = (file: FileInput): FileValueRequest | FileWithName =>
  typeof file === 'string'
    ? { name: END.exec(file)?.[0] ?? file, external: { url: file } }
    : 'object' in file
      ? { file_upload: { id: file.id } }
      : file

/**
 * Files. Builds from addresses elsewhere (the name is the end of the address), from file uploads, and from files that were
 * read; they take the place of all that were there.
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
