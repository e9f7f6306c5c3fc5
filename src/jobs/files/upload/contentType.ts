/**
 * The name and the media type under which a file is uploaded: as given, or by its extension and first bytes.
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

/** What is known of a file before it is uploaded. */
export interface FileToName {
  readonly filename: string
  /** The type that the caller gave. */
  readonly content_type?: string | undefined
  /** The type of a `Blob`, which is often that of its extension. */
  readonly blobType?: string | undefined
  /** The first bytes; absent if they are unknown. */
  readonly head?: Uint8Array | undefined
}

/** A file as Notion accepts it. */
export interface NamedFile {
  /** With an extension. */
  readonly filename: string
  readonly content_type: string
}

/** The type by the name, unless the first bytes are certainly those of another type. */
const detectedType = (extension: string | undefined, head: Uint8Array = new Uint8Array()): string | undefined => {
  const byName = extension === undefined ? undefined : typeOfExtension(extension)
  const byBytes = typesOfBytes(head)
  const agrees = byBytes.some((type) => (/[.-]$/.test(type) ? byName?.startsWith(type) : byName === type))
  return (agrees ? undefined : byBytes[0]) ?? byName
}

/**
 * The name and type of a file, or why Notion would refuse it. A given type counts more than the first bytes, these more than the
 * extension. A name without an extension gets that of the type.
 */
export const nameFile = ({
  filename,
  content_type = '',
  blobType = '',
  head,
}: FileToName): Either<InvalidInput, NamedFile> => {
  const extension = extensionOf(filename)
  // Notion looks at the extension whatever the type is.
  if (extension !== undefined && typeOfExtension(extension) === undefined)
    return left(unacceptedType('filename', filename))
  if (isSpecific(content_type) && acceptedType(content_type) === undefined)
    return left(unacceptedType('content_type', content_type))
  const explicit = isSpecific(content_type) ? acceptedType(content_type) : undefined
  // The type of a `Blob` usually comes from its extension: the bytes say more.
  const type = explicit ?? detectedType(extension, head) ?? (isSpecific(blobType) ? acceptedType(blobType) : undefined)
  if (type === undefined)
    return left(unacceptedType(content_type === '' ? 'filename' : 'content_type', content_type || filename))
  const ending = extension ?? extensionOfType(bareType(type))
  return right({ filename: extension === undefined ? `${filename}.${ending}` : filename, content_type: type })
}
