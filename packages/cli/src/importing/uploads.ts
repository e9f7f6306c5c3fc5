/** Uploads the files of a folder. An upload is used again until it expires. */
import { openAsBlob } from 'node:fs'
import type { CoverRequest, FileRequest, IconRequest } from 'notion-fp'
import { fileOf, uploadFile } from 'notion-fp/files'
import { ok, type Result } from '../errors/result.js'
import { resolveLink } from '../names/links.js'
import { hashFile } from '../store/hashFile.js'
import { unsafeCast } from '../unsafeCast.js'
import { isRecord } from '../values/json.js'
import { findPicture, isInside, type Picture } from './folderFiles.js'
import { filePath } from './folderImport.js'
import type { FolderNode } from './scanFolder.js'
import { loseOf, type Writing } from './writing.js'

/** How long an upload is used. It must be attached within an hour; the rest is a margin. */
const UPLOAD_MS = 45 * 60_000

/** The id of an uploaded file of the folder. */
export const uploadOnce = async ({ job, journal, counts }: Writing, path: string): Promise<Result<string>> => {
  const { ctx, root, session } = job
  const file = filePath(root, path)
  const key = `u:${await hashFile(file)}`
  // Only `upload` and `keepUploads` write keys that begin with `u:`.
  const known = unsafeCast<{ readonly id: string; readonly at: number; readonly attached?: boolean } | undefined>(
    await journal.get(key),
  )
  if (known && (known.attached || ctx.config.clock.now() - known.at < UPLOAD_MS)) return ok(known.id)
  const data = await openAsBlob(file)
  const filename = path.slice(path.lastIndexOf('/') + 1)
  const uploaded = await uploadFile(ctx, { data, filename, signal: session.signal })()
  if (uploaded._tag === 'Left') return uploaded
  counts.files++
  counts.bytes += data.size
  await journal.put(key, { id: uploaded.right.id, at: ctx.config.clock.now() })
  return ok(uploaded.right.id)
}

/** Records that the uploads of a file are attached: from now on, they do not expire. */
export const keepUploads = async (
  { job: { root }, journal }: Writing,
  node: FolderNode,
  uploads: ReadonlyArray<{ readonly path: string }>,
): Promise<void> => {
  for (const { path } of uploads) {
    const inside = resolveLink(node.file ?? '', path)
    if ((await isInside(root, inside)) === undefined) continue
    const key = `u:${await hashFile(filePath(root, inside ?? ''))}`
    const known = await journal.get(key)
    if (isRecord(known)) await journal.put(key, { ...known, attached: true })
  }
}

/** The request for a picture; `undefined` if it could not be uploaded. */
const pictureRequest = async (
  run: Writing,
  node: FolderNode,
  picture: Exclude<Picture, { readonly type: 'emoji' }>,
): Promise<FileRequest | undefined> => {
  if (picture.type === 'external') return { external: { url: picture.url } }
  const uploaded = await uploadOnce(run, picture.path)
  if (uploaded._tag === 'Right') return fileOf({ id: uploaded.right })
  loseOf(run, node)(picture.path, uploaded.left.message)
  return undefined
}

/** The request for the icon of front matter. Problems with it were reported when the folder was read. */
export const iconOf = async (run: Writing, node: FolderNode, given: unknown): Promise<IconRequest | undefined> => {
  const picture = await findPicture(run.job.root, node, 'icon', given)
  return picture?.type === 'emoji' ? { emoji: picture.emoji } : picture && pictureRequest(run, node, picture)
}

/** The request for the cover of front matter. */
export const coverOf = async (run: Writing, node: FolderNode, given: unknown): Promise<CoverRequest | undefined> => {
  const picture = await findPicture(run.job.root, node, 'cover', given)
  return picture && picture.type !== 'emoji' ? pictureRequest(run, node, picture) : undefined
}
