/** A lock, so that two runs do not write to the same files at the same time. */
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { E } from 'notion-fp/fp'
import { codeOf, type LocalError, localError, messageOf } from '../errors/failure.js'
import { fail, ok } from '../errors/result.js'

/** Another run holds the lock. Not a failure with a message: what a lock protects is known to who takes it. */
export interface LockHeld {
  readonly _tag: 'LockHeld'
  /** Who holds it, such as `the process 12`. */
  readonly holder: string
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // The process belongs to another user.
    return codeOf(thrown) === 'EPERM'
  }
}

/** Who holds a lock; `undefined` if the run that left it has ended. */
const holderOf = (content: string): string | undefined => {
  try {
    const { pid, host }: { readonly pid?: unknown; readonly host?: unknown } = JSON.parse(content)
    // Whether a process on another machine is running cannot be known from here.
    if (host !== hostname()) return `a process on ${String(host)}`
    return typeof pid === 'number' && isRunning(pid) ? `the process ${pid}` : undefined
  } catch {
    // The file is still being written.
    return 'another process'
  }
}

const readLock = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    // It was released in the meantime.
    return undefined
  }
}

/** Removes a lock whose run has ended, unless another process has replaced it with its own in the meantime. */
const removeAbandoned = async (file: string, content: string): Promise<void> => {
  const aside = `${file}.${process.pid}`
  try {
    await rename(file, aside)
    if ((await readLock(aside)) === content) await rm(aside, { force: true })
    else await rename(aside, file)
  } catch {
    // Another process has removed it.
  }
}

/** Writes who holds a lock. */
const writeHolder = (handle: FileHandle): Promise<void> =>
  handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))

/** Takes a lock, and returns the function that releases it. */
export const takeLock = async (
  file: string,
  write = writeHolder,
): Promise<E.Either<LocalError | LockHeld, () => Promise<void>>> => {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = await open(file, 'wx')
      try {
        await write(handle)
      } catch (thrown) {
        // Without a holder in it, the next run could not tell that the lock was left behind.
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
    if (holder !== undefined) return { _tag: 'Left', left: { _tag: 'LockHeld', holder } }
    await removeAbandoned(file, content)
  }
  // Other runs have taken it between each look and each attempt.
  return { _tag: 'Left', left: { _tag: 'LockHeld', holder: 'another process' } }
}
