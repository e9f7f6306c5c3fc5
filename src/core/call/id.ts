/** The formats of an id: 32 hexadecimal digits, with or without dashes. */
import { tryTo } from '../internal/orUndefined.js'

/**
 * An id without dashes, in lower case. Use it to compare ids.
 *
 * @example
 * import { compactId } from 'notion-fp'
 *
 * const compact = compactId('0F0E0D0C-0B0A-4908-8706-050403020100') // '0f0e0d0c0b0a49088706050403020100'
 */
export const compactId = (id: string): string =>
  // Converting a value that is not a string can throw.
  tryTo(() => `${id}`, '')
    .replaceAll('-', '')
    .toLowerCase()

/**
 * An id with dashes, in lower case: the format that Notion returns.
 *
 * @example
 * import { dashedId } from 'notion-fp'
 *
 * const dashed = dashedId('0f0e0d0c0b0a49088706050403020100') // '0f0e0d0c-0b0a-4908-8706-050403020100'
 */
export const dashedId = (id: string): string =>
  compactId(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
