/** Files of a backup, uploaded again: a file belongs to one place. */
import { openAsBlob } from 'node:fs'
import { uploadFile } from 'notion-fp/files'
import { blobFile } from '../backup/backupStore.js'
import { plainAddress, type StoredFile } from '../backup/records.js'
import { type Failure, localError, messageOf } from '../errors/failure.js'
import { fail, type Result } from '../errors/result.js'
import { hashFile } from '../store/hashFile.js'
import type { RestoreRun } from './restoreRun.js'

/** The content of a file of a record; `undefined` if the backup does not have it. */
export const contentHash = (files: ReadonlyArray<StoredFile>, url: string): string | undefined => {
  const address = plainAddress(url)
  return files.find((file) => file.address === address)?.sha256
}

/** A failure that concerns one thing, such as a file that Notion does not accept; any other one ends the run. */
export const isRefusal = ({ _tag }: Failure): boolean =>
  _tag === 'ValidationError' || _tag === 'InvalidInputError' || _tag === 'NotFoundError' || _tag === 'ContentError'

/** Why a file is not restored. */
export const whyLost = ({ _tag, message }: Failure): string =>
  _tag === 'ContentError' ? message : `Notion does not accept the file: ${message}`

/** What is wrong with a content of the backup; `undefined` if it is as it was. */
const contentError = async (folder: string, sha256: string): Promise<Failure | undefined> => {
  const lost = (why: string): Failure => ({
    _tag: 'ContentError',
    message: `the backup does not have the file: ${why}`,
  })
  try {
    return (await hashFile(blobFile(folder, sha256))) === sha256 ? undefined : lost('its content was changed')
  } catch (thrown) {
    return lost(messageOf(thrown))
  }
}

/** Uploads a content. The id can be attached within an hour. */
export const uploadContent = async (run: RestoreRun, sha256: string, name: string): Promise<Result<string>> => {
  const { ctx, store, signal } = run
  const damaged = await contentError(store.folder, sha256)
  if (damaged) return fail(damaged)
  const record = await store.get('files', sha256)
  const upload = async (content_type: string | undefined) => {
    const data = await openAsBlob(blobFile(store.folder, sha256))
    return uploadFile(ctx, { data, filename: (name || record?.name || 'file').slice(-200), content_type, signal })()
  }
  try {
    const first = await upload(record?.content_type?.split(';')[0])
    // The host of a file may call it otherwise than an upload accepts; its name or its content tells.
    const uploaded = first._tag === 'Left' && isRefusal(first.left) ? await upload(undefined) : first
    return uploaded._tag === 'Left' ? uploaded : { _tag: 'Right', right: uploaded.right.id }
  } catch (thrown) {
    return fail(localError(`the content ${sha256} cannot be read: ${messageOf(thrown)}`))
  }
}
