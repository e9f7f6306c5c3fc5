/** Asks whether an import should write, unless an option says so. */
import { EXIT } from '../errors/exitCode.js'
import { ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import type { OutputValues } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import type { Session } from '../session/session.js'

/** What the user asked for. */
export interface ImportValues extends OutputValues {
  readonly key: string | undefined
  readonly yes: boolean
  readonly 'dry-run': boolean
  readonly 'skip-unknown': boolean
  readonly 'allow-new-options': boolean
  readonly title: string | undefined
}

/** What to do after an import stopped. */
export const HOW_TO_CONTINUE =
  'What was written is recorded: run the same command to continue; nothing is written twice.'

/** Whether to write: decided by an option, or by the user on the terminal. */
export const confirmImport = async ({ terminal }: Session, asked: ImportValues, message: string): Promise<boolean> => {
  if (asked['dry-run']) return false
  if (asked.yes) return true
  if (!terminal.isInteractive) return false
  const { confirm } = await import('@clack/prompts')
  return (await confirm({ message, output: process.stderr })) === true
}

export const printPlan = async (session: Session, asked: ImportValues, fields: Fields): Promise<Result<number>> => {
  const printed = await printOne(session.terminal, asked, { written: false, ...fields })
  if (printed._tag === 'Left') return printed
  if (!asked['dry-run']) await session.note('Nothing was written. Add --yes to write.')
  return ok(EXIT.ok)
}
