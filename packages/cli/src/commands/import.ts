/** `notion-fp import`: rows of a file into a data source, by a key. */
import type { PropertyConfig } from 'notion-fp'
import {
  defineDataSource,
  type PropertyDeclarations,
  type UpsertReport,
  type UpsertResume,
  upsertRows,
} from 'notion-fp/rows'
import { didYouMean } from '../args/nearest.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readResume } from '../errors/resume.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/options.js'
import { printOne } from '../output/print.js'
import { parseJson, readText } from '../session/input.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progress.js'
import { printable } from '../terminal/textWidth.js'
import { unsafeCast } from '../unsafeCast.js'
import { parseValue, WRITABLE } from '../values/assign.js'
import { findProperty, type Schema } from '../values/findProperty.js'
import { findSource, type Source } from '../values/findSource.js'
import { PAGE_FIELDS } from '../values/pageFields.js'
import { parseCsv } from '../values/parseCsv.js'

/** Rows of a file: the text of each cell, by the names of the columns. */
interface Table {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<{ readonly line: number; readonly cells: ReadonlyMap<string, string> }>
}

const csvTable = (text: string, file: string): Result<Table> => {
  const parsed = parseCsv(text, file)
  if (parsed._tag === 'Left') return parsed
  const [head, ...rows] = parsed.right
  const columns = head?.cells.map((name) => name.trim()) ?? []
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice !== undefined) return fail(usageError(`${file}: the column "${twice}" is there twice.`))
  const long = rows.find(({ cells }) => cells.length > columns.length)
  if (long)
    return fail(usageError(`${file}: line ${long.line} has ${long.cells.length} cells, the head ${columns.length}.`))
  return ok({
    columns,
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: new Map(columns.map((name, index) => [name, cells[index] ?? ''])),
    })),
  })
}

/** A value of JSON as the text of a cell. */
const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value)
      ? value.map(cellOf).join(',')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)

const jsonTable = (text: string, file: string): Result<Table> => {
  const isArray = text.trimStart().startsWith('[')
  const rows: Array<Table['rows'][number]> = []
  const columns = new Set<string>()
  const add = (value: unknown, line: number): Result<void> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail(usageError(`${file}: line ${line} is not a JSON object.`))
    const cells = new Map(Object.entries(value).map(([name, cell]) => [name, cellOf(cell)]))
    for (const name of cells.keys()) columns.add(name)
    rows.push({ line, cells })
    return ok(undefined)
  }
  if (isArray) {
    const all = parseJson(text, file)
    if (all._tag === 'Left') return all
    for (const [index, value] of (Array.isArray(all.right) ? all.right : []).entries()) {
      const added = add(value, index + 1)
      if (added._tag === 'Left') return added
    }
  } else
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split('\n')
      .entries()) {
      if (line.trim() === '') continue
      const value = parseJson(line, `${file}: line ${index + 1}`)
      if (value._tag === 'Left') return value
      const added = add(value.right, index + 1)
      if (added._tag === 'Left') return added
    }
  return ok({ columns: [...columns], rows })
}

const readTable = async (session: Session, file: string, format: string | undefined): Promise<Result<Table>> => {
  const text = await readText(session, file)
  if (text._tag === 'Left') return text
  const isCsv = format === undefined ? /\.(csv|tsv|txt)$/i.test(file) : format === 'csv'
  if (!isCsv && format === undefined && !/\.(jsonl|ndjson|json)$/i.test(file))
    return fail(usageError(`The form of ${file} is not known.`, 'Name it .csv, .jsonl or .json, or give --format.'))
  return isCsv ? csvTable(text.right, file) : jsonTable(text.right, file)
}

/** The columns that are written, each with its property; the others are computed by Notion, or unknown. */
const matchColumns = (
  schema: Schema,
  columns: ReadonlyArray<string>,
  skipsUnknown: boolean,
): Result<{
  readonly used: ReadonlyArray<readonly [string, PropertyConfig]>
  readonly ignored: ReadonlyArray<string>
}> => {
  const used: Array<readonly [string, PropertyConfig]> = []
  const ignored: Array<string> = []
  for (const column of columns) {
    const name = column.startsWith('prop.') && !Object.hasOwn(schema, column) ? column.slice(5) : column
    const property = PAGE_FIELDS.includes(column) ? undefined : findProperty(schema, name)
    if (property === undefined) ignored.push(column)
    else if (property._tag === 'Left') {
      if (!skipsUnknown)
        return fail(
          usageError(
            `The column "${column}" is no property.`,
            `${didYouMean(name, Object.keys(schema))} --skip-unknown leaves it out.`,
          ),
        )
      ignored.push(column)
    } else if (property.right.type in WRITABLE) used.push([column, property.right])
    else ignored.push(column)
  }
  return ok({ used, ignored })
}

const RESERVED = /^(id|and|or|__proto__)$/

/** The key of a property in a declaration. */
const keyOf = (name: string): string => (RESERVED.test(name) ? `prop.${name}` : name)

const declarationOf = (source: Source, properties: ReadonlyArray<PropertyConfig>) => {
  const declarations: PropertyDeclarations = Object.fromEntries(
    properties.flatMap(({ name, id, type }) => {
      const prop = WRITABLE[type]
      return prop ? [[keyOf(name), { prop, id, name }]] : []
    }),
  )
  return defineDataSource({ data_source_id: source.id, properties: unsafeCast<Record<never, never>>(declarations) })
}

