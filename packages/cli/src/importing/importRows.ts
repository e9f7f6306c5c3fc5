/** Rows of a file into a data source: one look at all of them, then they are written in parts. */
import type { Context, PropertyConfig, PropertyValuesRequest } from 'notion-fp'
import { type PropSchema, writeProps } from 'notion-fp/props'
import { defineDataSource, type PropertyDeclarations, type UpsertReport, upsertRows } from 'notion-fp/rows'
import { didYouMean } from '../args/nearest.js'
import { type Failure, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progress.js'
import { unsafeCast } from '../unsafeCast.js'
import { parseValue, WRITABLE } from '../values/assign.js'
import { findOption, findProperty, optionsOf, type Schema } from '../values/findProperty.js'
import type { Source } from '../values/findSource.js'
import { PAGE_FIELDS } from '../values/pageFields.js'
import { type NewProperty, schemaFinder } from './inferSchema.js'
import type { Journal } from './journal.js'
import { type FileRow, type RowFormat, readFileRows } from './rowSource.js'

/** A file of rows. */
export interface RowFile {
  readonly path: string
  readonly format: RowFormat
  /** How messages call it. */
  readonly name: string
}

/** What all rows of a file come to, with a schema. */
export interface RowPlan {
  readonly rows: number
  /** The columns that are written, each with its property. */
  readonly used: ReadonlyMap<string, PropertyConfig>
  /** The columns that Notion computes, or that are no properties. */
  readonly ignored: ReadonlyArray<string>
  readonly key: PropertyConfig
  /** The options that the properties do not have. */
  readonly newOptions: ReadonlyMap<string, ReadonlySet<string>>
}

export interface RowCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly requests: number
}

/** How many rows are compared and written at a time, and so are held in memory. */
const PART = 1_000
const SHOWN = 10

/** The property of a column; `undefined` if it is left out. */
const propertyOf = (schema: Schema, column: string, skipsUnknown: boolean): Result<PropertyConfig | undefined> => {
  const name = column.startsWith('prop.') && !Object.hasOwn(schema, column) ? column.slice(5) : column
  if (PAGE_FIELDS.includes(column) || (/^(object|path|body|files)$/.test(column) && !Object.hasOwn(schema, column)))
    return ok(undefined)
  const property = findProperty(schema, name)
  if (property._tag === 'Right') return ok(property.right.type in WRITABLE ? property.right : undefined)
  return skipsUnknown
    ? ok(undefined)
    : fail(
        usageError(
          `The column "${column}" is no property.`,
          `${didYouMean(name, Object.keys(schema))} --skip-unknown leaves it out.`,
        ),
      )
}

const OPTIONED = /^(select|multi_select|status)$/

/** The names of options in a cell that a property does not have. */
const unknownOptions = (property: PropertyConfig, cell: string): ReadonlyArray<string> => {
  if (!OPTIONED.test(property.type)) return []
  const names = property.type === 'multi_select' ? cell.split(',') : [cell]
  return names.map((name) => name.trim()).filter((name) => name !== '' && findOption(property, name)._tag === 'Left')
}

