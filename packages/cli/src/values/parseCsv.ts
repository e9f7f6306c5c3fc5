/** Reads CSV as spreadsheets write it: any line ends, quotes, a byte order mark, and commas, semicolons or tabs between. */
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** One line of cells, and the line of the file at which it begins. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

const DELIMITERS = [',', ';', '\t']

/** The delimiter that the first line has most of, outside of quotes. */
const delimiterOf = (text: string): string => {
  const first = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Parses CSV. Empty lines are left out. */
export const parseCsv = (given: string, from: string): Result<ReadonlyArray<CsvRow>> => {
  const text = given.replace(/^\ufeff/, '')
  const delimiter = delimiterOf(text)
  const rows: Array<CsvRow> = []
  let cells: Array<string> = []
  let line = 1
  let startLine = 1
  let at = 0
  const endRow = (): void => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells })
    cells = []
  }
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      const startedAt = line
      let isOpen = true
      at++
      while (isOpen) {
        const quote = text.indexOf('"', at)
        if (quote < 0) return fail(usageError(`${from}: the quotes of line ${startedAt} do not end.`))
        const part = text.slice(at, quote)
        line += part.split('\n').length - 1
        cell += part
        at = quote + 1
        if (text[at] === '"') {
          cell += '"'
          at++
        } else isOpen = false
      }
    }
    const start = at
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
    cells.push(cell + text.slice(start, at))
    if (text[at] === delimiter) {
      at++
      // A delimiter at the very end has an empty cell after it.
      if (at === text.length) cells.push('')
      continue
    }
    endRow()
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    startLine = line
  }
  if (cells.length > 0) endRow()
  return ok(rows)
}
