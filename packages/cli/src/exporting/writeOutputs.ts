/** Writes what was read: every page is read from the store once, and given to all outputs. Only files are still requested from Notion. */
import { createHash } from 'node:crypto'
import type { Dialect } from '@notion-fp/markdown'
import { filesOf } from 'notion-fp/files'
import type { OpenSqlite } from '../sqlite/openSqlite.js'
import type { Downloads } from './downloads.js'
import { beginLossList, LOSS_FILE, type LossList } from './lossList.js'
import { markdownOutput } from './markdownOutput.js'
import type { Document, DocumentFile, ExportOutput, Group, OutputTools } from './output.js'
import { type Placed, placeAll } from './placeAll.js'
import type { ExportRecords } from './records.js'
import { SQLITE_FILE, sqliteOutput } from './sqliteOutput.js'
import { readPlaces, storePlaces } from './storedPlaces.js'
import { csvOutput, jsonlOutput } from './tableOutputs.js'
import { writtenFiles } from './writtenFiles.js'

/** The formats of an export. */
export const EXPORT_FORMATS = ['markdown', 'jsonl', 'csv', 'sqlite'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface WriteOptions {
  readonly folder: string
  readonly records: ExportRecords
  readonly formats: ReadonlyArray<ExportFormat>
  readonly dialect: Dialect
  readonly sqlite: OpenSqlite | undefined
  readonly downloads: Downloads
  readonly signal: AbortSignal
  readonly onPage: () => void
  /** What could not be read. */
  readonly missing: ReadonlyArray<{ readonly id: string; readonly what: string; readonly why: string }>
}

/** What was written. */
export interface WriteReport {
  readonly pages: number
  readonly rows: number
  readonly sources: number
  /** Files that are new or changed. */
  readonly written: number
  /** Files that already existed with the same content. */
  readonly unchanged: number
  /** Files that were deleted because their source is gone. */
  readonly deleted: number
  readonly losses: number
  readonly lossyPages: number
  readonly failedFiles: number
  /** The file that lists losses. */
  readonly lossFile: string
}

/** How many pages are prepared, with downloads of their files, while one is written. */
const AHEAD = 6

/** Results in the order of the list; a few are computed ahead. */
async function* inOrder<A, B>(list: ReadonlyArray<A>, ahead: number, make: (one: A) => Promise<B>): AsyncGenerator<B> {
  const running: Array<Promise<B>> = []
  let next = 0
  while (next < list.length || running.length > 0) {
    while (running.length < ahead && next < list.length) {
      const one = list[next++]
      if (one === undefined) continue
      const work = make(one)
      // The rejection is handled when it is awaited in its turn.
      work.catch(() => undefined)
      running.push(work)
    }
    const first = running.shift()
    if (first) yield await first
  }
}

/** The pages that are not rows, then the rows of each data source. */
const groupsOf = (
  placed: ReadonlyArray<Placed>,
): ReadonlyArray<readonly [Placed | undefined, ReadonlyArray<Placed>]> => {
  const rows = new Map<string, Array<Placed>>()
  for (const one of placed) if (one.kind === 'data_source') rows.set(one.id, [])
  const others: Array<Placed> = []
  for (const one of placed) {
    if (one.kind === 'data_source') continue
    const list = one.source === undefined ? undefined : rows.get(one.source)
    if (list) list.push(one)
    else others.push(one)
  }
  return [
    [undefined, others] as const,
    ...placed.flatMap((one) => (one.kind === 'data_source' ? [[one, rows.get(one.id) ?? []] as const] : [])),
  ]
}

/** The place of each page and data source by its id; that of a database is the place of its data source. */
const placesById = (records: ExportRecords, placed: ReadonlyArray<Placed>): ReadonlyMap<string, Placed> => {
  const places = new Map(placed.map((one) => [one.id, one]))
  for (const [id, { database_id }] of records.sources) {
    const place = places.get(id)
    if (place && database_id !== undefined && !places.has(database_id)) places.set(database_id, place)
  }
  return places
}

/** A hash of all ids, paths and titles: SQLite has them in many rows, so that a change of one needs a new file. */
const layoutHash = (placed: ReadonlyArray<Placed>): string => {
  const hash = createHash('sha256')
  for (const { id, path, title } of placed) hash.update(`${id}\0${path}\0${title}\n`)
  return hash.digest('hex')
}

/** What the steps of writing share. */
interface OutputRun {
  readonly options: WriteOptions
  readonly losses: LossList
  readonly outputs: ReadonlyArray<ExportOutput>
  readonly counts: { failedFiles: number; pages: number; rows: number }
}

/** Whether an output shows more than the properties of rows. */
const needsContent = ({ formats }: WriteOptions): boolean => formats.some((format) => format !== 'csv')

/** A page with its content and its files, which are downloaded. */
const readDocument = async (options: WriteOptions, placed: Placed): Promise<Document | undefined> => {
  const { records, downloads } = options
  const record = await records.page(placed.id)
  if (!record) return undefined
  if (!needsContent(options)) return { placed, record, tree: undefined, files: [] }
  const tree = await records.tree(placed.id)
  const files = await Promise.all(
    [...filesOf(record.page), ...(tree ? filesOf(tree) : [])].map(
      async (file): Promise<DocumentFile> => ({ found: file, stored: await downloads.download(file) }),
    ),
  )
  return { placed, record, tree, files }
}

/** Lists the files of a page that could not be downloaded. */
const loseFiles = async ({ options, losses, counts }: OutputRun, { placed, files }: Document): Promise<void> => {
  for (const { found } of files) {
    const failed = options.downloads.failureOf(found)
    if (!failed) continue
    const { why, isTooLarge } = failed
    if (!isTooLarge) counts.failedFiles++
    await losses.add({ page_id: placed.id, path: placed.path, what: `file ${found.name}`, why })
  }
}

/** Gives the pages that are not rows, or the rows of a data source, to all outputs. */
const writeGroup = async (
  run: OutputRun,
  source: Placed | undefined,
  members: ReadonlyArray<Placed>,
): Promise<void> => {
  const { options, outputs, counts } = run
  const record = source && (await options.records.source(source.id))
  const group: Group | undefined = source && record ? { placed: source, record, rows: members } : undefined
  for (const output of outputs) await output.begin(group)
  for await (const document of inOrder(members, AHEAD, (one) => readDocument(options, one))) {
    if (options.signal.aborted) throw new Error('stopped')
    if (!document) continue
    await loseFiles(run, document)
    for (const output of outputs) await output.page(document)
    if (document.placed.source === undefined) counts.pages++
    else counts.rows++
    options.onPage()
  }
  for (const output of outputs) await output.end()
}

/** Writes everything to the outputs, or removes what is incomplete. */
const writeAll = async (run: OutputRun, placed: ReadonlyArray<Placed>, places: ReadonlyMap<string, Placed>) => {
  const { options, outputs, losses } = run
  try {
    for (const { id, what, why } of options.missing)
      await losses.add({ page_id: id, path: places.get(id)?.path ?? '', what, why })
    for (const [source, members] of groupsOf(placed)) await writeGroup(run, source, members)
    for (const output of outputs) await output.finish()
  } catch (thrown) {
    for (const output of outputs) await output.abort().catch(() => undefined)
    await losses.abort()
    throw thrown
  }
}

/** Writes the outputs. */
export const writeOutputs = async (options: WriteOptions): Promise<WriteReport> => {
  const { folder, records, formats, dialect, sqlite } = options
  const { store } = records
  const old = await readPlaces(records)
  const placed = placeAll(records.pages, records.sources, old, dialect)
  // Stored before anything is written: a run that stops half-way has already used these paths.
  await storePlaces(records, old, placed)
  const places = placesById(records, placed)
  const files = writtenFiles(folder, store)
  const losses = await beginLossList(folder, store, files)
  const toolsFor = (format: ExportFormat): OutputTools => ({
    folder,
    placeOf: (id) => places.get(id),
    lose: losses.add,
    begin: (path) => files.begin(path, format),
    write: (path, text) => files.write(path, format, text),
  })
  const layout = layoutHash(placed)
  const needsSqlite =
    formats.includes('sqlite') && (records.isChanged() || (await files.hashOf(SQLITE_FILE)) !== layout)
  const outputs: Array<ExportOutput> = []
  if (formats.includes('markdown')) outputs.push(markdownOutput(toolsFor('markdown'), dialect))
  if (formats.includes('csv')) outputs.push(csvOutput(toolsFor('csv')))
  if (formats.includes('jsonl')) outputs.push(jsonlOutput(toolsFor('jsonl')))
  if (needsSqlite && sqlite) outputs.push(await sqliteOutput(folder, sqlite))
  const counts = { failedFiles: 0, pages: 0, rows: 0 }
  await writeAll({ options, losses, outputs, counts }, placed, places)
  if (formats.includes('sqlite')) await files.record(SQLITE_FILE, 'sqlite', { hash: layout, isNew: needsSqlite })
  await losses.commit()
  // Old files are deleted only after everything is at its new path.
  await files.deleteOld(formats)
  return {
    ...counts,
    ...files.counts,
    sources: records.sources.size,
    losses: losses.count(),
    lossyPages: losses.pages(),
    lossFile: LOSS_FILE,
  }
}
