/** The files of an export: what this run writes, and what earlier runs wrote, with the hash of each. */
import { rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { foldName } from '../names/safeName.js'
import type { RecordStore } from '../store/recordStore.js'
import { beginFile, writeWhole } from '../store/wholeFile.js'
import { unsafeCast } from '../unsafeCast.js'
import type { OutputTools } from './output.js'

/** What was written under a path in this or an earlier run, under the key `w:` and the path. */
interface Written {
  readonly hash: string
  readonly format: string
}

/** The files of a run. Each has a format, such as `markdown`; the list of losses has `report`, and is never deleted. */
export interface WrittenFiles {
  /** The hash of what was last written under a path. */
  readonly hashOf: (path: string) => Promise<string | undefined>
  /** Records that a file is part of this run. */
  readonly record: (
    path: string,
    format: string,
    result: { readonly hash: string; readonly isNew: boolean },
  ) => Promise<void>
  readonly begin: (path: string, format: string) => ReturnType<OutputTools['begin']>
  readonly write: (path: string, format: string, text: string) => Promise<void>
  /** A path for a file that is not complete. */
  readonly partFile: () => string
  /** Deletes the files of these formats that earlier runs wrote and this run did not, and their folders if they are empty. */
  readonly deleteOld: (formats: ReadonlyArray<string>) => Promise<void>
  /** How many files are new or changed, already existed with the same content, and were deleted. */
  readonly counts: { readonly written: number; readonly unchanged: number; readonly deleted: number }
}

/** Deletes the folders of a path that have become empty. */
const deleteEmptyFolders = async (folder: string, path: string): Promise<void> => {
  for (let at = dirname(path); at !== '.' && at !== '/'; at = dirname(at)) {
    try {
      await rmdir(join(folder, at))
    } catch {
      return
    }
  }
}

/** The files in the folder of an export. */
export const writtenFiles = (folder: string, store: RecordStore): WrittenFiles => {
  const current = new Set<string>()
  const counts = { written: 0, unchanged: 0, deleted: 0 }
  let parts = 0
  const partFile = (): string => join(folder, '.notion-fp', `${++parts}.part`)
  const known = async (path: string): Promise<Written | undefined> =>
    // Only `record` and the list of losses write keys that begin with `w:`.
    unsafeCast<Written | undefined>(await store.get(`w:${path}`))
  const hashOf = async (path: string): Promise<string | undefined> => (await known(path))?.hash
  const record: WrittenFiles['record'] = async (path, format, { hash, isNew }) => {
    current.add(path)
    if (isNew) {
      counts.written++
      await store.put(`w:${path}`, { hash, format })
    } else counts.unchanged++
  }
  return {
    hashOf,
    record,
    partFile,
    counts,
    begin: async (path, format) => {
      const file = await beginFile(join(folder, path), partFile())
      return {
        write: file.write,
        commit: async () => record(path, format, await file.commit(await hashOf(path))),
        abort: file.abort,
      }
    },
    write: async (path, format, text) =>
      record(path, format, await writeWhole(join(folder, path), text, await hashOf(path), partFile())),
    deleteOld: async (formats) => {
      const folded = new Set([...current].map(foldName))
      for (const key of store.keys('w:')) {
        const path = key.slice(2)
        const format = (await known(path))?.format
        if (current.has(path) || !formats.some((one) => one === format)) continue
        // On a file system that ignores case, this would be the new file.
        if (!folded.has(foldName(path))) await rm(join(folder, path), { force: true })
        await store.remove(key)
        await deleteEmptyFolders(folder, path)
        counts.deleted++
      }
    },
  }
}
