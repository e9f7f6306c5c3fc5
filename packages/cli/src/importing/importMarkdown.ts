/** Imports Markdown, a folder or one file, as pages, databases and rows. */
import { writeFile } from 'node:fs/promises'
import type { Context } from 'notion-fp'
import { EXIT } from '../errors/exitCode.js'
import { type UsageError, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { printOne } from '../output/print.js'
import { MAX_NOTED, noteSome } from '../session/noteSome.js'
import type { Session } from '../session/session.js'
import { printable } from '../terminal/textWidth.js'
import { confirmImport, HOW_TO_CONTINUE, type ImportValues, printPlan } from './confirmImport.js'
import type { FolderImport, FolderPlan, ImportLoss, Target } from './folderImport.js'
import { journalFile, openJournal } from './journal.js'
import { planFolder } from './planFolder.js'
import { scanFolder } from './scanFolder.js'
import { type WrittenFolder, writeFolder } from './writeFolder.js'

const lineOf = ({ file, line, what, why }: ImportLoss): string =>
  `lost: ${file}${line === undefined ? '' : `:${line}`}: ${what}: ${why}`

/** The most problems that the message of a refused import has. */
const MAX_PROBLEMS = 10

/** Why a plan is not carried out; `undefined` if nothing is in the way. */
const refusalOf = ({ problems, newOptions }: FolderPlan, path: string): UsageError | undefined => {
  if (problems.length > 0) {
    const shown = problems
      .slice(0, MAX_PROBLEMS)
      .map(({ file, line, message }) => `\n    ${file}${line === undefined ? '' : `:${line}`}: ${message}`)
    const more = problems.length > MAX_PROBLEMS ? `\n    and ${problems.length - MAX_PROBLEMS} more` : ''
    return usageError(`${path} has ${problems.length} problems; nothing was written.${shown.join('')}${more}`)
  }
  const [[property, options] = []] = newOptions
  const [option = ''] = options ?? []
  return property === undefined
    ? undefined
    : usageError(`"${option}" is not an option of ${property}.`, '--allow-new-options adds options.')
}

const noteUnused = async (session: Session, unused: FolderPlan['unused']): Promise<void> => {
  if (unused.length === 0) return
  const more = unused.length > MAX_NOTED ? ` and ${unused.length - MAX_NOTED} more` : ''
  await session.note(printable(`No page shows ${unused.slice(0, MAX_NOTED).join(', ')}${more}: not imported.`))
}

type FolderValues = ImportValues & { readonly losses: string | undefined }

/** Shows what is lost, and writes all of it to the file of `--losses`. */
const saveLosses = async (
  session: Session,
  { losses: file }: FolderValues,
  losses: ReadonlyArray<ImportLoss>,
): Promise<void> => {
  if (file !== undefined) await writeFile(file, losses.map((loss) => `${JSON.stringify(loss)}\n`).join(''))
  await noteSome(session, losses.map(lineOf), ' losses; --losses writes all of them to a file')
}

/** Reports what was written, and what failed. */
const report = async (
  session: Session,
  asked: FolderValues,
  { counts, losses, problems }: WrittenFolder,
  requests: number,
): Promise<Result<number>> => {
  await saveLosses(session, asked, losses)
  await noteSome(
    session,
    problems.map(({ file, message }) => `failed: ${file}: ${message}`),
    ' failures',
  )
  if (problems.length > 0) await session.note('Run the same command to try again what failed.')
  const printed = await printOne(session.terminal, asked, {
    written: true,
    ...counts,
    requests,
    losses: losses.length,
    failed: problems.length,
  })
  return printed._tag === 'Left' ? printed : ok(problems.length > 0 ? EXIT.partial : EXIT.ok)
}

/** Writes what was planned, and records it in a journal, which a complete import deletes. */
const writePlan = async (
  job: FolderImport,
  plan: FolderPlan,
  path: string,
  asked: FolderValues,
): Promise<Result<number>> => {
  const { session, ctx, target } = job
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
    isComplete = written.right.problems.length === 0
    return await report(session, asked, written.right, plan.counts.requests)
  } finally {
    await journal.close(isComplete)
  }
}

/** A folder, or one file, of Markdown. */
export const importMarkdown = async (
  session: Session,
  ctx: Context,
  target: Target,
  path: string,
  isFile: boolean,
  dialect: FolderImport['dialect'],
  asked: FolderValues,
): Promise<Result<number>> => {
  const scanned = await scanFolder(path, isFile)
  if (scanned.nodes.length === 0) return fail(usageError(`There are no Markdown files in ${path}.`))
  const job: FolderImport = { session, ctx, ...scanned, target, dialect, allowsNew: asked['allow-new-options'] }
  const plan = await planFolder(job)
  const refusal = refusalOf(plan, path)
  if (refusal) return fail(refusal)
  await noteUnused(session, plan.unused)
  const { counts, losses } = plan
  const question = `Create ${counts.pages} pages, ${counts.databases} databases and ${counts.rows} rows, with ${counts.files} files?`
  if (await confirmImport(session, asked, question)) return writePlan(job, plan, path, asked)
  await saveLosses(session, asked, losses)
  return printPlan(session, asked, { ...counts, losses: losses.length })
}
