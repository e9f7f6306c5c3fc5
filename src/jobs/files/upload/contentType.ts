/**
 * The name and the media type of an upload: as given, or determined by the extension and the first bytes.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInput } from '../../../core/call/issues.js'
import { typesOfBytes } from './fileSignatures.js'
import {
  acceptedType,
  bareType,
  extensionOf,
  extensionOfType,
  isSpecific,
  typeOfExtension,
  unacceptedType,
} from './fileTypes.js'

/** The known details of a file before its upload. */
export interface FileToName {
  readonly filename: string
  /** The type that the caller gave. */
  readonly content_type?: string | undefined
  /** The type of a `Blob`, which is often that of its extension. */
  readonly blobType?: string | undefined
  /** The first bytes; absent if they are unknown. */
  readonly head?: Uint8Array | undefined
}

/** The name and type of a file, as Notion accepts them. */
export interface NamedFile {
  /** With an extension. */
  readonly filename: string
  readonly content_type: string
}

/** The type of the extension, unless the first bytes are certainly those of another type. */
const detectedType = (extension: string | undefined, head: Uint8Array = new Uint8Array()): string | undefined => {
  const byName = extension === undefined ? undefined : typeOfExtension(extension)
  const byBytes = typesOfBytes(head)
  const agrees = byBytes.some((type) => (/[.-]$/.test(type) ? byName?.startsWith(type) : byName === type))
  return (agrees ? undefined : byBytes[0]) ?? byName
}

/**
 * The name and type of a file, or why Notion would reject it. A given type takes precedence over the first bytes, and these over the
 * extension. If the name has no extension, that of the type is added.
 */
export const nameFile = ({
  filename,
  content_type = '',
  blobType = '',
  head,
}: FileToName): Either<InvalidInput, NamedFile> => {
  const extension = extensionOf(filename)
  // Notion checks the extension, whatever the type is.
  if (extension !== undefined && typeOfExtension(extension) === undefined)
    return left(unacceptedType('filename', filename))
  if (isSpecific(content_type) && acceptedType(content_type) === undefined)
    return left(unacceptedType('content_type', content_type))
  const explicit = isSpecific(content_type) ? acceptedType(content_type) : undefined
  // The type of a `Blob` usually comes from its extension: the bytes are more reliable.
  const type = explicit ?? detectedType(extension, head) ?? (isSpecific(blobType) ? acceptedType(blobType) : undefined)
  if (type === undefined)
    return left(unacceptedType(content_type === '' ? 'filename' : 'content_type', content_type || filename))
  const ending = extension ?? extensionOfType(bareType(type))
  return right({ filename: extension === undefined ? `${filename}.${ending}` : filename, content_type: type })
}
