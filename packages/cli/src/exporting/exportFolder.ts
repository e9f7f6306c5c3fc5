/** An export to a folder: reads what is new, then writes what has changed. */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dialect } from '@notion-fp/markdown'
import type { Context } from 'notion-fp'
import { localError, messageOf, stoppedError, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import type { Session } from '../session/session.js'
import { whileLocked } from '../shared/whileLocked.js'
import { findSqlite } from '../sqlite/openSqlite.js'
import { openRecords, type RecordStore } from '../store/recordStore.js'
import { progressLine } from '../terminal/progressLine.js'
import { printable } from '../terminal/textWidth.js'
import { unsafeCast } from '../unsafeCast.js'
import { createDownloads, type DownloadOptions } from './downloads.js'
import { readForExport } from './readForExport.js'
import type { ReadReport } from './readRun.js'
import { type ExportRecords, openWorkspace, type Root, type RunRecord } from './records.js'
import { type ExportFormat, type WriteReport, writeOutputs } from './writeOutputs.js'

/** The settings of the export in a folder, under the key `o`: the next run uses the same. */
interface Settings {
  readonly root: Root
  readonly formats: ReadonlyArray<ExportFormat>
  readonly dialect: Dialect
}

export interface ExportOptions {
  readonly root: Root
  readonly folder: string
  /** Default: those of the run before, otherwise Markdown. */
  readonly formats: ReadonlyArray<ExportFormat>
  readonly dialect: Dialect | undefined
  readonly files: DownloadOptions['which']
  readonly max_bytes: number | undefined
  /** Whether to read the content of rows. */
  readonly content: boolean
  /** Whether to delete what is gone from Notion. */
  readonly remove: boolean
}

/** What an export has done, and whether another run may read more. */
export interface Exported {
  readonly fields: Fields
  readonly isPartial: boolean
}

/** The folder in the exported folder that stores what was read. */
const STATE = '.notion-fp'

/** A run that was stopped longer ago than this is not continued: every page is checked again. */
const RESUME_MS = 60 * 60_000

/** Rejects a folder that has other files: an export may only replace and delete what it wrote. */
const checkFolder = async (folder: string): Promise<Result<void>> => {
  await mkdir(folder, { recursive: true })
  const names = await readdir(folder)
  const isOthers = !names.includes(STATE) && names.some((name) => !name.startsWith('.'))
  if (isOthers)
    return fail(usageError(`${folder} has files that do not belong to an export.`, 'Name a new or an empty folder.'))
  await mkdir(join(folder, STATE), { recursive: true })
  return ok(undefined)
}

const removeParts = async (folder: string): Promise<void> => {
  for (const name of await readdir(join(folder, STATE)))
    if (name.endsWith('.part')) await rm(join(folder, STATE, name), { force: true })
}

const settingsOf = async (
  store: RecordStore,
  { root, formats, dialect, folder }: ExportOptions,
): Promise<Result<Settings>> => {
  // Only this function writes `o`.
  const before = unsafeCast<Settings | undefined>(await store.get('o'))
  if (before && (before.root.kind !== root.kind || before.root.id !== root.id))
    return fail(
      usageError(
        `${folder} contains the export of ${before.root.kind === 'everything' ? 'everything' : `the ${before.root.kind.replace('_', ' ')} ${before.root.id}`}.`,
        'Name another folder.',
      ),
    )
  const settings: Settings = {
    root,
    formats: formats.length > 0 ? formats : (before?.formats ?? ['markdown']),
    dialect: dialect ?? before?.dialect ?? 'gfm',
  }
  await store.put('o', settings)
  return ok(settings)
}

/** Begins a run, or continues the one that was stopped. */
const beginRun = async (store: RecordStore, now: number): Promise<RunRecord> => {
  // Only `beginRun` and `exportFolder` write `r`.
  const before = unsafeCast<RunRecord | undefined>(await store.get('r'))
  if (before && !before.complete && now - before.started < RESUME_MS) return before
  const run: RunRecord = { number: (before?.number ?? 0) + 1, started: now, complete: false }
  await store.put('r', run)
  return run
}

/** What is stored but was no longer found. If something could not be read, nothing counts as gone: it may be in there. */
const goneOf = (records: ExportRecords, { seen, sources, unread }: ReadReport, content: boolean) => {
  if (unread.some(({ isFinal }) => !isFinal)) return { pages: [], sources: [] }
  const isRow = (id: string): boolean => records.sources.has(records.pages.get(id)?.parent.id ?? '')
  return {
    pages: [...records.pages.keys()].filter((id) => !seen.has(id) && (content || isRow(id))),
    sources: [...records.sources.keys()].filter((id) => !sources.has(id) && content),
  }
}

const finish = async (
  session: Session,
  { remove, folder }: ExportOptions,
  read: ReadReport,
  gone: ReturnType<typeof goneOf>,
  titles: ReadonlyArray<string>,
  written: WriteReport,
  files: number,
): Promise<Exported> => {
  const { note } = session
  const left = read.unread.filter(({ isFinal }) => !isFinal)
  const isPartial = left.length > 0 || written.failedFiles > 0
  const lossFile = join(folder, written.lossFile)
  const [first] = left
  if (first)
    await note(
      `notion-fp: ${left.length} things could not be read, such as the ${first.what} ${first.id}: ${first.why}`,
    )
  if (titles.length > 0) {
    const shown = titles.slice(0, 5).map((title) => JSON.stringify(printable(title)))
    const more = titles.length > 5 ? ` and ${titles.length - 5} more` : ''
    await note(
      `notion-fp: gone from Notion${remove ? ' and deleted' : ', kept here (--remove deletes)'}: ${shown.join(', ')}${more}`,
    )
  }
  if (written.losses > 0)
    await note(`notion-fp: ${written.losses} losses in ${written.lossyPages} pages are listed in ${lossFile}`)
  return {
    isPartial,
    fields: {
      folder,
      pages: written.pages,
      rows: written.rows,
      data_sources: written.sources,
      read: read.fresh,
      written: written.written,
      unchanged: written.unchanged,
      deleted: written.deleted,
      downloaded: files,
      gone: gone.pages.length + gone.sources.length,
      losses: written.losses,
      unread: left.length + written.failedFiles,
    },
  }
}

const runExport = async (
  session: Session,
  ctx: Context,
  options: ExportOptions,
  store: RecordStore,
): Promise<Result<Exported>> => {
  const { root, folder, files, max_bytes, content, remove } = options
  const { signal } = session
  const { now } = ctx.config.clock
  const settings = await settingsOf(store, options)
  if (settings._tag === 'Left') return settings
  const { formats, dialect } = settings.right
  const sqlite = formats.includes('sqlite') ? await findSqlite() : ok(undefined)
  if (sqlite._tag === 'Left') return sqlite
  const records = await openWorkspace(store)
  const run = await beginRun(store, now())
  const rowContent = content && formats.some((format) => format !== 'csv')
  const reading = progressLine(session.terminal, 'read')
  const read = await readForExport({
    ctx,
    records,
    root,
    run: run.number,
    rowContent,
    signal,
    progress: reading,
    now,
  })
  reading.clear()
  if (read._tag === 'Left') {
    if (records.pages.size > 0) await session.note('What was read is stored: run the same command to continue.')
    return read
  }
  const gone = goneOf(records, read.right, rowContent)
  const titles = [
    ...gone.sources.map((id) => records.sources.get(id)?.title),
    ...gone.pages.map((id) => records.pages.get(id)?.title),
  ]
  if (remove) {
    for (const id of gone.pages) await records.forgetPage(id)
    for (const id of gone.sources) await records.forgetSource(id)
  }
  const downloads = createDownloads({ ctx, store, folder, which: files, max_bytes, signal })
  const writing = progressLine(session.terminal, 'written')
  let done = 0
  const missing = [
    ...read.right.unread,
    ...(remove
      ? []
      : [...gone.sources, ...gone.pages].map((id) => ({ id, what: 'page', why: 'it is gone from Notion' }))),
  ]
  const written = await writeOutputs({
    folder,
    records,
    formats,
    dialect,
    sqlite: sqlite.right,
    downloads,
    signal,
    missing,
    onPage: () => writing.report({ requests: 0, retries: 0, done: ++done, total: records.pages.size }),
  }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
    return undefined
  })
  writing.clear()
  if (!written) {
    await session.note('What was read is stored: run the same command to continue.')
    return fail(stoppedError)
  }
  await store.put('r', { ...run, complete: true })
  await store.compact()
  const named = titles.map((title) => title ?? 'Untitled')
  return ok(await finish(session, options, read.right, gone, named, written, downloads.fresh()))
}

/** Exports to a folder, one run at a time. */
export const exportFolder = async (
  session: Session,
  ctx: Context,
  options: ExportOptions,
): Promise<Result<Exported>> => {
  const { folder } = options
  try {
    const checked = await checkFolder(folder)
    if (checked._tag === 'Left') return checked
    return await whileLocked(folder, join(folder, STATE, 'lock'), async () => {
      await removeParts(folder)
      const store = await openRecords(join(folder, STATE, 'store.log'))
      return runExport(session, ctx, options, store).finally(() => store.close())
    })
  } catch (thrown) {
    return fail(localError(`Cannot write to ${folder}: ${messageOf(thrown)}`))
  }
}
