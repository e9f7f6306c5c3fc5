/** Writes what was read: every page is read from the store once, and given to all outputs. Only files are still requested from Notion. */
import { createHash } from 'node:crypto'
import { rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Dialect } from '@notion-fp/markdown'
import { filesOf } from 'notion-fp/files'
import { foldName } from '../names/safeName.js'
import type { OpenSqlite } from '../sqlite/openSqlite.js'
import { beginFile, type WholeFile, writeWhole } from '../store/wholeFile.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Downloads } from './downloads.js'
import { markdownOutput } from './markdownOutput.js'
import type { Document, DocumentFile, ExportLoss, ExportOutput, Group, OutputTools } from './output.js'
import { type OldPlace, type Placed, placeAll } from './placeAll.js'
import type { ExportRecords } from './records.js'
import { SQLITE_FILE, sqliteOutput } from './sqliteOutput.js'
import { csvOutput, jsonlOutput } from './tableOutputs.js'

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

const LOSS_FILE = 'export-losses.jsonl'

/** What was written under a path in this or an earlier run, under the key `w:` and the path. */
interface Written {
  readonly hash: string
  readonly format: ExportFormat | 'report'
}

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

const readPlaces = async ({ store }: ExportRecords): Promise<ReadonlyMap<string, OldPlace>> => {
  const places = new Map<string, OldPlace>()
  // Only `storePlaces` writes keys that begin with `n:`.
  for (const key of store.keys('n:')) places.set(key.slice(2), unsafeCast<OldPlace>(await store.get(key)))
  return places
}

