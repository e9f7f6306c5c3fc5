/** The formats of an id: 32 hexadecimal digits, with or without dashes. */
import { tryTo } from '../internal/orUndefined.js'

/** An id without dashes, in lower case. Use it to compare ids. */
export const compactId = (id: string): string =>
  // Converting a value that is not a string can throw.
  tryTo(() => `${id}`, '')
    .replaceAll('-', '')
    .toLowerCase()

/** An id with dashes, in lower case: the format that Notion returns. */
export const dashedId = (id: string): string =>
  compactId(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
