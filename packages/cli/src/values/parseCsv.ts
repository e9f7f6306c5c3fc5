/** Reads CSV as RFC 4180 describes it, and as spreadsheets write it: with a byte order mark, or with semicolons or tabs between. */
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** One line of cells, and the line of the file at which it begins. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

const DELIMITERS = [',', ';', '\t']

const FIRST_LINE = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/

/** The delimiter that occurs most often in the first line, outside of quotes. */
const delimiterOf = (text: string): string => {
  const first = (FIRST_LINE.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** A parser that is given a text in pieces of any length, and returns the rows that are complete. */
export interface CsvParser {
  readonly push: (text: string) => ReadonlyArray<CsvRow>
  /** The last row. Fails if its quote is not closed. */
  readonly end: () => Result<ReadonlyArray<CsvRow>>
}

/** Creates a parser. Empty lines are left out. */
export const csvParser = (from: string): CsvParser => {
  let waiting = ''
  let delimiter: string | undefined
  let isStarted = false
  let line = 1
  let startLine = 1
  let openedAt = 0
  let cells: Array<string> = []
  let cell = ''
  let isQuoted = false
  let isAfterReturn = false
  const endRow = (rows: Array<CsvRow>): void => {
    cells.push(cell)
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells })
    cells = []
    cell = ''
    line++
    startLine = line
  }
  /** Parses as far as the text is unambiguous: a quote at the end of a piece may be the first of two. */
  const read = (text: string, isLast: boolean): ReadonlyArray<CsvRow> => {
    const rows: Array<CsvRow> = []
    let at = 0
    while (at < text.length) {
      const char = text.charAt(at)
      if (isQuoted) {
        const quote = text.indexOf('"', at)
        const part = text.slice(at, quote < 0 ? text.length : quote)
        cell += part
        line += part.split('\n').length - 1
        if (quote < 0) return done(rows, '')
        if (quote + 1 === text.length && !isLast) return done(rows, '"')
        if (text.charAt(quote + 1) === '"') {
          cell += '"'
          at = quote + 2
        } else {
          isQuoted = false
          at = quote + 1
        }
        continue
      }
      const wasAfterReturn = isAfterReturn
      isAfterReturn = char === '\r'
      if (wasAfterReturn && char === '\n') at++
      else if (char === '"' && cell === '') {
        isQuoted = true
        openedAt = line
        at++
      } else if (char === delimiter) {
        cells.push(cell)
        cell = ''
        at++
      } else if (char === '\n' || char === '\r') {
        endRow(rows)
        at++
      } else {
        let end = at + 1
        while (end < text.length && !isEnd(text.charAt(end))) end++
        cell += text.slice(at, end)
        at = end
      }
    }
    return done(rows, '')
  }
  const isEnd = (char: string): boolean => char === delimiter || char === '\n' || char === '\r'
  const done = (rows: ReadonlyArray<CsvRow>, rest: string): ReadonlyArray<CsvRow> => {
    waiting = rest
    return rows
  }
  const push = (given: string, isLast = false): ReadonlyArray<CsvRow> => {
    const text = waiting + (isStarted ? given : given.replace(/^\ufeff/, ''))
    isStarted ||= given !== ''
    if (delimiter === undefined) {
      // The delimiter is found in the first line.
      const first = FIRST_LINE.exec(text)?.[0] ?? ''
      if (!isLast && !/[\r\n]/.test(text.charAt(first.length))) return done([], text)
      delimiter = delimiterOf(text)
    }
    return read(text, isLast)
  }
  return {
    push: (text) => push(text),
    end: () => {
      const rows = [...push('', true)]
      if (isQuoted) return fail(usageError(`${from}: the quote opened on line ${openedAt} is not closed.`))
      if (cells.length > 0 || cell !== '') endRow(rows)
      return ok(rows)
    },
  }
}

/** Parses a whole text. */
export const parseCsv = (text: string, from: string): Result<ReadonlyArray<CsvRow>> => {
  const parser = csvParser(from)
  const rows = parser.push(text)
  const last = parser.end()
  return last._tag === 'Left' ? last : ok([...rows, ...last.right])
}
