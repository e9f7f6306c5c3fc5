/** Tables for a terminal of any width. */
import { fitText, padText, printable, textWidth } from '../terminal/textWidth.js'
import { type Cell, cellText, type Fields } from './cell.js'

const GAP = 2
/** A narrower column is not readable: rows are printed as lists then. */
const LEAST = 6
const MOST = 60

const shown = (cell: Cell | undefined): string => printable(cellText(cell))

const isNumber = (cell: Cell | undefined): boolean => typeof cell === 'number'

const ID = String.raw`[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}`

/** Ids of Notion, or one word with an id, such as a URL: a shortened one is useless. */
const hasOnlyIds = (text: string): boolean => new RegExp(`^(?:\\S*${ID}\\S*|${ID}(?:, ${ID})*)$`, 'i').test(text)

/** The width that a column would have, and the least that it needs. */
export interface WantedColumn {
  readonly width: number
  /** The width of the widest cell that may not be cut. */
  readonly least: number
}

/** The widths of the columns in a terminal: the widest ones are narrowed. `undefined` if they do not fit. */
export const columnWidths = (
  wanted: ReadonlyArray<WantedColumn>,
  columns: number,
): ReadonlyArray<number> | undefined => {
  const widths = wanted.map(({ width, least }) => Math.min(width, Math.max(MOST, least)))
  const room = columns - GAP * (widths.length - 1)
  const total = (): number => widths.reduce((sum, width) => sum + width, 0)
  const canGive = (index: number): number => {
    const width = widths[index] ?? 0
    return width > Math.max(LEAST, wanted[index]?.least ?? 0) ? width : 0
  }
  while (total() > room) {
    const widest = widths.reduce((best, _, index) => (canGive(index) > canGive(best) ? index : best), 0)
    if (canGive(widest) === 0) return undefined
    widths[widest] = canGive(widest) - 1
  }
  return widths
}

/** Shortens a text to a number of columns. Ids are never cut; one within a longer text is left out instead. */
const fitCell = (text: string, columns: number): string => {
  if (textWidth(text) <= columns || hasOnlyIds(text)) return text
  const fitted = fitText(text, columns)
  const end = fitted.length - 1
  const cut = [...text.matchAll(new RegExp(ID, 'gi'))].find(
    ({ index, 0: id }) => index < end && end < index + id.length,
  )
  return cut ? `${text.slice(0, cut.index)}…` : fitted
}

/** How to print rows: as lines of a table, or each as a list of its fields. */
export interface Layout {
  readonly head: string
  readonly line: (row: Fields) => string
}

/** The fields of one thing, one a line; a terminal wraps ids that are longer. */
export const fieldList = (row: Fields, fields: ReadonlyArray<string>, columns: number): string => {
  const label = Math.min(Math.max(0, ...fields.map((field) => textWidth(printable(field)))), Math.floor(columns / 2))
  return fields
    .map((field) => {
      const name = padText(fitText(printable(field), label), label)
      return `${name}  ${fitCell(shown(row[field]), columns - label - GAP)}`.trimEnd().concat('\n')
    })
    .join('')
}

/** Finds the layout for the first rows; those that follow are printed in the same layout. */
export const layoutOf = (
  rows: ReadonlyArray<Fields>,
  fields: ReadonlyArray<string>,
  columns: number,
  bold: boolean,
): Layout => {
  const wanted = fields.map((field) => {
    const texts = rows.map((row) => shown(row[field]))
    return {
      width: Math.max(textWidth(printable(field)), ...texts.map(textWidth)),
      least: Math.max(0, ...texts.filter(hasOnlyIds).map(textWidth)),
    }
  })
  const widths = columnWidths(wanted, columns)
  if (widths === undefined) return { head: '', line: (row) => `${fieldList(row, fields, columns)}\n` }
  const lineOf = (cells: ReadonlyArray<Cell | undefined>): string =>
    `${cells
      .map((cell, index) => {
        const width = widths[index] ?? LEAST
        const text = fitCell(shown(cell), width)
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
