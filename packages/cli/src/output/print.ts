/** Prints results one by one as they arrive, in the form that was asked for. */
import { didYouMean } from '../args/nearest.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Terminal } from '../terminal/terminal.js'
import type { Fields } from './cell.js'
import { csvLine } from './csvLine.js'
import type { OutputFormat, OutputValues } from './outputOptions.js'
import { fieldList, layoutOf } from './table.js'

const OUTPUT_FORMATS: ReadonlyArray<OutputFormat> = ['json', 'ndjson', 'csv', 'table']

/** The widths of a table are computed from so many rows. */
const SAMPLED_ROWS = 200

/** The form of the output. */
export const formatOf = (values: OutputValues, { out }: Terminal): Result<OutputFormat> => {
  const [first, second] = OUTPUT_FORMATS.filter((format) => values[format])
  if (second !== undefined) return fail(usageError(`--${first} and --${second} exclude each other.`))
  return ok(first ?? (out.isTerminal ? 'table' : 'ndjson'))
}

/** The form of raw output, which must be JSON. */
export const rawFormat = ({ csv, table, json }: OutputValues): Result<OutputFormat> =>
  csv || table
    ? fail(usageError(`--raw and --${csv ? 'csv' : 'table'} exclude each other.`))
    : ok(json ? 'json' : 'ndjson')

/** The names of `--fields`; quotes are for names that have commas. */
export const fieldNames = (given: string): ReadonlyArray<string> =>
  [...given.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)]
    .map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim())
    .filter((name) => name !== '')

const chosenFields = (given: string | undefined, known: ReadonlyArray<string>): Result<ReadonlyArray<string>> => {
  if (given === undefined) return ok(known)
  const names = fieldNames(given)
  if (names.length === 0)
    return fail(usageError('--fields must name at least one field.', `Fields: ${known.join(', ')}.`))
  const unknown = names.find((name) => !known.includes(name))
  return unknown === undefined
    ? ok(names)
    : fail(usageError(`There is no field "${unknown}".`, didYouMean(unknown, known)))
}

const pick = (row: Fields, fields: ReadonlyArray<string>): Fields =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))

/** What is printed: the rows, and the fields that they have. */
export interface Printed {
  readonly rows: AsyncIterable<Result<Fields>>
  /** The fields of every row; `undefined` if rows are printed as they are, as JSON. */
  readonly fields: ReadonlyArray<string> | undefined
  /** The fields of a table, if not all. */
  readonly tableFields?: ReadonlyArray<string>
  /** What a table says if there are no rows. */
  readonly nothing?: string
}

type Write = (row: Fields) => Promise<boolean>

/** Writers by form: `row` for each row, `end` for what follows the last one. */
interface Writer {
  readonly row: Write
  readonly end: () => Promise<unknown>
}

const jsonWriter = ({ out }: Terminal): Writer => {
  let count = 0
  return {
    row: (row) => out.write(`${count++ === 0 ? '[\n' : ',\n'}  ${JSON.stringify(row)}`),
    end: () => out.write(count === 0 ? '[]\n' : '\n]\n'),
  }
}

const csvWriter = ({ out }: Terminal, fields: ReadonlyArray<string>): Writer => {
  let head = csvLine(fields)
  const start = (): string => {
    const line = head
    head = ''
    return line
  }
  return {
    row: (row) => out.write(start() + csvLine(fields.map((field) => row[field]))),
    end: () => out.write(start()),
  }
}

const tableWriter = ({ out, hasColors }: Terminal, fields: ReadonlyArray<string>, nothing: string): Writer => {
  const waiting: Array<Fields> = []
  let line: ((row: Fields) => string) | undefined
  const start = (): Promise<boolean> => {
    const layout = layoutOf(waiting, fields, out.columns, hasColors)
    line = layout.line
    return out.write(layout.head + waiting.map(layout.line).join(''))
  }
  return {
    row: async (row) => {
      if (line) return out.write(line(row))
      waiting.push(row)
      return waiting.length < SAMPLED_ROWS || start()
    },
    end: async () => (waiting.length === 0 ? out.write(`${nothing}\n`) : (line ?? start())),
  }
}

const writerOf = (format: OutputFormat, terminal: Terminal, fields: ReadonlyArray<string>, nothing: string): Writer => {
  switch (format) {
    case 'json':
      return jsonWriter(terminal)
    case 'ndjson':
      return { row: (row) => terminal.out.write(`${JSON.stringify(row)}\n`), end: async () => undefined }
    case 'csv':
      return csvWriter(terminal, fields)
    case 'table':
      return tableWriter(terminal, fields, nothing)
  }
}

/**
 * Prints rows, and returns how many. After a failure, the rows before it are there, and a JSON document is left open: nobody may take it
 * for whole.
 */
export const printRows = async (
  terminal: Terminal,
  values: OutputValues,
  printed: Printed,
): Promise<Result<number>> => {
  const format = printed.fields ? formatOf(values, terminal) : rawFormat(values)
  if (format._tag === 'Left') return format
  const isTable = format.right === 'table' && values.fields === undefined
  const fields =
    isTable && printed.tableFields ? ok(printed.tableFields) : chosenFields(values.fields, printed.fields ?? [])
  if (fields._tag === 'Left') return fields
  const writer = writerOf(format.right, terminal, fields.right, printed.nothing ?? 'Nothing found.')
  let count = 0
  for await (const row of printed.rows) {
    if (row._tag === 'Left') {
      if (format.right === 'table' && count > 0) await writer.end()
      return row
    }
    count++
    // The reader has ended, as with `| head`. Leaving the loop stops the requests.
    if (!(await writer.row(printed.fields ? pick(row.right, fields.right) : row.right))) return ok(count)
  }
  await writer.end()
  return ok(count)
}

/** Prints one object: a list of its fields for people, otherwise one row. Nothing is cut off, so that ids and URLs can be copied. */
export const printOne = async (terminal: Terminal, values: OutputValues, row: Fields): Promise<Result<void>> => {
  const format = formatOf(values, terminal)
  if (format._tag === 'Left') return format
  const fields = chosenFields(values.fields, Object.keys(row))
  if (fields._tag === 'Left') return fields
  const picked = pick(row, fields.right)
  const text =
    format.right === 'json'
      ? `${JSON.stringify(picked, null, 2)}\n`
      : format.right === 'ndjson'
        ? `${JSON.stringify(picked)}\n`
        : format.right === 'csv'
          ? csvLine(fields.right) + csvLine(fields.right.map((field) => picked[field]))
          : fieldList(picked, fields.right, Number.POSITIVE_INFINITY)
  await terminal.out.write(text)
  return ok(undefined)
}
