/** Creates the rows of a file in a new data source, each once. */
import type { PropertyConfig, PropertyValuesRequest } from 'notion-fp'
import { type PropSchema, writeProps } from 'notion-fp/props'
import { type Failure, stoppedError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import { parseValue, WRITABLE } from '../values/parseAssignments.js'
import { endsImport } from './endsImport.js'
import type { Journal } from './journal.js'
import { type FileRow, readFileRows } from './readFileRows.js'
import { type RowCounts, type RowFile, SHOWN_LINES } from './rowFile.js'
import type { NewProperty } from './schemaFinder.js'

/** A value of a property for a request, from the text of a cell. */
const requestOf = (schema: ReadonlyArray<NewProperty>, { cells }: FileRow): Result<PropertyValuesRequest> => {
  const values: { [name: string]: unknown } = {}
  const props: { [name: string]: PropSchema[string] } = {}
  for (const { name, type } of schema) {
    const cell = cells.get(name)
    const prop = WRITABLE[type]
    if (cell === undefined || cell.trim() === '' || !prop) continue
    // Only the name and the type of a property are needed to read a value.
    const value = parseValue(unsafeCast<PropertyConfig>({ name, type, [type]: { options: [] } }), cell, true)
    if (value._tag === 'Left') return value
    values[name] = value.right
    props[name] = prop
  }
  // Each value was read with the type of its property.
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
    else if (endsImport(created.left)) failure ??= created.left
    else if (++counts.failed <= SHOWN_LINES * 2)
      await session.note(`${file.name}: line ${row.line}: ${name}: ${created.left.message}`)
    progress.report({ requests: counts.requests, retries: 0, done: counts.created, total })
  }
  const running = new Set<Promise<void>>()
  /** Only one row of each title at a time: a row whose response was lost is found by its title. */
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
  if (session.signal.aborted) return fail(stoppedError)
  return failure ? fail(failure) : ok(counts)
}
