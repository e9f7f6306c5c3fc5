/** `notion-fp export`: a page with all below it, a data source, or everything that is shared, as files. */
import { type Context, getPage, parseId } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { fail, ok, type Result } from '../errors/result.js'
import { FILE_CHOICES } from '../exporting/downloads.js'
import { exportFolder } from '../exporting/exportFolder.js'
import { exportRowFile, rowFormat } from '../exporting/exportRowFile.js'
import type { Root } from '../exporting/records.js'
import { EXPORT_FORMATS, type ExportFormat } from '../exporting/writeOutputs.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { checkedId, findSource } from '../values/findSource.js'
import { wholeNumberOf } from '../values/wholeNumberOf.js'

const DIALECTS = ['gfm', 'obsidian', 'notion'] as const

const formatsOf = (given: ReadonlyArray<string>): Result<ReadonlyArray<ExportFormat>> => {
  const formats: Array<ExportFormat> = []
  for (const name of given.flatMap((list) => list.split(',')).map((each) => each.trim())) {
    const format = EXPORT_FORMATS.find((one) => one === name)
    if (!format) return fail(usageError(`--format must be some of ${EXPORT_FORMATS.join(', ')}, not "${name}".`))
    if (!formats.includes(format)) formats.push(format)
  }
  return ok(formats)
}

/** What an id names: a page, or a data source. */
const findRoot = async (ctx: Context, given: string): Promise<Result<Root>> => {
  const id = checkedId(given, parseId)
  if (id._tag === 'Left') return id
  const page = await getPage(ctx, { page_id: id.right })()
  if (page._tag === 'Right') return ok({ kind: 'page', id: page.right.id })
  if (!mayBeOtherKind(page.left)) return page
  const source = await findSource(ctx, given)
  if (source._tag === 'Right') return ok({ kind: 'data_source', id: source.right.id })
  // It is neither. The first error is the more useful one, since most ids are of that kind.
  return mayBeOtherKind(source.left) ? page : source
}

export const exportCommand = defineCommand({
  details: [
    'What each format has:',
    '- Markdown: one file for each page, with its properties as front matter. Pages in a page are in the folder of its name, and links between exported pages are paths.',
    '- CSV, JSONL and SQLite: the rows of each data source. SQLite needs better-sqlite3, or Node 22.13 or newer.',
    '- A path that ends in .csv or .jsonl: the rows of one data source in this file.',
    'All formats are written from one reading. What a format cannot show is listed in export-losses.jsonl.',
    'A second run reads and writes only what has changed. If a run was stopped, run the same command to continue. Only one run can use a folder at a time.',
    'If something could not be read, it is named, and the exit code is 6.',
  ],
  args: [
    { name: 'what', help: 'the id or URL of a page, database or data source; left out with --everything' },
    { name: 'folder', help: 'the folder, new or of an earlier export; or a file such as tasks.csv', optional: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    everything: { type: 'boolean', help: 'Exports everything that is shared with the connection' },
    format: {
      type: 'string',
      value: 'a,b',
      multiple: true,
      help: `Some of ${EXPORT_FORMATS.join(', ')}; default those of the last run, otherwise markdown`,
    },
    dialect: { type: 'string', choices: DIALECTS, help: 'The dialect of Markdown; default gfm' },
    files: {
      type: 'string',
      choices: FILE_CHOICES,
      help: 'Downloads the files that Notion keeps (default), external ones as well, or none',
    },
    'max-bytes': { type: 'string', value: 'number', help: 'Leaves out files that are larger' },
    'no-content': { type: 'boolean', help: 'Reads only the properties of rows: saves a request or more for each row' },
    remove: { type: 'boolean', help: 'Deletes pages here that are gone from Notion; otherwise they are only named' },
    body: { type: 'boolean', help: 'For one file: JSONL with the content of each page as `body`' },
  },
  examples: [
    ['export <page> notes', 'a page with all pages and databases in it, as Markdown'],
    ['export --everything backup --format markdown,jsonl', 'everything that is shared, in two forms'],
    ['export <database> tasks --format sqlite --no-content', 'rows in a SQLite database'],
    ['export <page> vault --dialect obsidian --remove', 'keeps a folder for Obsidian up to date'],
    ['export <database> tasks.csv', 'the rows of a data source in one file'],
  ],
  run: async ({ session, positionals, values }) => {
    const [given, folder] = values.everything ? [undefined, ...positionals] : positionals
    if (folder === undefined || folder === '')
      return fail(usageError('The argument <folder> is missing: the folder to write to.'))
    if (values.everything && positionals.length > 1)
      return fail(usageError(`Unexpected argument: "${positionals[1]}".`, '--everything needs only a folder.'))
    const most = wholeNumberOf('--max-bytes', values['max-bytes'])
    if (most._tag === 'Left') return most
    const formats = formatsOf(values.format)
    if (formats._tag === 'Left') return formats
    const fileFormat = values.everything ? undefined : rowFormat(folder)
    if (values.body && fileFormat !== 'jsonl')
      return fail(usageError('--body is for one file of JSONL: in a folder, JSONL has the content of pages.'))
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    if (fileFormat) {
      const source = await findSource(ctx.right, given ?? '')
      if (source._tag === 'Left') return source
      const counts = await exportRowFile(session, ctx.right, source.right, folder, fileFormat, values.body)
      if (counts._tag === 'Left') return counts
      const shown = await printOne(session.terminal, values, { file: folder, ...counts.right })
      return shown._tag === 'Left' ? shown : ok(counts.right.incomplete > 0 ? EXIT.partial : EXIT.ok)
    }
    const root = given === undefined ? ok<Root>({ kind: 'everything', id: '' }) : await findRoot(ctx.right, given)
    if (root._tag === 'Left') return root
    const exported = await exportFolder(session, ctx.right, {
      root: root.right,
      folder,
      formats: formats.right,
      dialect: DIALECTS.find((one) => one === values.dialect),
      files: FILE_CHOICES.find((one) => one === values.files) ?? 'notion',
      max_bytes: most.right,
      content: !values['no-content'],
      remove: values.remove,
    })
    if (exported._tag === 'Left') return exported
    const printed = await printOne(session.terminal, values, exported.right.fields)
    return printed._tag === 'Left' ? printed : ok(exported.right.isPartial ? EXIT.partial : EXIT.ok)
  },
})
