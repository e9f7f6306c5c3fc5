/**
 * Multipart bodies.
 *
 * @internal
 */
import type { FormPart } from '../call/request.js'

/** A form with such parts. */
export const formOf = (parts: ReadonlyArray<FormPart>): FormData => {
  const form = new FormData()
  for (const { name, value, filename } of parts) {
    if (typeof value === 'string') form.append(name, value)
    // A name that is there but `undefined` would be sent as the word.
    else if (filename === undefined) form.append(name, value)
    else form.append(name, value, filename)
  }
  return form
}
