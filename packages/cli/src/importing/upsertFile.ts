/** Writes the rows of a file into an existing data source by their key, in parts. */
import type { Context, PropertyConfig } from 'notion-fp'
import { defineDataSource, type PropertyDeclarations, type UpsertReport, upsertRows } from 'notion-fp/rows'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { type ProgressLine, progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Source } from '../values/findSource.js'
import { parseValue, WRITABLE } from '../values/parseAssignments.js'
import type { RowPlan } from './planRows.js'
import { type FileRow, readFileRows } from './readFileRows.js'
import { type RowCounts, type RowFile, SHOWN_LINES } from './rowFile.js'

/** How many rows are compared and written at a time, and held in memory. */
const PART = 1_000

const RESERVED = /^(id|and|or|__proto__)$/

/** The key of a property in a declaration. */
const keyOf = (name: string): string => (RESERVED.test(name) ? `prop.${name}` : name)

const declarationOf = (source: Source, properties: Iterable<PropertyConfig>) => {
  const declarations: PropertyDeclarations = Object.fromEntries(
    [...properties].flatMap(({ name, id, type }) => {
      const prop = WRITABLE[type]
      return prop ? [[keyOf(name), { prop, id, name }]] : []
    }),
  )
  // The names come from a file, so the compiler cannot derive a type of rows from them.
  return defineDataSource({ data_source_id: source.id, properties: unsafeCast<Record<never, never>>(declarations) })
}

/** The values of a row, by the names of the properties. */
const valuesOf = ({ cells }: FileRow, used: RowPlan['used']): Result<{ readonly [name: string]: unknown }> => {
  const values: { [name: string]: unknown } = {}
  for (const [column, property] of used) {
    const cell = cells.get(column)
    if (cell === undefined) continue
    const value = parseValue(property, cell, true)
    if (value._tag === 'Left') return value
    values[property.name] = value.right
  }
  return ok(values)
}

interface UpsertOptions {
  readonly dry_run: boolean
  readonly allow_new_options: boolean
}

/** An import of a file that is running. */
interface UpsertRun {
  readonly session: Session
  readonly ctx: Context
  readonly file: RowFile
  readonly plan: RowPlan
  readonly declaration: ReturnType<typeof declarationOf>
  readonly options: UpsertOptions
  readonly progress: ProgressLine
  readonly counts: { created: number; updated: number; unchanged: number; failed: number; requests: number }
  /** How many rows the parts before this one had. */
  done: number
}

/** The values of the rows of a part, by the keys of the declaration. */
const rowsOf = (part: ReadonlyArray<FileRow>, used: RowPlan['used']): Result<ReadonlyArray<object>> => {
  const rows: Array<object> = []
  for (const row of part) {
    const values = valuesOf(row, used)
    if (values._tag === 'Left') return values
    rows.push(Object.fromEntries(Object.entries(values.right).map(([name, value]) => [keyOf(name), value])))
  }
  return ok(rows)
}

/** Counts what was done, and names the lines that failed. */
const addOutcome = async (
  { session, file, progress, counts }: UpsertRun,
  part: ReadonlyArray<FileRow>,
  outcome: UpsertReport,
): Promise<void> => {
  counts.created += outcome.created.length
  counts.updated += outcome.updated.length
  counts.unchanged += outcome.unchanged.length
  counts.requests += outcome.requests
  for (const { index, key, cause } of outcome.failed) {
    if (++counts.failed > SHOWN_LINES * 2) continue
    progress.clear()
    await session.note(`${file.name}: line ${part[index]?.line ?? '?'}: ${key}: ${cause.message}`)
  }
}

const writePart = async (run: UpsertRun, part: ReadonlyArray<FileRow>): Promise<Result<void>> => {
  const { session, ctx, plan, declaration, options, progress } = run
  const rows = rowsOf(part, plan.used)
  if (rows._tag === 'Left') return rows
  const report = await upsertRows(ctx, {
    source: declaration,
    // The plan took the key and the values from the properties that are declared.
    key: unsafeCast<never>(keyOf(plan.key.name)),
    // As above.
    rows: unsafeCast<ReadonlyArray<never>>(rows.right),
    ...options,
    signal: session.signal,
    on_progress: (one) => progress.report({ ...one, done: run.done + one.done, total: plan.rows }),
  })()
  const outcome: UpsertReport | undefined =
    report._tag === 'Right' ? report.right : 'report' in report.left ? report.left.report : undefined
  if (outcome) await addOutcome(run, part, outcome)
  run.done += part.length
  if (report._tag === 'Right') return ok(undefined)
  const { _tag, message } = report.left
  return fail({ _tag, message, ...('cause' in report.left && { cause: report.left.cause }) })
}

/** Creates or updates the rows by their key; a dry run only compares. */
export const upsertFile = async (
  session: Session,
  ctx: Context,
  source: Source,
  file: RowFile,
  plan: RowPlan,
  options: UpsertOptions,
): Promise<Result<RowCounts>> => {
  const run: UpsertRun = {
    session,
    ctx,
    file,
    plan,
    declaration: declarationOf(source, plan.used.values()),
    options,
    progress: progressLine(session.terminal, 'rows'),
    counts: { created: 0, updated: 0, unchanged: 0, failed: 0, requests: 0 },
    done: 0,
  }
  let part: Array<FileRow> = []
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    part.push(row.right)
    if (part.length < PART) continue
    const written = await writePart(run, part)
    if (written._tag === 'Left') return written
    part = []
  }
  const written = part.length > 0 ? await writePart(run, part) : ok(undefined)
  run.progress.clear()
  return written._tag === 'Left' ? written : ok(run.counts)
}
