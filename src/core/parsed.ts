/** Texts that may be JSON. */

/** A text as the JSON that it is; `undefined` where it is none. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
