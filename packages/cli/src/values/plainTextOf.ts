/** The text of rich text in a value that was not decoded. */
import { plainText } from 'notion-fp/props'
import { unsafeCast } from '../unsafeCast.js'

/** The text of rich text; empty if the value is none. */
export const plainTextOf = (value: unknown): string =>
  // `plainText` accepts elements of any form.
  Array.isArray(value) ? plainText(unsafeCast(value)) : ''
