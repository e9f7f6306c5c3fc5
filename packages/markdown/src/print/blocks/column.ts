/** A column. Only Notion's dialect can express it: otherwise its content is printed alone. */
import { attributes } from '../inline/notionInline.js'
import { tagged } from '../lines.js'
import type { Printer } from '../printer.js'

export const column: Printer<unknown> = ({ dialect, content, body, lose }) => {
  const { width_ratio } = content
  if (dialect !== 'notion') return body
  const ratio = typeof width_ratio === 'number' ? String(Math.round(width_ratio * 1_000_000) / 10_000) : undefined
  if (ratio !== undefined && Number(ratio) / 100 !== width_ratio) lose('width_ratio', 'it is rounded')
  return tagged(`<column${attributes({ ratio })}>`, body, 'column')
}
