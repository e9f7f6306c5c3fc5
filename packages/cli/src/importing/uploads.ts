/** Uploads the files of a folder, each once while its upload is new. */
import { openAsBlob } from 'node:fs'
import { fileOf, uploadFile } from 'notion-fp/files'
import { ok, type Result } from '../errors/result.js'
import { resolveLink } from '../names/links.js'
import { hashFile } from '../store/hashFile.js'
import { unsafeCast } from '../unsafeCast.js'
import { isRecord } from '../values/json.js'
import { EMOJI, isInside } from './folderFiles.js'
import { filePath } from './folderImport.js'
import type { FolderNode } from './scanFolder.js'
import { loseOf, type Writing } from './writing.js'

/** An upload must be attached within an hour. */
const UPLOAD_MS = 45 * 60_000

/** The id of an uploaded file of the folder. */
export const upload = async ({ job, journal, counts }: Writing, path: string): Promise<Result<string>> => {
  const { ctx, root, session } = job
  const file = filePath(root, path)
  const key = `u:${await hashFile(file)}`
  const known = unsafeCast<{ readonly id: string; readonly at: number; readonly attached?: boolean } | undefined>(
    await journal.get(key),
  )
  if (known && (known.attached || Date.now() - known.at < UPLOAD_MS)) return ok(known.id)
  const data = await openAsBlob(file)
  const filename = path.slice(path.lastIndexOf('/') + 1)
  const uploaded = await uploadFile(ctx, { data, filename, signal: session.signal })()
  if (uploaded._tag === 'Left') return uploaded
  counts.files++
  counts.bytes += data.size
  await journal.put(key, { id: uploaded.right.id, at: Date.now() })
  return ok(uploaded.right.id)
}

/** Notes that the uploads of a file are attached: from now on, they do not expire. */
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

/** An icon or cover of front matter as a request has it. */
export const pictureOf = async (run: Writing, node: FolderNode, given: unknown): Promise<object | undefined> => {
  if (typeof given !== 'string' || given === '') return undefined
  if (/^https?:\/\//.test(given)) return { type: 'external', external: { url: given } }
  const path = resolveLink(node.file ?? '', given)
  if (/^:.*:$/.test(given)) return undefined
  if ((await isInside(run.job.root, path)) === undefined)
    return EMOJI.test(given) ? { type: 'emoji', emoji: given } : undefined
  const uploaded = await upload(run, path ?? '')
  if (uploaded._tag === 'Right') return fileOf({ id: uploaded.right })
  loseOf(run, node)(given, uploaded.left.message)
  return undefined
}
