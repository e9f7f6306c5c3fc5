/** The rows of a CSV, JSONL or JSON file, one after the other: the file is read as often as needed, instead of being held in memory. */
import { createReadStream } from 'node:fs'
import type { PropertyValue } from 'notion-fp'
import { messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { parseJson } from '../session/input.js'
import { unsafeCast } from '../unsafeCast.js'
import { isRecord } from '../values/json.js'
import { type CsvRow, csvParser } from '../values/parseCsv.js'
import { plainValue } from '../values/plainValue.js'

/** A row: the text of each cell, by the names of the columns, and the line of the file. */
export interface FileRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
  /** The values as JSON has them; CSV has only text. */
  readonly values?: { readonly [column: string]: unknown }
}

export const ROW_FORMATS = ['csv', 'jsonl', 'json'] as const
export type RowFormat = (typeof ROW_FORMATS)[number]

/** The format of a file by its name; `undefined` if the name has no known ending. */
export const rowFormatOf = (file: string): RowFormat | undefined =>
  /\.(csv|tsv|txt)$/i.test(file)
    ? 'csv'
    : /\.(jsonl|ndjson)$/i.test(file)
      ? 'jsonl'
      : /\.json$/i.test(file)
        ? 'json'
        : undefined

/** A value of JSON as the text of a cell. */
const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value)
      ? value.map(cellOf).join(',')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)

/** The values of a row: of a page as the API returns it, those of its properties. */
const valuesOf = (given: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } => {
  if (given.object !== 'page' || !isRecord(given.properties)) return given
  return Object.fromEntries(
    // `plainValue` accepts any value.
    Object.entries(given.properties).map(([name, value]) => [name, plainValue(unsafeCast<PropertyValue>(value))]),
  )
}

/** The text of a file in pieces. Fails where it is not UTF-8. */
async function* textOf(file: string): AsyncGenerator<Result<string>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16 })) {
      const bytes: Buffer = chunk
      yield ok(decoder.decode(bytes, { stream: true }))
    }
    yield ok(decoder.decode())
  } catch (thrown) {
    yield fail(
      usageError(
        thrown instanceof TypeError ? `${file} is not UTF-8 text.` : `Cannot read ${file}: ${messageOf(thrown)}`,
      ),
    )
  }
}

async function* csvRows(file: string, name: string): AsyncGenerator<Result<FileRow>> {
  const parser = csvParser(name)
  let columns: ReadonlyArray<string> | undefined
  const rowOf = ({ line, cells }: CsvRow): Result<FileRow> | undefined => {
    if (!columns) {
      const head = cells.map((cell) => cell.trim())
      columns = head
      const twice = head.find((one, index) => head.indexOf(one) !== index)
      return twice === undefined
        ? undefined
        : fail(usageError(`${name}: the column "${twice}" occurs twice in the header; rename one.`))
    }
    if (cells.length > columns.length)
      return fail(usageError(`${name}: line ${line} has ${cells.length} cells, but the header has ${columns.length}.`))
    return ok({ line, cells: new Map(columns.map((column, index) => [column, cells[index] ?? ''])) })
  }
  for await (const text of textOf(file)) {
    if (text._tag === 'Left') return yield text
    for (const row of parser.push(text.right)) {
      const read = rowOf(row)
      if (read) yield read
      if (read?._tag === 'Left') return
    }
  }
  const last = parser.end()
  if (last._tag === 'Left') return yield last
  for (const row of last.right) {
    const read = rowOf(row)
    if (read) yield read
    if (read?._tag === 'Left') return
  }
}

const jsonRow = (value: unknown, line: number, name: string): Result<FileRow> => {
  if (!isRecord(value)) return fail(usageError(`${name}: line ${line} is not a JSON object.`))
  const values = valuesOf(value)
  return ok({ line, values, cells: new Map(Object.entries(values).map(([column, cell]) => [column, cellOf(cell)])) })
}

async function* jsonRows(file: string, name: string, isDocument: boolean): AsyncGenerator<Result<FileRow>> {
  let waiting = ''
  let line = 0
  let isFirst = true
  let isArray = isDocument
  const read = (text: string): Result<FileRow> | undefined => {
    line++
    if (text.trim() === '') return undefined
    const value = parseJson(text, `${name}: line ${line}`)
    return value._tag === 'Left' ? value : jsonRow(value.right, line, name)
  }
  for await (const piece of textOf(file)) {
    if (piece._tag === 'Left') return yield piece
    const text = isFirst ? piece.right.replace(/^\ufeff/, '') : piece.right
    if (isFirst) isArray = text.trimStart().startsWith('[')
    isFirst = false
    waiting += text
    // An array is one value, which is parsed as a whole.
    if (isArray) continue
    const parts = waiting.split('\n')
    waiting = parts.pop() ?? ''
    for (const part of parts) {
      const row = read(part)
      if (row) yield row
      if (row?._tag === 'Left') return
    }
  }
  if (!isArray) {
    const row = read(waiting)
    if (row) yield row
    return
  }
  const all = parseJson(waiting, name)
  if (all._tag === 'Left') return yield all
  for (const [index, value] of (Array.isArray(all.right) ? all.right : [all.right]).entries()) {
    const row = jsonRow(value, index + 1, name)
    yield row
    if (row._tag === 'Left') return
  }
}

/** Reads the rows of a file. Ends after the first failure. `name` is how messages call it. */
export const readFileRows = (file: string, format: RowFormat, name: string): AsyncGenerator<Result<FileRow>> =>
  format === 'csv' ? csvRows(file, name) : jsonRows(file, name, format === 'json')