/** Looks at all rows, and checks every value. Nothing is sent. */
export const planRows = async (
  file: RowFile,
  schema: Schema,
  given: { readonly key: string | undefined; readonly skipsUnknown: boolean },
): Promise<Result<RowPlan>> => {
  const title = Object.values(schema).find(({ type }) => type === 'title')?.name ?? ''
  const key = findProperty(schema, given.key ?? title)
  if (key._tag === 'Left') return key
  const used = new Map<string, PropertyConfig>()
  const ignored = new Set<string>()
  const newOptions = new Map<string, Set<string>>()
  const keys = new Map<string, number>()
  const wrong: Array<string> = []
  let wrongs = 0
  let rows = 0
  const refuse = (line: number, message: string): void => {
    wrongs++
    if (wrong.length < SHOWN) wrong.push(`\n    line ${line}: ${message}`)
  }
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    rows++
    const { line, cells } = row.right
    for (const [column, cell] of cells) {
      if (!used.has(column) && !ignored.has(column)) {
        const property = propertyOf(schema, column, given.skipsUnknown)
        if (property._tag === 'Left') return property
        if (property.right) used.set(column, property.right)
        else ignored.add(column)
      }
      const property = used.get(column)
      if (!property) continue
      const unknown = property.type === 'status' ? [] : unknownOptions(property, cell)
      if (unknown.length > 0) {
        const list = newOptions.get(property.name) ?? new Set()
        newOptions.set(property.name, list)
        for (const name of unknown) list.add(name)
      }
      const value = parseValue(property, cell, true)
      if (value._tag === 'Left') refuse(line, value.left.message)
      else if (property.name === key.right.name) {
        const text = String(value.right ?? '')
        const other = keys.get(text)
        if (other === undefined) keys.set(text, line)
        else refuse(line, `${property.name} is "${text}" as in line ${other}: it must tell rows apart`)
      }
    }
  }
  if (rows > 0 && ![...used.values()].some(({ name }) => name === key.right.name))
    return fail(
      usageError(`The file has no column for the key ${key.right.name}.`, 'Give another property with --key.'),
    )
  const more = wrongs > wrong.length ? `\n    and ${wrongs - wrong.length} more` : ''
  if (wrongs > 0)
    return fail(
      usageError(`${file.name} has ${wrongs} values that do not fit; nothing was written.${wrong.join('')}${more}`),
    )
  return ok({ rows, used, ignored: [...ignored], key: key.right, newOptions })
}

/** Why new options are not added. */
export const newOptionsFailure = (plan: RowPlan, schema: Schema): Failure => {
  const [[property = '', names] = []] = plan.newOptions
  const [first = ''] = names ?? []
  const known = (schema[property] && optionsOf(schema[property])) ?? []
  return usageError(
    `"${first}" is not an option of ${property}.`,
    `${known.length > 0 ? didYouMean(first, known) : 'It has no options.'} --allow-new-options adds options.`,
  )
}

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

/** Creates or updates the rows by their key; a dry run only compares. */
export const upsertFile = async (
  session: Session,
  ctx: Context,
  source: Source,
  file: RowFile,
  plan: RowPlan,
  options: { readonly dry_run: boolean; readonly allow_new_options: boolean },
): Promise<Result<RowCounts>> => {
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0, requests: 0 }
  const progress = progressLine(session.terminal, 'rows')
  const declaration = declarationOf(source, plan.used.values())
  let done = 0
  const writePart = async (part: ReadonlyArray<FileRow>): Promise<Result<void>> => {
    const rows: Array<object> = []
    for (const row of part) {
      const values = valuesOf(row, plan.used)
      if (values._tag === 'Left') return values
      rows.push(Object.fromEntries(Object.entries(values.right).map(([name, value]) => [keyOf(name), value])))
    }
    const report = await upsertRows(ctx, {
      // The declaration is made from the schema at hand, so its types are not known to the compiler.
      source: declaration,
      key: unsafeCast<never>(keyOf(plan.key.name)),
      rows: unsafeCast<ReadonlyArray<never>>(rows),
      ...options,
      signal: session.signal,
      on_progress: (one) => progress.report({ ...one, done: done + one.done, total: plan.rows }),
    })()
    const told: (Partial<Pick<UpsertReport, 'failed'>> & UpsertReport) | undefined =
      report._tag === 'Right' ? report.right : 'report' in report.left ? report.left.report : undefined
    if (told) {
      counts.created += told.created.length
      counts.updated += told.updated.length
      counts.unchanged += told.unchanged.length
      counts.requests += told.requests
      for (const { index, key, cause } of told.failed) {
        if (++counts.failed <= SHOWN * 2) {
          progress.clear()
          await session.note(`${file.name}: line ${part[index]?.line ?? '?'}: ${key}: ${cause.message}`)
        }
      }
    }
    done += part.length
    return report._tag === 'Left'
      ? fail({
          _tag: report.left._tag,
          message: report.left.message,
          ...('cause' in report.left && { cause: report.left.cause }),
        })
      : ok(undefined)
  }
  let part: Array<FileRow> = []
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    part.push(row.right)
    if (part.length < PART) continue
    const written = await writePart(part)
    if (written._tag === 'Left') return written
    part = []
  }
  const written = part.length > 0 ? await writePart(part) : ok(undefined)
  progress.clear()
  return written._tag === 'Left' ? written : ok(counts)
}

