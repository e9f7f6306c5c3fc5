import type { Result } from '../errors/result.js'
import { lockFolder } from './lockFolder.js'

/** Works in a folder that no other run can use in the meantime; `file` is the lock. */
export const whileLocked = async <A>(
  folder: string,
  file: string,
  work: () => Promise<Result<A>>,
): Promise<Result<A>> => {
  const release = await lockFolder(folder, file)
  if (release._tag === 'Left') return release
  try {
    return await work()
  } finally {
    await release.right()
  }
}
