/**
 * Multipart bodies.
 *
 * @internal
 */
import type { FormPart } from '../call/request.js'

/** Creates a form from its parts. */
export const formOf = (parts: ReadonlyArray<FormPart>): FormData => {
  const form = new FormData()
  for (const { name, value, filename } of parts) {
    if (typeof value === 'string') form.append(name, value)
    // Passing `undefined` would send the file name "undefined".
    else if (filename === undefined) form.append(name, value)
    else form.append(name, value, filename)
  }
  return form
}
