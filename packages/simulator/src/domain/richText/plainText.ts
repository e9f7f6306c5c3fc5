/** Plain text of rich text, whether of a request or of a response. */
import { asArray, asObject, asString, type Json } from '../values/json.js'

/** The plain text of rich text. */
export const plainText = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => {
      const { plain_text, text } = asObject(run)
      return asString(plain_text ?? asObject(text).content)
    })
    .join('')
