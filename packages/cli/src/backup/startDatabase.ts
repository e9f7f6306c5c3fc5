/** Reads databases with their views, and data sources with their templates and rows. */
import {
  collect,
  type Database,
  getDatabase,
  getDataSource,
  getDataSourceTemplates,
  getView,
  getViews,
  type Page,
} from 'notion-fp'
import { changes } from 'notion-fp/changes'
import { type FoundFile, filesOf } from 'notion-fp/files'
import { createPool } from '../shared/pool.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import { widgetRows } from '../values/widgetRows.js'
import { wasMovedSinceBackup } from './backUpMoved.js'
import { CONCURRENCY, failJob, type Job, noteUnread, type StoredContent, start } from './job.js'
import { readFiles } from './readFiles.js'
import { readPage } from './readPage.js'
import type { DataSourceRecord, Unread } from './records.js'

const viewsOf = async (job: Job, database_id: string, unread: Array<Unread>): Promise<ReadonlyArray<unknown>> => {
  const { ctx } = job
  const listed = await job.pool(() => collect(getViews)(ctx, { database_id })())
  if (listed._tag === 'Left') {
    noteUnread(job, unread, 'views', database_id, listed.left)
    return []
  }
  const read = async (ids: ReadonlyArray<string>) => {
    const views = await Promise.all(
      ids.map(async (view_id) => {
        const view = await job.pool(() => getView(ctx, { view_id })())
        if (view._tag === 'Right') return view.right
        noteUnread(job, unread, 'views', view_id, view.left)
        return undefined
      }),
    )
    return views.filter((view) => view !== undefined)
  }
  const tabs = await read(listed.right.map(({ id }) => id))
  const listedIds = new Set(listed.right.map(({ id }) => id))
  // The list does not contain the views that only a dashboard shows.
  const widgets = tabs.flatMap((view) => widgetRows(view).flat()).filter((id) => !listedIds.has(id))
  return [...tabs, ...(await read([...new Set(widgets)]))]
}

/** The icon and the cover of a database. It was read just now, so their URLs have not expired. */
const filesOfDatabase = ({ id, icon, cover }: Database): ReadonlyArray<FoundFile> =>
  // Only these three fields of the page are used.
  filesOf(unsafeCast<Page>({ object: 'page', id, icon, cover, properties: {} }))

const readDatabase = async (job: Job, id: string, stored: StoredContent | undefined): Promise<void> => {
  const { ctx, store } = job
  const got = await job.pool(() => getDatabase(ctx, { database_id: id })())
  if (got._tag === 'Left') return noteUnread(job, job.unread, 'database', id, got.left)
  if (!('title' in got.right)) {
    job.unread.push({ what: 'database', id, why: 'the connection may not read it' })
    return
  }
  const database = got.right
  if (wasMovedSinceBackup(job, 'database', id, database.parent, stored)) {
    job.found.delete(id)
    return
  }
  const unread: Array<Unread> = []
  const views = await viewsOf(job, id, unread)
  const earlier = await store.get('databases', id)
  const files = await readFiles(job, filesOfDatabase(database), earlier?.files ?? [], unread)
  if (job.stop) return
  await store.put('databases', { id, database, views, files, unread })
  for (const { id: source } of database.data_sources ?? []) startDataSource(job, source)
}

/** Starts to read a database. */
export const startDatabase = (job: Job, id: string, stored?: StoredContent): void => {
  if (job.found.has(id)) return
  job.found.add(id)
  start(job, () => readDatabase(job, id, stored))
}

const backUpRows = async (job: Job, record: DataSourceRecord): Promise<void> => {
  const { ctx, signal } = job
  const rows: Array<Promise<void>> = []
  const slots = createPool(CONCURRENCY * 2)
  for await (const change of changes(ctx, { data_source_id: record.id, signal })) {
    if (job.stop) break
    if (change._tag === 'Left') {
      noteUnread(job, job.unread, 'rows', record.id, change.left)
      break
    }
    const item = change.right
    if (item._tag === 'Upsert') {
      // A scan may return a row twice; the later state is the right one.
      let begun: () => void = () => undefined
      const began = new Promise<void>((resolve) => {
        begun = resolve
      })
      rows.push(
        slots(() => {
          begun()
          return readPage(job, item.page.id, item.page, record, undefined)
        }).catch((thrown) => failJob(job, thrown)),
      )
      // Waits, so that rows are not scanned faster than they are read.
      await began
    } else if (item._tag === 'Unread') {
      const row: unknown = item.row
      const database = field(field(row, 'parent'), 'database_id')
      // In a wiki, a row may be a database.
      if (field(row, 'object') === 'data_source' && typeof database === 'string') startDatabase(job, database)
      else
        job.unread.push({
          what: 'page',
          id: item.id,
          why: item.error?.message ?? 'it does not have the form of a page',
        })
    }
  }
  await Promise.all(rows)
}

const readDataSource = async (job: Job, id: string): Promise<void> => {
  const { ctx, store } = job
  const got = await job.pool(() => getDataSource(ctx, { data_source_id: id })())
  if (got._tag === 'Left') return noteUnread(job, job.unread, 'data_source', id, got.left)
  if (!('title' in got.right)) {
    job.unread.push({ what: 'data_source', id, why: 'the connection may not read it' })
    return
  }
  const unread: Array<Unread> = []
  const templates = await job.pool(() => collect(getDataSourceTemplates)(ctx, { data_source_id: id })())
  if (templates._tag === 'Left') noteUnread(job, unread, 'templates', id, templates.left)
  const list = templates._tag === 'Right' ? templates.right : []
  const record = { id, data_source: got.right, templates: list, unread }
  if (job.stop) return
  await store.put('data_sources', record)
  for (const template of list) start(job, () => readPage(job, template.id, undefined, record, id))
  await backUpRows(job, record)
}

const startDataSource = (job: Job, id: string): void => {
  if (job.found.has(id)) return
  job.found.add(id)
  start(job, () => readDataSource(job, id))
}
