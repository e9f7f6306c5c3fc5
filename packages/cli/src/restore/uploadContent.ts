/** Uploads the files of a backup. An upload can be attached once, so a file that is shown twice is uploaded twice. */
import { openAsBlob } from 'node:fs'
import { uploadFile } from 'notion-fp/files'
import { blobFile } from '../backup/blobs.js'
import { plainAddress } from '../backup/plainAddress.js'
import type { StoredFile } from '../backup/records.js'
import { type Failure, localError, messageOf } from '../errors/failure.js'
import { fail, type Result } from '../errors/result.js'
import { hashFile } from '../store/hashFile.js'
import type { RestoreRun } from './restoreRun.js'

/** The content of a file of a record; `undefined` if the backup does not have it. */
export const contentHash = (files: ReadonlyArray<StoredFile>, url: string): string | undefined => {
  const address = plainAddress(url)
  return files.find((file) => file.address === address)?.sha256
}

/** Whether an error is about one object only, such as a file that Notion does not accept. Any other error ends the run. */
export const isRefusal = ({ _tag }: Failure): boolean =>
  _tag === 'ValidationError' || _tag === 'InvalidInputError' || _tag === 'NotFoundError' || _tag === 'ContentError'

/** Why a file is not restored. */
export const whyLost = ({ _tag, message }: Failure): string =>
  _tag === 'ContentError' ? message : `Notion does not accept the file: ${message}`

/** What is wrong with the content of a file; `undefined` if it is unchanged. */
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

/** Uploads the content of a file. The id must be attached within an hour. */
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
    // The host of a file may report a type that an upload does not accept. Without a given type, it is found by the name or the content.
    const uploaded = first._tag === 'Left' && isRefusal(first.left) ? await upload(undefined) : first
    return uploaded._tag === 'Left' ? uploaded : { _tag: 'Right', right: uploaded.right.id }
  } catch (thrown) {
    return fail(localError(`the content ${sha256} cannot be read: ${messageOf(thrown)}`))
  }
}
