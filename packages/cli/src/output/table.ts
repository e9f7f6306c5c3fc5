/** Tables for a terminal of any width. */
import { fitText, padText, printable, textWidth } from '../terminal/textWidth.js'
import { type Cell, cellText, type Fields } from './cell.js'

const GAP = 2
/** Below this width a column is not readable: the rows are lists then. */
const LEAST = 6
const MOST = 60

const shown = (cell: Cell | undefined): string => printable(cellText(cell))

const isNumber = (cell: Cell | undefined): boolean => typeof cell === 'number'

/** The widths of the columns within a terminal: the widest ones give way. `undefined` if they do not fit. */
export const columnWidths = (wanted: ReadonlyArray<number>, columns: number): ReadonlyArray<number> | undefined => {
  const widths = wanted.map((width) => Math.min(width, MOST))
  const room = columns - GAP * (widths.length - 1)
  const total = (): number => widths.reduce((sum, width) => sum + width, 0)
  while (total() > room) {
    const widest = widths.indexOf(Math.max(...widths))
    const width = widths[widest] ?? 0
    if (width <= LEAST) return undefined
    widths[widest] = width - 1
  }
  return widths
}

/** How to print rows: as lines of a table, or each as a list of its fields. */
export interface Layout {
  readonly head: string
  readonly line: (row: Fields) => string
}

/** The fields of one thing, one a line. */
export const fieldList = (row: Fields, fields: ReadonlyArray<string>, columns: number): string => {
  const label = Math.min(Math.max(0, ...fields.map((field) => textWidth(printable(field)))), Math.floor(columns / 2))
  return fields
    .map((field) => {
      const text = `${padText(fitText(printable(field), label), label)}  ${shown(row[field])}`
      return `${fitText(text, columns).trimEnd()}\n`
    })
    .join('')
}

/** Finds the layout for some rows; those that follow are printed in the same. */
export const layoutOf = (
  rows: ReadonlyArray<Fields>,
  fields: ReadonlyArray<string>,
  columns: number,
  bold: boolean,
): Layout => {
  const wanted = fields.map((field) =>
    Math.max(textWidth(printable(field)), ...rows.map((row) => textWidth(shown(row[field])))),
  )
  const widths = columnWidths(wanted, columns)
  if (widths === undefined) return { head: '', line: (row) => `${fieldList(row, fields, columns)}\n` }
  const lineOf = (cells: ReadonlyArray<Cell | undefined>): string =>
    `${cells
      .map((cell, index) => {
        const width = widths[index] ?? LEAST
        const text = fitText(shown(cell), width)
        return isNumber(cell) ? ' '.repeat(Math.max(0, width - textWidth(text))) + text : padText(text, width)
      })
      .join(' '.repeat(GAP))
      .trimEnd()}\n`
  const head = lineOf(fields)
  return {
    head: bold ? `\u001b[1m${head.trimEnd()}\u001b[22m\n` : head,
    line: (row) => lineOf(fields.map((field) => row[field])),
  }
}
