/** Columns. Only Notion's dialect can express them: otherwise they follow each other, which is reported. */
import { tagged } from '../lines.js'
import type { Printer } from '../printer.js'

export const column_list: Printer<unknown> = ({ dialect, lose, body }) => {
  if (dialect === 'notion') return tagged('<columns>', body, 'columns')
  lose('columns', 'the columns follow each other')
  return body
}
