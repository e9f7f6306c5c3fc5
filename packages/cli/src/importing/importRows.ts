/** Imports rows: into an existing data source, or into a new database in a page. */
import { basename } from 'node:path'
import type { Context } from 'notion-fp'
import { EXIT } from '../errors/exitCode.js'
import { localError, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { printOne } from '../output/print.js'
import type { Session } from '../session/session.js'
import { hashFile } from '../store/hashFile.js'
import { printable } from '../terminal/textWidth.js'
import { unsafeCast } from '../unsafeCast.js'
import { confirmImport, HOW_TO_CONTINUE, type ImportValues, printPlan } from './confirmImport.js'
import { createFileRows } from './createFileRows.js'
import type { Target } from './folderImport.js'
import { inferFileSchema, schemaRequest } from './inferFileSchema.js'
import { journalFile, openJournal } from './journal.js'
import { newOptionsFailure, planRows } from './planRows.js'
import type { RowCounts, RowFile } from './rowFile.js'
import { upsertFile } from './upsertFile.js'

const countFields = ({ created, updated, unchanged, failed, requests }: RowCounts): Fields => ({
  created,
  updated,
  unchanged,
  failed,
  requests,
})

const finishRows = async (
  session: Session,
  asked: ImportValues,
  fields: Fields,
  counts: RowCounts,
): Promise<Result<number>> => {
  const printed = await printOne(session.terminal, asked, { written: true, ...countFields(counts), ...fields })
  return printed._tag === 'Left' ? printed : ok(counts.failed > 0 ? EXIT.partial : EXIT.ok)
}

/** Imports rows into an existing data source. */
export const rowsIntoSource = async (
  session: Session,
  ctx: Context,
  target: Extract<Target, { kind: 'data_source' }>,
  file: RowFile,
  asked: ImportValues,
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
    allow_new_options = isAsked && (await confirmImport(session, asked, `Add new options (${printable(words)})?`))
    if (!allow_new_options) return fail(newOptionsFailure(plan.right, source.properties))
  }
  if (ignored.length > 0)
    await session.note(
      `Left out, because Notion computes them or they are not properties: ${printable(ignored.join(', '))}.`,
    )
  if (!asked.yes || asked['dry-run']) {
    const compared = await upsertFile(session, ctx, source, file, plan.right, { dry_run: true, allow_new_options })
    if (compared._tag === 'Left') return compared
    const { created, updated, unchanged } = compared.right
    const question = `Create ${created} rows and update ${updated}? ${unchanged} stay as they are.`
    if (!(await confirmImport(session, asked, question))) return printPlan(session, asked, countFields(compared.right))
  }
  const written = await upsertFile(session, ctx, source, file, plan.right, { dry_run: false, allow_new_options })
  if (written._tag === 'Right') return finishRows(session, asked, {}, written.right)
  await session.note('Run the same command to continue: rows that were written are not written again.')
  return written
}

/** Rows into a new database in a page. */
export const rowsIntoPage = async (
  session: Session,
  ctx: Context,
  target: Target,
  file: RowFile,
  key: string,
  asked: ImportValues,
): Promise<Result<number>> => {
  if (asked.key !== undefined)
    return fail(
      usageError('--key is for rows of a data source that is there.', '--title names the column of the titles.'),
    )
  const found = await inferFileSchema(file, asked.title)
  if (found._tag === 'Left') return found
  const { rows, schema, ignored } = found.right
  if (ignored.length > 0) await session.note(`Left out: ${printable(ignored.join(', '))}.`)
  const database = file.name === 'stdin' ? 'Imported rows' : basename(file.name).replace(/\.\w+$/, '')
  const types: Fields = Object.fromEntries(
    schema.map(({ name, type, options }) => [name, options ? `${type}: ${options.join(', ')}` : type]),
  )
  const plan: Fields = { database, rows, properties: types }
  if (!(await confirmImport(session, asked, `Create the database "${printable(database)}" with ${rows} rows?`)))
    return printPlan(session, asked, plan)
  const opened = await openJournal(ctx, journalFile(session.env, key, target.id))
  if (opened._tag === 'Left') return opened
  const journal = opened.right
  let isComplete = false
  try {
    if (journal.isResumed) await session.note('Continuing an import that was stopped.')
    const contents = await hashFile(file.path)
    if (((await journal.get('contents')) ?? contents) !== contents)
      return fail(
        localError(
          `${file.name} was changed since its import was stopped: its lines are not those that were written.`,
          `Continue with the unchanged file, or delete ${journalFile(session.env, key, target.id)} to begin again.`,
        ),
      )
    await journal.put('contents', contents)
    const created = await journal.createDatabase('database', target.id, database, {
      // The schema was inferred from the columns.
      initial_data_source: { properties: unsafeCast(schemaRequest(schema)) },
    })
    if (created._tag === 'Left') return created
    const { source, id } = created.right
    const written = await createFileRows(session, journal, source, file, schema, rows)
    if (written._tag === 'Left') {
      await session.note(HOW_TO_CONTINUE)
      return written
    }
    isComplete = written.right.failed === 0
    return finishRows(session, asked, { database_id: id, data_source_id: source }, written.right)
  } finally {
    await journal.close(isComplete)
  }
}
