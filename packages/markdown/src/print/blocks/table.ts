/**
 * Tables and their rows. In Markdown, the table prints its rows itself, since all need the same number of cells; in Notion's dialect, each
 * row is a tag.
 */
import { contentOf, list } from '../../shared/json.js'
import { attributes } from '../inline/notionInline.js'
import type { Printer, PrintInput } from '../printer.js'

const rowsOf = ({ node }: PrintInput<unknown>): ReadonlyArray<ReadonlyArray<unknown>> =>
  node.children.map(({ block }) => list(contentOf(block).cells))

const line = (cells: ReadonlyArray<string>): string => `| ${cells.map((cell) => cell || ' ').join(' | ')} |`

const isFlag = (value: unknown): string | undefined => (value === true ? 'true' : undefined)

export const table: Printer<unknown> = (input) => {
  const { content, inline, dialect, lose, body } = input
  const { has_column_header, has_row_header } = content
  if (dialect === 'notion') {
    const opening = `<table${attributes({ 'header-row': isFlag(has_column_header), 'header-column': isFlag(has_row_header) })}>`
    return `${opening}\n${body}\n</table>`
  }
  if (has_row_header === true) lose('has_row_header', 'the first column is not marked as a header')
  const rows = rowsOf(input).map((cells) => cells.map((cell) => inline(cell, 'cell')))
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), Number(content.table_width) || 1)
  const full = rows.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? ''))
  const empty = Array.from({ length: width }, () => '')
  const [first = empty, ...others] = full
  // Every table has a header in Markdown: an empty one stands for none.
  const [header, rest] = has_column_header === true ? [first, others] : [empty, full]
  if (has_column_header === true && first.every((cell) => cell === '')) lose('has_column_header', 'the header is empty')
  return [line(header), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n')
}

export const table_row: Printer<unknown> = ({ content, inline, dialect, parent, lose }) => {
  if (dialect === 'notion') {
    const cells = list(content.cells).map((cell) => `<td>${inline(cell, 'line')}</td>`)
    return ['<tr>', ...cells, '</tr>'].join('\n')
  }
  // The table prints its rows.
  if (parent?.type === 'table') return ''
  lose('block', 'a row without a table is written as text')
  return list(content.cells)
    .map((cell) => inline(cell, 'line'))
    .join(' ')
}