const storePlaces = async (
  { store }: ExportRecords,
  old: ReadonlyMap<string, OldPlace>,
  placed: ReadonlyArray<Placed>,
): Promise<void> => {
  const now = new Set(placed.map(({ id }) => id))
  for (const id of old.keys()) if (!now.has(id)) await store.remove(`n:${id}`)
  for (const { id, path, title } of placed) {
    const before = old.get(id)
    if (before?.path !== path || before.title !== title) await store.put(`n:${id}`, { path, title })
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

/** Folders that have become empty. */
const removeEmpty = async (folder: string, path: string): Promise<void> => {
  for (let at = dirname(path); at !== '.' && at !== '/'; at = dirname(at)) {
    try {
      await rmdir(join(folder, at))
    } catch {
      return
    }
  }
}

/** Writes the outputs. */
export const writeOutputs = async (options: WriteOptions): Promise<WriteReport> => {
  const { folder, records, formats, dialect, sqlite, downloads, signal, onPage, missing } = options
  const { store } = records
  const old = await readPlaces(records)
  const placed = placeAll(records.pages, records.sources, old, dialect)
  // Stored before anything is written: a run that stops half-way has already used these paths.
  await storePlaces(records, old, placed)
  const places = new Map(placed.map((one) => [one.id, one]))
  for (const [id, { database_id }] of records.sources) {
    const place = places.get(id)
    if (place && database_id !== undefined && !places.has(database_id)) places.set(database_id, place)
  }
  const now = new Set<string>()
  const counts = { written: 0, unchanged: 0, deleted: 0, losses: 0, failedFiles: 0, pages: 0, rows: 0 }
  const lossy = new Set<string>()
  let parts = 0
  const partFile = (): string => join(folder, '.notion-fp', `${++parts}.part`)
  const lossFile = await beginFile(join(folder, LOSS_FILE), partFile())
  const known = async (path: string): Promise<Written | undefined> =>
    // Only `note` writes keys that begin with `w:`.
    unsafeCast<Written | undefined>(await store.get(`w:${path}`))
  const note = async (
    path: string,
    format: Written['format'],
    result: { readonly hash: string; readonly isNew: boolean },
  ): Promise<void> => {
    now.add(path)
    if (result.isNew) {
      counts.written++
      await store.put(`w:${path}`, { hash: result.hash, format })
    } else counts.unchanged++
  }
  const lose = async (loss: ExportLoss): Promise<void> => {
    counts.losses++
    lossy.add(loss.page_id)
    await lossFile.write(`${JSON.stringify(loss)}\n`)
  }
  const toolsFor = (format: ExportFormat): OutputTools => ({
    folder,
    placeOf: (id) => places.get(id),
    lose,
    begin: async (path) => {
      const file: WholeFile = await beginFile(join(folder, path), partFile())
      return {
        write: file.write,
        commit: async () => note(path, format, await file.commit((await known(path))?.hash)),
        abort: file.abort,
      }
    },
    write: async (path, text) =>
      note(path, format, await writeWhole(join(folder, path), text, (await known(path))?.hash, partFile())),
  })
  const outputs: Array<ExportOutput> = []
  const layout = createHash('sha256')
  for (const { id, path, title } of placed) layout.update(`${id}\0${path}\0${title}\n`)
  const version = layout.digest('hex')
  const before = await known(SQLITE_FILE)
  const needsSqlite = formats.includes('sqlite') && (records.isChanged() || before?.hash !== version)
  if (formats.includes('markdown')) outputs.push(markdownOutput(toolsFor('markdown'), dialect))
  if (formats.includes('csv')) outputs.push(csvOutput(toolsFor('csv')))
  if (formats.includes('jsonl')) outputs.push(jsonlOutput(toolsFor('jsonl')))
  if (needsSqlite && sqlite) outputs.push(await sqliteOutput(folder, sqlite))
  const needsContent = formats.some((format) => format !== 'csv')

  const documentOf = async (one: Placed): Promise<Document | undefined> => {
    const record = await records.page(one.id)
    if (!record) return undefined
    const tree = needsContent ? await records.tree(one.id) : undefined
    const found = needsContent ? [...filesOf(record.page), ...(tree ? filesOf(tree) : [])] : []
    const files = await Promise.all(
      found.map(async (file): Promise<DocumentFile> => ({ found: file, stored: await downloads.download(file) })),
    )
    return { placed: one, record, tree, files }
  }

  try {
    for (const { id, what, why } of missing) await lose({ page_id: id, path: places.get(id)?.path ?? '', what, why })
    for (const [source, members] of groupsOf(placed)) {
      const record = source && (await records.source(source.id))
      const group: Group | undefined = source && record ? { placed: source, record, rows: members } : undefined
      for (const output of outputs) await output.begin(group)
      for await (const document of inOrder(members, AHEAD, documentOf)) {
        if (signal.aborted) throw new Error('stopped')
        if (!document) continue
        for (const { found } of document.files) {
          const failed = downloads.failureOf(found)
          if (!failed) continue
          const { why, isTooLarge } = failed
          if (!isTooLarge) counts.failedFiles++
          await lose({ page_id: document.placed.id, path: document.placed.path, what: `file ${found.name}`, why })
        }
        for (const output of outputs) await output.page(document)
        if (document.placed.source === undefined) counts.pages++
        else counts.rows++
        onPage()
      }
      for (const output of outputs) await output.end()
    }
    for (const output of outputs) await output.finish()
  } catch (thrown) {
    for (const output of outputs) await output.abort().catch(() => undefined)
    await lossFile.abort()
    throw thrown
  }
  if (formats.includes('sqlite')) await note(SQLITE_FILE, 'sqlite', { hash: version, isNew: needsSqlite })
  const losses = await lossFile.commit((await known(LOSS_FILE))?.hash)
  await store.put(`w:${LOSS_FILE}`, { hash: losses.hash, format: 'report' })
  // Old files are deleted only after everything is at its new path.
  const folded = new Set([...now].map(foldName))
  for (const key of store.keys('w:')) {
    const path = key.slice(2)
    const format = (await known(path))?.format
    if (now.has(path) || !formats.some((one) => one === format)) continue
    // On a file system that ignores case, this would be the new file.
    if (!folded.has(foldName(path))) await rm(join(folder, path), { force: true })
    await store.remove(key)
    await removeEmpty(folder, path)
    counts.deleted++
  }
  return {
    ...counts,
    sources: records.sources.size,
    lossyPages: lossy.size,
    lossFile: LOSS_FILE,
  }
}
