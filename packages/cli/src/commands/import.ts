/** `notion-fp import`: Markdown folders, CSV and JSONL into a page or a data source. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Context, getPage, parseId } from 'notion-fp'
import { hashFile } from '../backup/saveFile.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { codeOf, localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { createFileRows } from '../importing/createFileRows.js'
import type { FolderImport, ImportLoss, Target } from '../importing/folderImport.js'
import { inferSchema, schemaRequest } from '../importing/inferFileSchema.js'
import { journalFile, openJournal } from '../importing/journal.js'
import { planFolder } from '../importing/planFolder.js'
import { newOptionsFailure, planRows } from '../importing/planRows.js'
import type { RowCounts, RowFile } from '../importing/rowFile.js'
import { ROW_FORMATS, rowFormatOf } from '../importing/rowSource.js'
import { scanFolder } from '../importing/scanFolder.js'
import { upsertFile } from '../importing/upsertFile.js'
import { writeFolder } from '../importing/writeFolder.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS, type OutputValues } from '../output/options.js'
import { printOne } from '../output/print.js'
import type { Session } from '../session/session.js'
import { printable } from '../terminal/textWidth.js'
import { unsafeCast } from '../unsafeCast.js'
import { checkedId, findSource } from '../values/findSource.js'

/** What was asked for. */
interface Asked extends OutputValues {
  readonly key: string | undefined
  readonly yes: boolean
  readonly 'dry-run': boolean
  readonly 'skip-unknown': boolean
  readonly 'allow-new-options': boolean
  readonly title: string | undefined
}

const SHOWN = 20
const GOES_ON = 'What was written is noted: the same command goes on, and writes nothing twice.'

const findTarget = async (ctx: Context, given: string): Promise<Result<Target>> => {
  const id = checkedId(given, parseId)
  if (id._tag === 'Left') return id
  const source = await findSource(ctx, given)
  if (source._tag === 'Right') return ok({ kind: 'data_source', id: source.right.id, source: source.right })
  if (!/^(NotFoundError|ValidationError)$/.test(source.left._tag)) return source
  const page = await getPage(ctx, { page_id: id.right })()
  return page._tag === 'Right' ? ok({ kind: 'page', id: page.right.id }) : page
}

/** Whether to write: by an option, or because someone says so. */
const confirmed = async ({ terminal }: Session, asked: Asked, message: string): Promise<boolean> => {
  if (asked['dry-run']) return false
  if (asked.yes) return true
  if (!terminal.isInteractive) return false
  const { confirm } = await import('@clack/prompts')
  return (await confirm({ message, output: process.stderr })) === true
}

const printPlan = async (session: Session, asked: Asked, fields: Fields): Promise<Result<number>> => {
  const printed = await printOne(session.terminal, asked, { written: false, ...fields })
  if (printed._tag === 'Left') return printed
  if (!asked['dry-run']) await session.note('Nothing was written: --yes writes it.')
  return ok(EXIT.ok)
}

const countFields = ({ created, updated, unchanged, failed, requests }: RowCounts): Fields => ({
  created,
  updated,
  unchanged,
  failed,
  requests,
})

const finishRows = async (
  session: Session,
  asked: Asked,
  fields: Fields,
  counts: RowCounts,
): Promise<Result<number>> => {
  const printed = await printOne(session.terminal, asked, { written: true, ...countFields(counts), ...fields })
  return printed._tag === 'Left' ? printed : ok(counts.failed > 0 ? EXIT.partial : EXIT.ok)
}

/** Rows into a data source that is there. */
const intoSource = async (
  session: Session,
  ctx: Context,
  target: Extract<Target, { kind: 'data_source' }>,
  file: RowFile,
  asked: Asked,
): Promise<Result<number>> => {
  const { source } = target
  const plan = await planRows(file, source.properties, { key: asked.key, skipsUnknown: asked['skip-unknown'] })
  if (plan._tag === 'Left') return plan
  const { newOptions, ignored } = plan.right
  let allow_new_options = asked['allow-new-options']
  if (newOptions.size > 0 && !allow_new_options) {
    const words = [...newOptions]
      .map(([name, options]) => `${name}: ${[...options].slice(0, 10).join(', ')}`)
      .join('; ')
    const isAsked = session.terminal.isInteractive && !asked.yes && !asked['dry-run']
    allow_new_options = isAsked && (await confirmed(session, asked, `Add new options (${printable(words)})?`))
    if (!allow_new_options) return fail(newOptionsFailure(plan.right, source.properties))
  }
  if (ignored.length > 0)
    await session.note(`Left out, as Notion computes them or they are no properties: ${printable(ignored.join(', '))}.`)
  if (!asked.yes || asked['dry-run']) {
    const compared = await upsertFile(session, ctx, source, file, plan.right, { dry_run: true, allow_new_options })
    if (compared._tag === 'Left') return compared
    const { created, updated, unchanged } = compared.right
    const question = `Create ${created} rows and update ${updated}? ${unchanged} stay as they are.`
    if (!(await confirmed(session, asked, question))) return printPlan(session, asked, countFields(compared.right))
  }
  const written = await upsertFile(session, ctx, source, file, plan.right, { dry_run: false, allow_new_options })
  if (written._tag === 'Right') return finishRows(session, asked, {}, written.right)
  await session.note('The same command goes on: rows that are there already stay as they are.')
  return written
}

