/** Files that are either complete or absent: they are written under another name first. */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../errors/failure.js'

/** How many characters are buffered before they are written. */
const ENOUGH = 1 << 16

/** A file that is being written. */
export interface WholeFile {
  readonly write: (text: string) => Promise<void>
  /**
   * Puts the file in its place, unless it is there already with the same content.
   *
   * @param known The hash of what was written there before.
   */
  readonly commit: (known?: string) => Promise<{ readonly hash: string; readonly isNew: boolean }>
  /** Discards what was written. */
  readonly abort: () => Promise<void>
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** Starts a file. It appears when it is complete; until then its content is in `part`, on the same file system. */
export const beginFile = async (file: string, part: string = `${file}.part`): Promise<WholeFile> => {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(part, 'w')
  const hash = createHash('sha256')
  let waiting = ''
  const flush = async (): Promise<void> => {
    const text = waiting
    waiting = ''
    if (text !== '') await handle.appendFile(text)
  }
  const abort = async (): Promise<void> => {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true })
  }
  return {
    write: async (text) => {
      hash.update(text)
      waiting += text
      if (waiting.length > ENOUGH) await flush()
    },
    commit: async (known) => {
      const digest = hash.digest('hex').slice(0, 32)
      if (digest === known && (await isThere(file))) {
        await abort()
        return { hash: digest, isNew: false }
      }
      await flush()
      await handle.sync()
      await handle.close()
      await rename(part, file)
      return { hash: digest, isNew: true }
    },
    abort,
  }
}

/** Writes a complete file, unless it already exists with the same content. */
export const writeWhole = async (
  file: string,
  text: string,
  known?: string,
  part?: string,
): Promise<{ readonly hash: string; readonly isNew: boolean }> => {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32)
  if (digest === known && (await isThere(file))) return { hash: digest, isNew: false }
  const whole = await beginFile(file, part)
  await whole.write(text)
  return whole.commit()
}

/** The text of a file; `undefined` if there is none. */
export const readOptional = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}
