/** The files of a page or database. Each file is stored once. */
import type { FoundFile } from 'notion-fp/files'
import { field } from '../values/json.js'
import { hasBlob } from './blobs.js'
import { type Job, unreadOf } from './job.js'
import { plainAddress } from './plainAddress.js'
import type { StoredFile, Unread } from './records.js'
import { saveFile } from './saveFile.js'

/** Stores the files that are not in the backup yet, and returns where each is. */
export const readFiles = async (
  job: Job,
  files: ReadonlyArray<FoundFile>,
  known: ReadonlyArray<StoredFile>,
  unread: Array<Unread>,
): Promise<ReadonlyArray<StoredFile>> => {
  const { ctx, store, signal } = job
  const stored = new Map(known.map(({ address, sha256 }) => [address, sha256]))
  const saved = new Map<string, StoredFile>()
  for (const file of files) {
    const url = file.owner.file.type === 'file' ? field(field(file.owner.file, 'file'), 'url') : ''
    const address = plainAddress(String(url))
    if (!file.hosted || saved.has(address) || job.stop) continue
    const sha256 = stored.get(address)
    const record = sha256 === undefined ? undefined : await store.get('files', sha256)
    if (sha256 !== undefined && record && (await hasBlob(store.folder, record))) {
      saved.set(address, { address, sha256 })
      continue
    }
    const got = await job.pool(() => saveFile(ctx, store.folder, file, signal))
    if (got._tag === 'Left') {
      if (got.left._tag === 'AbortError') job.stop ??= { failure: got.left }
      else if (got.left._tag === 'LocalError') job.stop ??= { failure: got.left }
      else unread.push(unreadOf('file', address, got.left))
      continue
    }
    if (!store.has('files', got.right.id)) await store.put('files', got.right)
    saved.set(address, { address, sha256: got.right.id })
  }
  return [...saved.values()]
}
