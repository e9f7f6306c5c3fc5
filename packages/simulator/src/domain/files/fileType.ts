import { invalid } from '../errors.js'
import {
  extensionOf,
  extensionOfType,
  isExtensionSupported,
  isSpecific,
  isTypeSupported,
  typeOfName,
} from '../validate/contentTypes.js'

/** Refuses a content type that no file can be uploaded with. */
export const assertSupportedType = (type: string): void => {
  if (!isTypeSupported(type)) throw invalid(`The content type ${type} is not supported for the File Upload API.`)
}

/** Refuses a name whose extension is none of a file that can be uploaded. */
export const assertSupportedExtension = (name: string): void => {
  const extension = extensionOf(name)
  if (extension !== undefined && !isExtensionSupported(extension))
    throw invalid('Provided `filename` has an extension that is not supported for the File Upload API.')
}

/** A name with an extension: its own, or the one that the content type speaks of. Refuses a name that gets none. */
export const withExtension = (name: string, type: string | undefined): string => {
  assertSupportedExtension(name)
  if (extensionOf(name) !== undefined) return name
  const extension = extensionOfType(type ?? '')
  if (extension === undefined)
    throw invalid('Provided `filename` has no extension, and `content_type` speaks of none either.')
  return `${name}.${extension}`
}

/** What a file is taken for: what is said of it, else what its name speaks of. */
export const typeOfFile = (contentType: string, name: string): string => {
  const type = isSpecific(contentType) ? contentType : typeOfName(name)
  return type ?? (contentType === '' ? 'application/octet-stream' : contentType)
}
