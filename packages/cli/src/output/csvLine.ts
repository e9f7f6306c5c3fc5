/** CSV as RFC 4180 describes it, with line feeds. */
import { type Cell, cellText } from './cell.js'

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One line of CSV. */
export const csvLine = (cells: ReadonlyArray<Cell | undefined>): string =>
  `${cells.map((cell) => quoted(cellText(cell))).join(',')}\n`
