/** What an import reads. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'

/** Whether a path is a folder or a file. stdin is stored in a file, since it is read twice. */
export const findInput = async (
  session: Session,
  given: string,
): Promise<
  Result<{
    readonly path: string
    /** What identifies an import that was stopped: the path, or the contents of stdin. */
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
