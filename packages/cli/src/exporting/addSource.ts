/** Reads databases, data sources and their rows. */
import {
  type Database,
  type DataSource,
  getDatabase,
  getDataSource,
  type NotionError,
  type Page,
  type PartialDatabase,
} from 'notion-fp'
import { type Checkpoint, changes, readDirty, reconcile } from 'notion-fp/changes'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import { readContent, wholePage } from './addPage.js'
import { addChildren, advance, isMissing, type ReadRun, recordReadFailure, reportIncomplete } from './readRun.js'
import { parentOf } from './records.js'
import { wasMovedSinceExport } from './wasMovedSinceExport.js'

/** Adds the data sources of a database. */
export const addDatabase = (run: ReadRun, id: string, storedIn?: string, name = 'database'): void =>
  run.tasks.add(`${name} ${id}`, async () => {
    const database = await getDatabase(run.ctx, { database_id: id })()
    run.counts.requests++
    if (database._tag === 'Left') return recordReadFailure(run, id, 'database', database.left)
    const parent = field(database.right, 'parent')
    if (parent !== undefined && (await wasMovedSinceExport(run, { kind: 'database', id }, parent, storedIn))) return
    const sources = 'data_sources' in database.right ? database.right.data_sources : []
    if (sources.length === 0)
      run.unread.push({
        id,
        what: 'database',
        why: 'it has no data source that the connection may read: a linked view has its rows elsewhere',
        isFinal: true,
      })
    for (const source of sources) addSource(run, source.id, database.right)
  })

/** What is found out about the rows of a data source. */
interface RowScan {
  readonly run: ReadRun
  readonly id: string
  readonly properties: DataSource['properties']
  /** The `last_edited_time` of each row that is stored. */
  readonly known: Map<string, string>
  readonly gone: Set<string>
  /** The rows that this run read. */
  readonly fresh: Set<string>
}

const storedRows = ({ records }: ReadRun, id: string): Map<string, string> =>
  new Map(
    [...records.pages].flatMap(([page_id, { parent, time }]) =>
      parent.type === 'data_source_id' && parent.id === id ? [[page_id, time] as const] : [],
    ),
  )

/** Stores a row, with the lists that Notion cuts off. */
const putRow = async ({ run, properties, known, gone, fresh }: RowScan, page: Page): Promise<void> => {
  const record = await run.records.page(page.id)
  known.set(page.id, page.last_edited_time)
  gone.delete(page.id)
  fresh.add(page.id)
  await run.records.putPage({
    children: [],
    settled: false,
    ...record,
    ...(await wholePage(run, page, properties)),
    run: run.run,
  })
  advance(run)
}

const unreadRow = ({ run }: RowScan, id: string, why: string): void => {
  run.unread.push({ id, what: 'row', why, isFinal: false })
}

/** Stores the rows that have changed since the last run. Returns the error that ended it, if one did. */
const readChangedRows = async (scan: RowScan, since: Checkpoint | undefined): Promise<NotionError | undefined> => {
  const { run, id, gone } = scan
  const { ctx, records, signal, progress, counts } = run
  const on_progress = ({ requests }: { readonly requests: number }): void =>
    progress.report({ requests: counts.requests + requests, retries: 0, done: counts.done })
  for await (const change of changes(ctx, { data_source_id: id, since, signal, on_progress })) {
    if (change._tag === 'Left') return change.left
    const item = change.right
    if (item._tag === 'Upsert') await putRow(scan, item.page)
    else if (item._tag === 'Gone') gone.add(item.id)
    else if (item._tag === 'Unread') unreadRow(scan, item.id, item.error?.message ?? 'it is not a page')
    else await records.putCheckpoint(id, item)
  }
  return undefined
}

/** Finds deleted and restored rows, which no query returns, and reads what was incomplete again. Returns the error that ended it. */
const compareRows = async (scan: RowScan): Promise<NotionError | undefined> => {
  const { run, id, known, gone, fresh } = scan
  const { ctx, records, signal, counts } = run
  const list = [...known].map(([page_id, last_edited_time]) => ({ id: page_id, last_edited_time }))
  const compared = await reconcile(ctx, { data_source_id: id, known: list, signal })()
  if (compared._tag === 'Left') return compared.left
  counts.requests += compared.right.requests
  for (const row of compared.right.gone) gone.add(row.id)
  for (const { id: page_id, error } of compared.right.unknown) recordReadFailure(run, page_id, 'row', error)
  // Rows of which something could not be read before, although they have not changed since.
  const again = [...known.keys()].filter(
    (row) => !fresh.has(row) && records.pages.get(row)?.incomplete?.some((one) => !one.isFinal),
  )
  const ids = [...new Set([...compared.right.found, ...compared.right.stale, ...again])]
  for await (const change of readDirty(ctx, { data_source_id: id, ids, signal })) {
    if (change._tag === 'Left') return change.left
    const item = change.right
    if (item._tag === 'Upsert') await putRow(scan, item.page)
    else if (item._tag === 'Unread') unreadRow(scan, item.id, item.error?.message ?? '')
  }
  return undefined
}

/** Stores the rows that are new or changed, and names those that are gone. */
const addRows = async (run: ReadRun, id: string, properties: DataSource['properties']): Promise<void> => {
  const { records } = run
  const known = storedRows(run, id)
  const scan: RowScan = { run, id, properties, known, gone: new Set(), fresh: new Set() }
  const since = await records.checkpoint(id)
  // The first run has just read everything: there is nothing to compare.
  const error = (await readChangedRows(scan, since)) ?? (since ? await compareRows(scan) : undefined)
  if (error) return recordReadFailure(run, id, 'rows', error)
  for (const page_id of known.keys()) {
    if (scan.gone.has(page_id)) continue
    run.seen.add(page_id)
    reportIncomplete(run, page_id, records.pages.get(page_id)?.incomplete ?? [])
    if (run.rowContent) addRowContent(run, page_id)
  }
}

/** Reads the content of a row whose properties are stored. */
const addRowContent = (run: ReadRun, id: string): void =>
  run.tasks.add(`page ${id}`, async () => {
    const before = run.records.pages.get(id)
    if (before && before.content_time === before.time && before.settled) return addChildren(run, before.children, id)
    const record = await run.records.page(id)
    if (record) await readContent(run, record.page, record.incomplete ?? [])
    advance(run)
  })

/** Adds a data source with its rows. */
export const addSource = (run: ReadRun, id: string, database?: Database | PartialDatabase): void =>
  run.tasks.add(`source ${id}`, async () => {
    const { ctx, records } = run
    const source = await getDataSource(ctx, { data_source_id: id })()
    run.counts.requests++
    if (source._tag === 'Left') return recordReadFailure(run, id, 'data source', source.left)
    // A partial data source has its properties, too.
    const schema = unsafeCast<DataSource>(source.right)
    const above = parentOf(schema.parent)
    const given = database ?? (above.type === 'database_id' ? await databaseOf(run, above.id) : undefined)
    run.sourcesSeen.add(id)
    await records.putSource({ source: schema, ...(given && { database: given }), run: run.run })
    await addRows(run, id, schema.properties)
  })

/** The database of a data source, if the connection may read it. */
const databaseOf = async (run: ReadRun, database_id: string): Promise<Database | PartialDatabase | undefined> => {
  const database = await getDatabase(run.ctx, { database_id })()
  run.counts.requests++
  if (database._tag === 'Right') return database.right
  if (!isMissing(database.left)) recordReadFailure(run, database_id, 'database', database.left)
  return undefined
}
