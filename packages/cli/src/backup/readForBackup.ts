/** Reads everything below the root of a backup into its folder. After a stop, what the run has already read is not read again. */
import { getAllDatabases, getAllPages, type Page } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { createPool } from '../shared/pool.js'
import { field } from '../values/json.js'
import { backUpMoved } from './backUpMoved.js'
import { type BackupRun, CONCURRENCY, idle, type Job, start } from './job.js'
import { readPage, startPage } from './readPage.js'
import type { Unread } from './records.js'
import { startDatabase } from './startDatabase.js'

/** What a run read. */
export interface BackupReading {
  /** The ids of the pages, databases and data sources that are there. */
  readonly found: ReadonlySet<string>
  /** What could not be read, except for what the records name themselves. */
  readonly unread: ReadonlyArray<Unread>
  readonly reused: number
}

/** Everything that a search finds. Notion does not guarantee that it finds everything. */
const startEverything = async (job: Job): Promise<Result<void>> => {
  const sources = await getAllDatabases(job.ctx, {})()
  if (sources._tag === 'Left') return sources
  for (const source of sources.right) {
    const parent = field(source, 'parent')
    const database = field(parent, 'database_id')
    if (typeof database === 'string') startDatabase(job, database)
  }
  const pages = await getAllPages(job.ctx, {})()
  if (pages._tag === 'Left') return pages
  for (const page of pages.right) {
    const parent = field(page, 'parent')
    const source = field(parent, 'data_source_id')
    // Rows are read with their data source, unless that is not shared.
    if (typeof source !== 'string' || !job.found.has(source)) startPage(job, page.id)
  }
  return ok(undefined)
}

/** Reads everything. After a failure, what was read before it is in the folder. */
export const readForBackup = async (run: BackupRun, root: Page | undefined): Promise<Result<BackupReading>> => {
  const job: Job = {
    ...run,
    pool: createPool(CONCURRENCY),
    open: {
      page: (id, stored) => startPage(job, id, stored),
      database: (id, stored) => startDatabase(job, id, stored),
    },
    found: new Set(),
    begun: new Set(),
    unread: [],
    moved: new Map(),
    outdated: new Set(),
    work: new Set(),
    reused: 0,
    noComments: false,
    stop: undefined,
  }
  if (root) start(job, () => readPage(job, root.id, root, undefined, undefined))
  else {
    const started = await startEverything(job)
    if (started._tag === 'Left') job.stop ??= { failure: started.left }
  }
  await idle(job)
  await backUpMoved(job)
  if (job.stop) return { _tag: 'Left', left: job.stop.failure }
  return ok({ found: job.found, unread: job.unread, reused: job.reused })
}
