import { localError } from '../errors/failure.js'
import { fail, type Result } from '../errors/result.js'
import { takeLock } from './takeLock.js'

/** Locks a folder with a file in it, and returns the function that unlocks it. */
export const lockFolder = async (folder: string, file: string): Promise<Result<() => Promise<void>>> => {
  const lock = await takeLock(file)
  if (lock._tag === 'Right') return lock
  return fail(
    lock.left._tag === 'LockHeld'
      ? localError(
          `The folder ${folder} is in use by ${lock.left.holder}.`,
          `Wait until it ends. If it is not running, delete ${file}.`,
        )
      : lock.left,
  )
}
