/** `notion-fp backup verify`: whether a backup is complete and unchanged. */
import { verifyBackup } from '../backup/verifyBackup.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'

export const backupVerify = defineCommand({
  details: [
    'Checks the hash of each file and of each part, the counts, and that each reference leads to something that is in the backup or listed in external.jsonl.',
    'Needs no token. If something is wrong, the exit code is 1.',
  ],
  args: [{ name: 'folder', help: 'the folder of the backup' }],
  options: OUTPUT_OPTIONS,
  examples: [['backup verify garden', 'lists what is wrong']],
  run: async ({ session, positionals: [folder = ''], values }) => {
    const problems = await verifyBackup(folder)
    if (problems._tag === 'Left') return problems
    const rows = async function* (): AsyncGenerator<Result<Fields>> {
      for (const { what, id, why } of problems.right) yield ok({ what, id, why })
    }
    const printed = await printRows(session.terminal, values, {
      rows: rows(),
      fields: ['what', 'id', 'why'],
      nothing: 'The backup is whole.',
    })
    if (printed._tag === 'Left') return printed
    return ok(problems.right.length > 0 ? EXIT.failed : EXIT.ok)
  },
})