const readRows = (
  { rows }: Table,
  used: ReadonlyArray<readonly [string, PropertyConfig]>,
  allowsNew: boolean,
  file: string,
): Result<ReadonlyArray<{ readonly [key: string]: unknown }>> => {
  const read: Array<{ readonly [key: string]: unknown }> = []
  const wrong: Array<string> = []
  for (const { line, cells } of rows) {
    const values: { [key: string]: unknown } = {}
    for (const [column, property] of used) {
      const cell = cells.get(column)
      if (cell === undefined) continue
      const value = parseValue(property, cell, allowsNew)
      if (value._tag === 'Left') wrong.push(`line ${line}: ${value.left.message}`)
      else values[keyOf(property.name)] = value.right
    }
    read.push(values)
  }
  if (wrong.length === 0) return ok(read)
  const shown = wrong.slice(0, 10).map((one) => `\n    ${one}`)
  const more = wrong.length > 10 ? `\n    and ${wrong.length - 10} more` : ''
  return fail(
    usageError(`${file} has ${wrong.length} values that do not fit; nothing was written.${shown.join('')}${more}`),
  )
}

const reportFields = (
  { created, updated, unchanged, failed, skipped, writes }: UpsertReport,
  written: boolean,
): Fields => ({
  written,
  created: created.length,
  updated: updated.length,
  unchanged: unchanged.length,
  failed: failed.length,
  skipped: skipped.length,
  requests: writes.requests,
})

const confirmed = async ({ terminal }: Session, report: UpsertReport): Promise<boolean> => {
  if (!terminal.isInteractive) return false
  const { confirm } = await import('@clack/prompts')
  const { created, updated, unchanged } = report
  const message = `Create ${created.length} rows and update ${updated.length}? ${unchanged.length} stay as they are.`
  return (await confirm({ message, output: process.stderr })) === true
}

export const importRows = defineCommand({
  details:
    'A row whose key exists is updated where it differs, the others are created; a second run writes nothing. Columns are properties by name; all values are checked before anything is written. Without --yes, it only says what it would do, and on a terminal asks. Of lists such as Tags and relations, the entries have commas between.',
  args: [
    { name: 'file', help: 'CSV, JSONL, or a JSON array; - is stdin' },
    { name: 'data source', help: 'the id or URL of a data source, or of a database with one' },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    key: { type: 'string', value: 'name', help: 'The property that tells rows apart; default the title' },
    yes: { type: 'boolean', short: 'y', help: 'Writes without asking' },
    'dry-run': { type: 'boolean', help: 'Only says what it would do' },
    format: { type: 'string', choices: ['csv', 'jsonl', 'json'], help: 'The form of the file; default by its name' },
    'skip-unknown': { type: 'boolean', help: 'Leaves out columns that are no properties' },
    'allow-new-options': { type: 'boolean', help: 'Adds options that do not exist' },
    resume: { type: 'string', value: 'file', help: 'Continues a run that stopped' },
  },
  examples: [
    ['import tasks.csv <database>', 'shows what it would do, and asks'],
    ['import tasks.csv <database> --key Number --yes', 'by another key, without asking'],
    [
      'query <database> --ndjson | notion-fp import - <other database> --format jsonl --skip-unknown --yes',
      'from one to another',
    ],
  ],
  run: async ({ session, positionals: [file = '', given = ''], values }) => {
    const resume = await readResume(values.resume)
    if (resume._tag === 'Left') return resume
    const table = await readTable(session, file, values.format)
    if (table._tag === 'Left') return table
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, given)
    if (source._tag === 'Left') return source
    const schema = source.right.properties
    const matched = matchColumns(schema, table.right.columns, values['skip-unknown'])
    if (matched._tag === 'Left') return matched
    const title = Object.values(schema).find(({ type }) => type === 'title')?.name ?? ''
    const key = findProperty(schema, values.key ?? title)
    if (key._tag === 'Left') return key
    const { used, ignored } = matched.right
    if (!used.some(([, { name }]) => name === key.right.name))
      return fail(
        usageError(`The file has no column for the key ${key.right.name}.`, 'Give another property with --key.'),
      )
    const rows = readRows(table.right, used, values['allow-new-options'], file)
    if (rows._tag === 'Left') return rows
    if (ignored.length > 0)
      await session.note(
        `Left out, as Notion computes them or they are no properties: ${printable(ignored.join(', '))}.`,
      )
    const progress = progressLine(session.terminal, 'rows')
    // The declaration is made from the schema at hand, so its types are not known to the compiler.
    const params = (dry_run: boolean) => ({
      source: declarationOf(
        source.right,
        used.map(([, property]) => property),
      ),
      key: unsafeCast<never>(keyOf(key.right.name)),
      rows: unsafeCast<ReadonlyArray<never>>(rows.right),
      dry_run,
      allow_new_options: values['allow-new-options'],
      signal: session.signal,
      on_progress: progress.report,
      // The job checks that it is its own.
      resume: unsafeCast<UpsertResume | undefined>(resume.right),
    })
    let isWriting = values.yes && !values['dry-run']
    if (!isWriting) {
      const plan = await upsertRows(ctx.right, params(true))()
      progress.clear()
      if (plan._tag === 'Left') return plan
      isWriting = !values['dry-run'] && (await confirmed(session, plan.right))
      if (!isWriting) {
        const printed = await printOne(session.terminal, values, reportFields(plan.right, false))
        if (printed._tag === 'Left') return printed
        if (!values['dry-run']) await session.note('Nothing was written: --yes writes it.')
        return ok(EXIT.ok)
      }
    }
    const report = await upsertRows(ctx.right, params(false))()
    progress.clear()
    if (report._tag === 'Left') return report
    for (const { index, key: name, cause } of report.right.failed.slice(0, 20))
      await session.note(`line ${table.right.rows[index]?.line ?? index + 1}: ${printable(name)}: ${cause.message}`)
    const printed = await printOne(session.terminal, values, reportFields(report.right, true))
    return printed._tag === 'Left' ? printed : ok(report.right.failed.length > 0 ? EXIT.partial : EXIT.ok)
  },
})
