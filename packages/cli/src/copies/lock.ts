/** A lock on a folder, so that two runs do not write to one copy at the same time. */
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // A process of another user.
    return codeOf(thrown) === 'EPERM'
  }
}

/** Who holds a lock; `undefined` if it was left by a run that has ended. */
const holderOf = (content: string): string | undefined => {
  try {
    const { pid, host }: { readonly pid?: unknown; readonly host?: unknown } = JSON.parse(content)
    // Whether a process of another machine is running cannot be known.
    if (host !== hostname()) return `a process on ${String(host)}`
    return typeof pid === 'number' && isRunning(pid) ? `the process ${pid}` : undefined
  } catch {
    // It is being written.
    return 'another process'
  }
}

const readLock = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    // It is gone already.
    return undefined
  }
}

/** Takes away a lock that was left, unless another process has replaced it by its own meanwhile. */
const removeLeft = async (file: string, content: string): Promise<void> => {
  const aside = `${file}.${process.pid}`
  try {
    await rename(file, aside)
    if ((await readLock(aside)) === content) await rm(aside, { force: true })
    else await rename(aside, file)
  } catch {
    // Another process has taken it away.
  }
}

/** Writes who holds a lock. */
const writeHolder = (handle: FileHandle): Promise<void> =>
  handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))

/** Takes the lock of a folder, and returns what releases it. */
export const takeLock = async (file: string, write = writeHolder): Promise<Result<() => Promise<void>>> => {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = await open(file, 'wx')
      try {
        await write(handle)
      } catch (thrown) {
        // Without a holder, nobody could tell that it was left.
        await rm(file, { force: true })
        throw thrown
      } finally {
        await handle.close()
      }
      return ok(() => rm(file, { force: true }))
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') return fail(localError(`Cannot write ${file}: ${messageOf(thrown)}`))
    }
    const content = await readLock(file)
    if (content === undefined) continue
    const holder = holderOf(content)
    if (holder !== undefined)
      return fail(
        localError(`The folder is in use by ${holder}.`, `Wait until it ends. If it is not running, delete ${file}.`),
      )
    await removeLeft(file, content)
  }
  return fail(localError('The folder is in use by another process.'))
}
