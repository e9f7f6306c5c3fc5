/** `notion-fp export`: all rows of a data source, in a file. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { Context, Page } from 'notion-fp'
import { changes, type Upsert } from 'notion-fp/changes'
import { completePage } from 'notion-fp/completion'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { csvLine } from '../output/csv.js'
import { OUTPUT_OPTIONS } from '../output/options.js'
import { printOne } from '../output/print.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progress.js'
import { unsafeCast } from '../unsafeCast.js'
import { findSource, type Source } from '../values/findSource.js'
import { fieldOf, PAGE_FIELDS, pageFields } from '../values/pageFields.js'

const FORMATS = ['jsonl', 'csv'] as const
type Format = (typeof FORMATS)[number]

const formatOf = (given: string | undefined, file: string): Result<Format> => {
  const named =
    FORMATS.find((format) => format === given) ?? FORMATS.find((format) => file.toLowerCase().endsWith(`.${format}`))
  return named
    ? ok(named)
    : fail(usageError(`The form of ${file} is not known.`, 'Name it .jsonl or .csv, or give --format.'))
}

interface Counts {
  rows: number
  incomplete: number
}

const wholePage = async (ctx: Context, source: Source, { page, incomplete }: Upsert, counts: Counts): Promise<Page> => {
  if (incomplete.length === 0) return page
  const whole = await completePage(ctx, page, { data_source: { properties: source.properties } })()
  if (whole._tag === 'Left' || !whole.right.complete) counts.incomplete++
  return whole._tag === 'Left' ? page : unsafeCast<Page>(whole.right.page)
}

const writeAll = async (
  session: Session,
  ctx: Context,
  source: Source,
  handle: FileHandle,
  format: Format,
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
    const page = await wholePage(ctx, source, item, counts)
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

export const exportRows = defineCommand({
  details:
    'JSONL has one page of the API a line, CSV plain values. Lists that Notion cuts after 25 entries are read whole. The file appears when it is complete; a row that could not be read as a whole is counted, and the exit code is 6.',
  args: [
    { name: 'data source', help: 'the id or URL of a data source, or of a database with one' },
    { name: 'file', help: 'the file, such as tasks.csv' },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    format: { type: 'string', choices: FORMATS, help: 'The form; default by the name of the file' },
    body: { type: 'boolean', help: 'JSONL with the content of each page as `body`: a request or more for each row' },
  },
  examples: [
    ['export <database> tasks.csv', 'as CSV'],
    ['export <database> tasks.jsonl --body', 'everything, with the content of the pages'],
  ],
  run: async ({ session, positionals: [given = '', file = ''], values }) => {
    const format = formatOf(values.format, file)
    if (format._tag === 'Left') return format
    if (values.body && format.right === 'csv')
      return fail(usageError('--body needs JSONL: CSV has no place for blocks.'))
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, given)
    if (source._tag === 'Left') return source
    const part = `${file}.part`
    try {
      const handle = await open(part, 'w')
      const counts = await writeAll(session, ctx.right, source.right, handle, format.right, values.body).finally(() =>
        handle.close(),
      )
      if (counts._tag === 'Left') {
        await rm(part, { force: true })
        return counts
      }
      await rename(part, file)
      const printed = await printOne(session.terminal, values, { file, ...counts.right })
      return printed._tag === 'Left' ? printed : ok(counts.right.incomplete > 0 ? EXIT.partial : EXIT.ok)
    } catch (thrown) {
      await rm(part, { force: true }).catch(() => undefined)
      return fail(localError(`Cannot write ${file}: ${messageOf(thrown)}`))
    }
  },
})