/** Rows into a new database in a page. */
const intoPage = async (
  session: Session,
  ctx: Context,
  target: Target,
  file: RowFile,
  key: string,
  asked: Asked,
): Promise<Result<number>> => {
  if (asked.key !== undefined)
    return fail(
      usageError('--key is for rows of a data source that is there.', '--title names the column of the titles.'),
    )
  const found = await inferSchema(file, asked.title)
  if (found._tag === 'Left') return found
  const { rows, schema, ignored } = found.right
  if (ignored.length > 0) await session.note(`Left out: ${printable(ignored.join(', '))}.`)
  const database = file.name === 'stdin' ? 'Imported rows' : basename(file.name).replace(/\.\w+$/, '')
  const types: Fields = Object.fromEntries(
    schema.map(({ name, type, options }) => [name, options ? `${type}: ${options.join(', ')}` : type]),
  )
  const plan: Fields = { database, rows, properties: types }
  if (!(await confirmed(session, asked, `Create the database "${printable(database)}" with ${rows} rows?`)))
    return printPlan(session, asked, plan)
  const opened = await openJournal(ctx, journalFile(session.env, key, target.id))
  if (opened._tag === 'Left') return opened
  const journal = opened.right
  let isComplete = false
  try {
    if (journal.isResumed) await session.note('Going on with an import that was stopped.')
    const contents = await hashFile(file.path)
    if (((await journal.get('contents')) ?? contents) !== contents)
      return fail(
        localError(
          `${file.name} was changed since its import was stopped: its lines are not those that were written.`,
          `Go on with the file as it was, or delete ${journalFile(session.env, key, target.id)} to begin again.`,
        ),
      )
    await journal.put('contents', contents)
    const created = await journal.createDatabase('database', target.id, database, {
      // It was made of the columns.
      initial_data_source: { properties: unsafeCast(schemaRequest(schema)) },
    })
    if (created._tag === 'Left') return created
    const { source, id } = created.right
    const written = await createFileRows(session, journal, source, file, schema, rows)
    if (written._tag === 'Left') {
      await session.note(GOES_ON)
      return written
    }
    isComplete = written.right.failed === 0
    return finishRows(session, asked, { database_id: id, data_source_id: source }, written.right)
  } finally {
    await journal.close(isComplete)
  }
}

const lineOf = ({ file, line, what, why }: ImportLoss): string =>
  `lost: ${file}${line === undefined ? '' : `:${line}`}: ${what}: ${why}`

/** Prints a few lines, and how many more there are. */
const noteSome = async (session: Session, list: ReadonlyArray<string>, more: string): Promise<void> => {
  for (const line of list.slice(0, SHOWN)) await session.note(printable(line))
  if (list.length > SHOWN) await session.note(`and ${list.length - SHOWN} more ${more}`)
}

/** A folder, or one file, of Markdown. */
const markdownInto = async (
  session: Session,
  ctx: Context,
  target: Target,
  path: string,
  isFile: boolean,
  dialect: FolderImport['dialect'],
  asked: Asked & { readonly losses: string | undefined },
): Promise<Result<number>> => {
  const { root, nodes, leftOut } = await scanFolder(path, isFile)
  if (nodes.length === 0) return fail(usageError(`There are no Markdown files in ${path}.`))
  const job: FolderImport = {
    session,
    ctx,
    root,
    nodes,
    leftOut,
    target,
    dialect,
    allowsNew: asked['allow-new-options'],
  }
  const plan = await planFolder(job)
  const { counts, problems, newOptions } = plan
  if (problems.length > 0) {
    const shown = problems
      .slice(0, 10)
      .map(({ file, line, message }) => `\n    ${file}${line === undefined ? '' : `:${line}`}: ${message}`)
    const more = problems.length > 10 ? `\n    and ${problems.length - 10} more` : ''
    return fail(usageError(`${path} has ${problems.length} problems; nothing was written.${shown.join('')}${more}`))
  }
  if (newOptions.size > 0) {
    const [[property = '', options] = []] = newOptions
    return fail(
      usageError(
        `"${[...(options ?? [])][0] ?? ''}" is not an option of ${property}.`,
        '--allow-new-options adds options.',
      ),
    )
  }
  const { unused } = plan
  const more = unused.length > SHOWN ? ` and ${unused.length - SHOWN} more` : ''
  if (unused.length > 0)
    await session.note(printable(`No page shows ${unused.slice(0, SHOWN).join(', ')}${more}: not imported.`))
  const fields = { ...counts, losses: plan.losses.length }
  const question = `Create ${counts.pages} pages, ${counts.databases} databases and ${counts.rows} rows, with ${counts.files} files?`
  const saveLosses = async (losses: ReadonlyArray<ImportLoss>): Promise<void> => {
    if (asked.losses !== undefined)
      await writeFile(asked.losses, losses.map((loss) => `${JSON.stringify(loss)}\n`).join(''))
    await noteSome(session, losses.map(lineOf), 'losses; --losses writes all of them to a file')
  }
  if (!(await confirmed(session, asked, question))) {
    await saveLosses(plan.losses)
    return printPlan(session, asked, fields)
  }
  const opened = await openJournal(ctx, journalFile(session.env, path, target.id))
  if (opened._tag === 'Left') return opened
  const journal = opened.right
  let isComplete = false
  try {
    if (journal.isResumed) await session.note('Going on with an import that was stopped.')
    const written = await writeFolder(job, journal, plan)
    if (written._tag === 'Left') {
      await session.note(GOES_ON)
      return written
    }
    const { losses, problems: failed } = written.right
    isComplete = failed.length === 0
    await saveLosses(losses)
    await noteSome(
      session,
      failed.map(({ file, message }) => `failed: ${file}: ${message}`),
      'failures',
    )
    if (!isComplete) await session.note('The same command tries again what failed.')
    const done: Fields = {
      ...written.right.counts,
      requests: counts.requests,
      losses: losses.length,
      failed: failed.length,
    }
    const printed = await printOne(session.terminal, asked, { written: true, ...done })
    return printed._tag === 'Left' ? printed : ok(isComplete ? EXIT.ok : EXIT.partial)
  } finally {
    await journal.close(isComplete)
  }
}

