/** Which content types and extensions can be uploaded. A name without an extension gets that of the content type. */
import { invalid } from '../errors.js'
import {
  extensionOf,
  extensionOfType,
  isExtensionSupported,
  isSpecific,
  isTypeSupported,
  typeOfName,
} from '../validate/contentTypes.js'

/** Throws a refusal for a content type that cannot be uploaded. */
export const assertSupportedType = (type: string): void => {
  if (!isTypeSupported(type)) throw invalid(`The content type ${type} is not supported for the File Upload API.`)
}

/** Throws a refusal for a name whose extension cannot be uploaded. */
export const assertSupportedExtension = (name: string): void => {
  const extension = extensionOf(name)
  if (extension !== undefined && !isExtensionSupported(extension))
    throw invalid('Provided `filename` has an extension that is not supported for the File Upload API.')
}

/** A name with an extension: its own, or that of the content type. Throws a refusal when there is none. */
export const withExtension = (name: string, type: string | undefined): string => {
  assertSupportedExtension(name)
  if (extensionOf(name) !== undefined) return name
  const extension = extensionOfType(type ?? '')
  if (extension === undefined) throw invalid('Provided `filename` has no extension, and `content_type` implies none.')
  return `${name}.${extension}`
}

/** The content type of a file: as given, or by its name. */
export const typeOfFile = (contentType: string, name: string): string => {
  const type = isSpecific(contentType) ? contentType : typeOfName(name)
  return type ?? (contentType === '' ? 'application/octet-stream' : contentType)
}
