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
import { findSqlite, type OpenSqlite } from '../sqlite/openSqlite.js'
import { openRecords, type RecordStore } from '../store/recordStore.js'
import { progressLine } from '../terminal/progressLine.js'
import { printable } from '../terminal/textWidth.js'
import { unsafeCast } from '../unsafeCast.js'
import { createDownloads, type DownloadOptions } from './downloads.js'
import { readForExport } from './readForExport.js'
import type { ReadReport } from './readRun.js'
import { type ExportRecords, openWorkspace, type Root, type RunRecord } from './records.js'
import { type ExportFormat, type WriteOptions, type WriteReport, writeOutputs } from './writeOutputs.js'

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
  // Only `beginRun` and `readAndWrite` write `r`.
  const before = unsafeCast<RunRecord | undefined>(await store.get('r'))
  if (before && !before.complete && now - before.started < RESUME_MS) return before
  const run: RunRecord = { number: (before?.number ?? 0) + 1, started: now, complete: false }
  await store.put('r', run)
  return run
}

/** What is stored but is gone from Notion. */
interface Gone {
  readonly pages: ReadonlyArray<string>
  readonly sources: ReadonlyArray<string>
  /** The titles of both, as they were. */
  readonly titles: ReadonlyArray<string>
}

/** What is stored but was no longer found. If something could not be read, nothing counts as gone: it may be in there. */
const goneOf = (records: ExportRecords, { seen, sources: found, unread }: ReadReport, content: boolean): Gone => {
  if (unread.some(({ isFinal }) => !isFinal)) return { pages: [], sources: [], titles: [] }
  const isRow = (id: string): boolean => records.sources.has(records.pages.get(id)?.parent.id ?? '')
  const pages = [...records.pages.keys()].filter((id) => !seen.has(id) && (content || isRow(id)))
  const sources = [...records.sources.keys()].filter((id) => !found.has(id) && content)
  const titles = [
    ...sources.map((id) => records.sources.get(id)?.title),
    ...pages.map((id) => records.pages.get(id)?.title),
  ].map((title) => title ?? 'Untitled')
  return { pages, sources, titles }
}

/** What a run read, wrote and downloaded. */
interface Outcome {
  readonly read: ReadReport
  readonly gone: Gone
  readonly written: WriteReport
  readonly downloaded: number
}

const readProblems = ({ unread }: ReadReport) => unread.filter(({ isFinal }) => !isFinal)

/** Names what could not be read, what is gone, and where losses are listed. */
const noteOutcome = async (
  { note }: Session,
  { remove, folder }: ExportOptions,
  { read, gone: { titles }, written }: Outcome,
): Promise<void> => {
  const left = readProblems(read)
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
    await note(
      `notion-fp: ${written.losses} losses in ${written.lossyPages} pages are listed in ${join(folder, written.lossFile)}`,
    )
}

/** The counts of a run. */
const exportedOf = (folder: string, { read, gone, written, downloaded }: Outcome): Exported => {
  const unread = readProblems(read).length + written.failedFiles
  return {
    isPartial: unread > 0,
    fields: {
      folder,
      pages: written.pages,
      rows: written.rows,
      data_sources: written.sources,
      read: read.fresh,
      written: written.written,
      unchanged: written.unchanged,
      deleted: written.deleted,
      downloaded,
      gone: gone.pages.length + gone.sources.length,
      losses: written.losses,
      unread,
    },
  }
}

/** A run that has been prepared. */
interface ExportRun {
  readonly session: Session
  readonly ctx: Context
  readonly options: ExportOptions
  readonly store: RecordStore
  readonly records: ExportRecords
  readonly settings: Settings
  readonly sqlite: OpenSqlite | undefined
  /** Whether an output shows the content of rows. */
  readonly rowContent: boolean
}

const STORED = 'What was read is stored: run the same command to continue.'

/** Reads what is new into the store. */
const readAll = async (
  { session, ctx, options, records, rowContent }: ExportRun,
  run: RunRecord,
): Promise<Result<ReadReport>> => {
  const progress = progressLine(session.terminal, 'read')
  const read = await readForExport({
    ctx,
    records,
    root: options.root,
    run: run.number,
    rowContent,
    signal: session.signal,
    progress,
    now: ctx.config.clock.now,
  })
  progress.clear()
  if (read._tag === 'Left' && records.pages.size > 0) await session.note(STORED)
  return read
}

/** Writes what is stored to the outputs, and returns how much was downloaded for it. */
const writeStored = async (
  { session, ctx, options, store, records, settings, sqlite }: ExportRun,
  missing: WriteOptions['missing'],
): Promise<Result<Pick<Outcome, 'written' | 'downloaded'>>> => {
  const { folder, files: which, max_bytes } = options
  const { signal } = session
  const downloads = createDownloads({ ctx, store, folder, which, max_bytes, signal })
  const progress = progressLine(session.terminal, 'written')
  let done = 0
  const written = await writeOutputs({
    folder,
    records,
    formats: settings.formats,
    dialect: settings.dialect,
    sqlite,
    downloads,
    signal,
    missing,
    onPage: () => progress.report({ requests: 0, retries: 0, done: ++done, total: records.pages.size }),
  }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
    return undefined
  })
  progress.clear()
  if (written) return ok({ written, downloaded: downloads.fresh() })
  await session.note(STORED)
  return fail(stoppedError)
}

/** Reads what is new, then writes what has changed. */
const readAndWrite = async (run: ExportRun): Promise<Result<Exported>> => {
  const { session, ctx, options, store, records } = run
  const begun = await beginRun(store, ctx.config.clock.now())
  const read = await readAll(run, begun)
  if (read._tag === 'Left') return read
  const gone = goneOf(records, read.right, run.rowContent)
  if (options.remove) {
    for (const id of gone.pages) await records.forgetPage(id)
    for (const id of gone.sources) await records.forgetSource(id)
  }
  const kept = options.remove ? [] : [...gone.sources, ...gone.pages]
  const missing = kept.map((id) => ({ id, what: 'page', why: 'it is gone from Notion' }))
  const written = await writeStored(run, [...read.right.unread, ...missing])
  if (written._tag === 'Left') return written
  await store.put('r', { ...begun, complete: true })
  await store.compact()
  const outcome = { read: read.right, gone, ...written.right }
  await noteOutcome(session, options, outcome)
  return ok(exportedOf(options.folder, outcome))
}

/** Prepares a run. */
const runExport = async (
  session: Session,
  ctx: Context,
  options: ExportOptions,
  store: RecordStore,
): Promise<Result<Exported>> => {
  const settings = await settingsOf(store, options)
  if (settings._tag === 'Left') return settings
  const { formats } = settings.right
  const sqlite = formats.includes('sqlite') ? await findSqlite() : ok(undefined)
  if (sqlite._tag === 'Left') return sqlite
  const rowContent = options.content && formats.some((format) => format !== 'csv')
  return readAndWrite({
    session,
    ctx,
    options,
    store,
    records: await openWorkspace(store),
    settings: settings.right,
    sqlite: sqlite.right,
    rowContent,
  })
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
