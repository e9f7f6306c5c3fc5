/** All rows of a data source in one file. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { Context, Page } from 'notion-fp'
import { changes, type Upsert } from 'notion-fp/changes'
import { completePage } from 'notion-fp/completion'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { csvLine } from '../output/csvLine.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progressLine.js'
import type { Source } from '../values/findSource.js'
import { fieldOf, PAGE_FIELDS, pageFields } from '../values/pageFields.js'

const ROW_FILE_FORMATS = ['jsonl', 'csv'] as const
type RowFileFormat = (typeof ROW_FILE_FORMATS)[number]

/** The format of a file by its ending; `undefined` if the path is that of a folder. */
export const rowFormat = (file: string): RowFileFormat | undefined =>
  ROW_FILE_FORMATS.find((format) => file.toLowerCase().endsWith(`.${format}`))

interface Counts {
  rows: number
  incomplete: number
}

const completeRow = async (
  ctx: Context,
  source: Source,
  { page, incomplete }: Upsert,
  counts: Counts,
): Promise<Page> => {
  if (incomplete.length === 0) return page
  const whole = await completePage(ctx, page, { data_source: { properties: source.properties } })()
  if (whole._tag === 'Left' || !whole.right.complete) counts.incomplete++
  return whole._tag === 'Left' ? page : whole.right.page
}

const writeAll = async (
  session: Session,
  ctx: Context,
  source: Source,
  handle: FileHandle,
  format: RowFileFormat,
  body: boolean,
): Promise<Result<Counts>> => {
  const counts: Counts = { rows: 0, incomplete: 0 }
  const fields = [...PAGE_FIELDS, ...Object.keys(source.properties).map(fieldOf)]
  const progress = progressLine(session.terminal, 'rows')
  if (format === 'csv') await handle.appendFile(csvLine(fields))
  const params = { data_source_id: source.id, body, signal: session.signal, on_progress: progress.report }
  for await (const change of changes(ctx, params)) {
    if (change._tag === 'Left') {
      progress.clear()
      return change
    }
    const item = change.right
    if (item._tag === 'Unread') counts.incomplete++
    if (item._tag !== 'Upsert') continue
    counts.rows++
    const page = await completeRow(ctx, source, item, counts)
    const row = pageFields(page)
    await handle.appendFile(
      format === 'csv'
        ? csvLine(fields.map((field) => row[field]))
        : `${JSON.stringify(item.body ? { ...page, body: item.body.children } : page)}\n`,
    )
  }
  progress.clear()
  return ok(counts)
}

/** Writes all rows of a data source to a file, which appears when it is complete. */
export const exportRowFile = async (
  session: Session,
  ctx: Context,
  source: Source,
  file: string,
  format: RowFileFormat,
  body: boolean,
): Promise<Result<Counts>> => {
  const part = `${file}.part`
  try {
    const handle = await open(part, 'w')
    const counts = await writeAll(session, ctx, source, handle, format, body).finally(() => handle.close())
    if (counts._tag === 'Left') await rm(part, { force: true })
    else await rename(part, file)
    return counts
  } catch (thrown) {
    await rm(part, { force: true }).catch(() => undefined)
    return fail(localError(`Cannot write ${file}: ${messageOf(thrown)}`))
  }
}
