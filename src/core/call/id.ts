/** The spellings of an id: 32 hexadecimal digits, with dashes or without. */
import { tryTo } from '../internal/orUndefined.js'

/** An id without dashes, in lower case: the form in which two spellings of one id are equal. */
export const compactId = (id: string): string =>
  // What is no text is no id, and may not even become one.
  tryTo(() => `${id}`, '')
    .replaceAll('-', '')
    .toLowerCase()

/** An id with dashes, in lower case, as Notion writes it. */
export const dashedId = (id: string): string =>
  compactId(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
