/** `notion-fp import`: Markdown folders, CSV and JSONL into a page or a data source. */
import { type Context, getPage, parseId } from 'notion-fp'
import { defineCommand } from '../command.js'
import { usageError } from '../errors/failure.js'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { fail, ok, type Result } from '../errors/result.js'
import { findInput } from '../importing/findInput.js'
import type { Target } from '../importing/folderImport.js'
import { importMarkdown } from '../importing/importMarkdown.js'
import { rowsIntoPage, rowsIntoSource } from '../importing/importRows.js'
import { ROW_FORMATS, rowFormatOf } from '../importing/readFileRows.js'
import type { RowFile } from '../importing/rowFile.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { checkedId, findSource } from '../values/findSource.js'

const findTarget = async (ctx: Context, given: string): Promise<Result<Target>> => {
  const id = checkedId(given, parseId)
  if (id._tag === 'Left') return id
  const source = await findSource(ctx, given)
  if (source._tag === 'Right') return ok({ kind: 'data_source', id: source.right.id, source: source.right })
  if (!mayBeOtherKind(source.left)) return source
  const page = await getPage(ctx, { page_id: id.right })()
  return page._tag === 'Right' ? ok({ kind: 'page', id: page.right.id }) : page
}

export const importCommand = defineCommand({
  details: [
    'What becomes of the input:',
    '- Rows into a data source: each row is matched by its key. Rows that differ are updated, and the others are created. A second run writes nothing.',
    '- Rows into a page: a new database, with properties inferred from the rows.',
    '- A folder of Markdown: pages. Folders become pages in pages, front matter becomes properties, links between files lead to the pages, and each file is uploaded once. If the folder is an export, its databases are created, too.',
    'Everything is checked before anything is written. Without --yes, the command says what it would do; on a terminal, it asks whether to do it.',
    'If a run was stopped, run the same command to continue.',
    'In CSV, separate the entries of a list (tags, relations) with commas.',
  ],
  args: [{ name: 'from', help: 'a folder or file of Markdown, CSV, JSONL, or a JSON array; - is stdin' }],
  options: {
    ...OUTPUT_OPTIONS,
    into: { type: 'string', value: 'id', help: 'The id or URL of a page, database or data source' },
    key: { type: 'string', value: 'name', help: 'The property that tells rows apart; default the title' },
    title: { type: 'string', value: 'column', help: 'Of a new database, the column of the titles' },
    yes: { type: 'boolean', short: 'y', help: 'Writes without asking' },
    'dry-run': { type: 'boolean', help: 'Only says what it would do' },
    format: {
      type: 'string',
      choices: [...ROW_FORMATS, 'markdown'],
      help: 'The form of the file; default by its name',
    },
    dialect: { type: 'string', choices: ['gfm', 'obsidian'], help: 'The dialect of Markdown; default gfm' },
    'skip-unknown': { type: 'boolean', help: 'Leaves out columns that are not properties' },
    'allow-new-options': { type: 'boolean', help: 'Adds options that do not exist' },
    losses: { type: 'string', value: 'file', help: 'Writes what is lost of Markdown to a file, as JSONL' },
  },
  examples: [
    ['import tasks.csv --into <database>', 'shows what it would do, and asks'],
    ['import tasks.csv --into <database> --key Number --yes', 'by another key, without asking'],
    ['import tasks.csv --into <page> --dry-run', 'the properties that a new database would have'],
    ['import notes --into <page>', 'a folder of Markdown as pages'],
    ['import vault --into <database> --dialect obsidian', 'each file as a row, with its front matter as properties'],
    [
      'query <database> --ndjson | notion-fp import - --into <other database> --format jsonl --skip-unknown --yes',
      'from one to another',
    ],
  ],
  run: async ({ session, positionals: [given = ''], values }) => {
    if (values.into === undefined)
      return fail(usageError('--into must name a page, database or data source.', 'For example: --into <page>.'))
    const input = await findInput(session, given)
    if (input._tag === 'Left') return input
    const { path, key, isFolder, drop } = input.right
    try {
      const named = isFolder || /\.(md|markdown)$/i.test(given) ? 'markdown' : rowFormatOf(given)
      const format = values.format ?? named
      if (format === undefined)
        return fail(
          usageError(`The format of ${given} is unknown.`, 'Name it .csv, .jsonl, .json or .md, or give --format.'),
        )
      if (isFolder && format !== 'markdown')
        return fail(usageError(`${given} is a folder: only Markdown is imported from one.`))
      const ctx = await session.context()
      if (ctx._tag === 'Left') return ctx
      const target = await findTarget(ctx.right, values.into)
      if (target._tag === 'Left') return target
      const dialect = values.dialect === 'obsidian' ? 'obsidian' : 'gfm'
      if (format === 'markdown')
        return await importMarkdown(session, ctx.right, target.right, path, !isFolder, dialect, values)
      const rowFormat = ROW_FORMATS.find((one) => one === format) ?? 'csv'
      const file: RowFile = { path, format: rowFormat, name: given === '-' ? 'stdin' : given }
      return target.right.kind === 'data_source'
        ? await rowsIntoSource(session, ctx.right, target.right, file, values)
        : await rowsIntoPage(session, ctx.right, target.right, file, key, values)
    } finally {
      await drop()
    }
  },
})