/** Finds the schema that the rows of a file need. */
export const inferSchema = async (
  file: RowFile,
  title: string | undefined,
): Promise<
  Result<{
    readonly rows: number
    readonly schema: ReadonlyArray<NewProperty>
    /** The columns that are left out, although they have values. */
    readonly ignored: ReadonlyArray<string>
  }>
> => {
  const finder = schemaFinder()
  let rows = 0
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    rows++
    finder.look(row.right)
  }
  const schema = finder.schema(title)
  if (schema.some(({ name }) => name === '__proto__'))
    return fail(usageError(`${file.name}: the column "__proto__" cannot be a property.`, 'Give it another name.'))
  if (title !== undefined && !schema.some(({ name }) => name === title))
    return fail(
      usageError(
        `${file.name} has no column "${title}".`,
        didYouMean(
          title,
          schema.map(({ name }) => name),
        ),
      ),
    )
  return schema.length > 0
    ? ok({ rows, schema, ignored: finder.ignored() })
    : fail(usageError(`${file.name} has no rows.`))
}

/** A schema as a request has it. */
export const schemaRequest = (schema: ReadonlyArray<NewProperty>): { readonly [name: string]: object } =>
  Object.fromEntries(
    schema.map(({ name, type, options }) => [
      name,
      { [type]: options ? { options: options.map((option) => ({ name: option })) } : {} },
    ]),
  )

/** A value of a property for a request, from the text of a cell. */
const requestOf = (schema: ReadonlyArray<NewProperty>, { cells }: FileRow): Result<PropertyValuesRequest> => {
  const values: { [name: string]: unknown } = {}
  const props: { [name: string]: PropSchema[string] } = {}
  for (const { name, type } of schema) {
    const cell = cells.get(name)
    const prop = WRITABLE[type]
    if (cell === undefined || cell.trim() === '' || !prop) continue
    // A property of a new schema: its name and type are all that counts.
    const value = parseValue(unsafeCast<PropertyConfig>({ name, type, [type]: { options: [] } }), cell, true)
    if (value._tag === 'Left') return value
    values[name] = value.right
    props[name] = prop
  }
  // Each value was read for the type of its property.
  return ok(writeProps(props)(unsafeCast(values)))
}

/** How many rows are created at a time. */
const AT_A_TIME = 3

/** Creates the rows of a file in a new data source, each once. */
export const createFileRows = async (
  session: Session,
  journal: Journal,
  data_source_id: string,
  file: RowFile,
  schema: ReadonlyArray<NewProperty>,
  total: number,
): Promise<Result<RowCounts>> => {
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0, requests: 0 }
  const title = schema.find(({ type }) => type === 'title')?.name ?? ''
  const progress = progressLine(session.terminal, 'rows')
  let failure: Failure | undefined
  const createRow = async (row: FileRow): Promise<void> => {
    const properties = requestOf(schema, row)
    if (properties._tag === 'Left') {
      failure ??= properties.left
      return
    }
    const name = row.cells.get(title) ?? ''
    const place = { data_source_id, title_property: title }
    const created = await journal.createPage(`line ${row.line}`, place, name, { properties: properties.right })
    counts.requests++
    if (created._tag === 'Right') counts.created++
    else if (/^(AbortError|AuthenticationError|NetworkError|TimeoutError)$/.test(created.left._tag))
      failure ??= created.left
    else if (++counts.failed <= SHOWN * 2)
      await session.note(`${file.name}: line ${row.line}: ${name}: ${created.left.message}`)
    progress.report({ requests: counts.requests, retries: 0, done: counts.created, total })
  }
  const running = new Set<Promise<void>>()
  /** Of one title, one row at a time: what was created without a response is found by its title. */
  const byTitle = new Map<string, Promise<void>>()
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    if (failure || session.signal.aborted) break
    const name = row.right.cells.get(title) ?? ''
    await byTitle.get(name)
    const work: Promise<void> = createRow(row.right).finally(() => {
      running.delete(work)
      byTitle.delete(name)
    })
    running.add(work)
    byTitle.set(name, work)
    if (running.size >= AT_A_TIME) await Promise.race(running)
  }
  await Promise.all(running)
  progress.clear()
  if (session.signal.aborted) return fail({ _tag: 'AbortError', message: 'stopped' })
  return failure ? fail(failure) : ok(counts)
}
