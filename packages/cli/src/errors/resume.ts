/** Stores the state of a job that stopped in a file, which the command that continues the job reads. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Env } from '../env.js'
import { type Failure, localError, messageOf, usageError } from './failure.js'
import { fail, ok, type Result } from './result.js'
import { shellWords } from './shellWords.js'

/** The folder in which commands store the state of jobs that stopped. */
export const stateFolder = (env: Env): string =>
  join(
    env.XDG_STATE_HOME || (process.platform === 'win32' && env.LOCALAPPDATA) || join(homedir(), '.local', 'state'),
    'notion-fp',
  )

/** The state in a failure that continues its job; `undefined` if there is none. */
export const resumeOf = (failure: Failure): unknown => Reflect.get(failure, 'resume')

/** Stores the state that continues a job, and returns the file. */
export const saveResume = async (env: Env, command: string, resume: unknown): Promise<Result<string>> => {
  const text = JSON.stringify(resume)
  const name = `${command.replace(' ', '-')}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`
  const file = join(stateFolder(env), name)
  try {
    await mkdir(stateFolder(env), { recursive: true })
    await writeFile(file, text, { mode: 0o600 })
    return ok(file)
  } catch (thrown) {
    return fail(localError(`The file that continues this run could not be written: ${file}: ${messageOf(thrown)}`))
  }
}

/** Reads the state that continues a job. The job itself checks whether it is valid. */
export const readResume = async (file: string | undefined): Promise<Result<unknown>> => {
  if (file === undefined) return ok(undefined)
  try {
    return ok(JSON.parse(await readFile(file, 'utf8')))
  } catch (thrown) {
    return fail(usageError(`--resume: ${file} cannot be read: ${messageOf(thrown)}`))
  }
}

/** Deletes the file of a job that was completed. */
export const dropResume = (file: string): Promise<void> => rm(file, { force: true })

/** The command that continues a job. */
export const resumeLine = (line: ReadonlyArray<string>, file: string): string => {
  const at = line.indexOf('--resume')
  const rest = at < 0 ? line : [...line.slice(0, at), ...line.slice(at + 2)]
  return shellWords(['notion-fp', ...rest.filter((word) => !word.startsWith('--resume=')), '--resume', file])
}