/** What is at a path: a folder or a file. stdin is stored, since it is read twice. */
const findInput = async (
  session: Session,
  given: string,
): Promise<
  Result<{
    readonly path: string
    /** What an import that stopped is known by: the path, or the contents of stdin. */
    readonly key: string
    readonly isFolder: boolean
    readonly drop: () => Promise<void>
  }>
> => {
  const nothing = async (): Promise<void> => undefined
  if (given === '-') {
    const folder = await mkdtemp(join(tmpdir(), 'notion-fp-import-'))
    const path = join(folder, 'stdin')
    const contents = await session.terminal.readStdin()
    await writeFile(path, contents, { mode: 0o600 })
    const key = `stdin ${createHash('sha256').update(contents).digest('hex')}`
    return ok({ path, key, isFolder: false, drop: () => rm(folder, { recursive: true, force: true }) })
  }
  try {
    return ok({ path: given, key: given, isFolder: (await stat(given)).isDirectory(), drop: nothing })
  } catch (thrown) {
    return fail(
      usageError(codeOf(thrown) === 'ENOENT' ? `There is no ${given}.` : `Cannot read ${given}: ${messageOf(thrown)}`),
    )
  }
}

export const importCommand = defineCommand({
  details:
    'Rows go into a data source by their key: one that exists is updated where it differs, the others are created, and a second run writes nothing. Into a page, they become a new database, whose properties follow from the rows. A folder of Markdown becomes pages: folders are pages in pages, front matter is properties, links between files lead to the pages, and each file is uploaded once. An export of Markdown has its databases, too. All of it is checked first. Without --yes, it only says what it would do, and on a terminal asks. A run that was stopped goes on with the same command. Of lists such as Tags and relations, the entries of CSV have commas between.',
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
    'skip-unknown': { type: 'boolean', help: 'Leaves out columns that are no properties' },
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
      return fail(usageError('--into should name a page, database or data source.', 'Such as --into <page>.'))
    const input = await findInput(session, given)
    if (input._tag === 'Left') return input
    const { path, key, isFolder, drop } = input.right
    try {
      const named = isFolder || /\.(md|markdown)$/i.test(given) ? 'markdown' : rowFormatOf(given)
      const format = values.format ?? named
      if (format === undefined)
        return fail(
          usageError(`The form of ${given} is not known.`, 'Name it .csv, .jsonl, .json or .md, or give --format.'),
        )
      if (isFolder && format !== 'markdown')
        return fail(usageError(`${given} is a folder: only Markdown is imported from one.`))
      const ctx = await session.context()
      if (ctx._tag === 'Left') return ctx
      const target = await findTarget(ctx.right, values.into)
      if (target._tag === 'Left') return target
      const dialect = values.dialect === 'obsidian' ? 'obsidian' : 'gfm'
      if (format === 'markdown')
        return await markdownInto(session, ctx.right, target.right, path, !isFolder, dialect, values)
      const rowFormat = ROW_FORMATS.find((one) => one === format) ?? 'csv'
      const file: RowFile = { path, format: rowFormat, name: given === '-' ? 'stdin' : given }
      return target.right.kind === 'data_source'
        ? await intoSource(session, ctx.right, target.right, file, values)
        : await intoPage(session, ctx.right, target.right, file, key, values)
    } finally {
      await drop()
    }
  },
})
