/** Imports Markdown, a folder or one file, as pages, databases and rows. */
import { writeFile } from 'node:fs/promises'
import type { Context } from 'notion-fp'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { printOne } from '../output/print.js'
import { MAX_NOTED, noteSome } from '../session/noteSome.js'
import type { Session } from '../session/session.js'
import { printable } from '../terminal/textWidth.js'
import { confirmImport, HOW_TO_CONTINUE, type ImportValues, printPlan } from './confirmImport.js'
import type { FolderImport, ImportLoss, Target } from './folderImport.js'
import { journalFile, openJournal } from './journal.js'
import { planFolder } from './planFolder.js'
import { scanFolder } from './scanFolder.js'
import { writeFolder } from './writeFolder.js'

const lineOf = ({ file, line, what, why }: ImportLoss): string =>
  `lost: ${file}${line === undefined ? '' : `:${line}`}: ${what}: ${why}`

/** A folder, or one file, of Markdown. */
export const importMarkdown = async (
  session: Session,
  ctx: Context,
  target: Target,
  path: string,
  isFile: boolean,
  dialect: FolderImport['dialect'],
  asked: ImportValues & { readonly losses: string | undefined },
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
  const more = unused.length > MAX_NOTED ? ` and ${unused.length - MAX_NOTED} more` : ''
  if (unused.length > 0)
    await session.note(printable(`No page shows ${unused.slice(0, MAX_NOTED).join(', ')}${more}: not imported.`))
  const fields = { ...counts, losses: plan.losses.length }
  const question = `Create ${counts.pages} pages, ${counts.databases} databases and ${counts.rows} rows, with ${counts.files} files?`
  const saveLosses = async (losses: ReadonlyArray<ImportLoss>): Promise<void> => {
    if (asked.losses !== undefined)
      await writeFile(asked.losses, losses.map((loss) => `${JSON.stringify(loss)}\n`).join(''))
    await noteSome(session, losses.map(lineOf), ' losses; --losses writes all of them to a file')
  }
  if (!(await confirmImport(session, asked, question))) {
    await saveLosses(plan.losses)
    return printPlan(session, asked, fields)
  }
  const opened = await openJournal(ctx, journalFile(session.env, path, target.id))
  if (opened._tag === 'Left') return opened
  const journal = opened.right
  let isComplete = false
  try {
    if (journal.isResumed) await session.note('Continuing an import that was stopped.')
    const written = await writeFolder(job, journal, plan)
    if (written._tag === 'Left') {
      await session.note(HOW_TO_CONTINUE)
      return written
    }
    const { losses, problems: failed } = written.right
    isComplete = failed.length === 0
    await saveLosses(losses)
    await noteSome(
      session,
      failed.map(({ file, message }) => `failed: ${file}: ${message}`),
      ' failures',
    )
    if (!isComplete) await session.note('Run the same command to try again what failed.')
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
