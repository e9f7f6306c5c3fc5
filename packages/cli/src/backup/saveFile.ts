/** Downloads files of Notion into the folder of a backup, under the hash of their content. */
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, Writable } from 'node:stream'
import type { Context } from 'notion-fp'
import { downloadFile, type FoundFile } from 'notion-fp/files'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { blobFile } from './blobs.js'
import type { FileRecord } from './records.js'

/** Downloads a file. It appears under its hash when it is complete. */
export const saveFile = async (
  ctx: Context,
  folder: string,
  { owner, name }: FoundFile,
  signal: AbortSignal,
): Promise<Result<FileRecord>> => {
  const opened = await downloadFile(ctx, { owner, signal })()
  if (opened._tag === 'Left') return opened
  const { body, content_type, filename } = opened.right
  const part = join(folder, 'files', `${randomUUID()}.part`)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const hashing = new Transform({
      transform: (chunk: Buffer, _, done) => {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
    })
    const written = createWriteStream(part, { flush: true })
    const ended = new Promise<void>((resolve, reject) => {
      written.on('close', resolve)
      for (const stream of [hashing, written]) stream.on('error', reject)
    })
    hashing.pipe(written)
    await Promise.all([body.pipeTo(Writable.toWeb(hashing)), ended])
    const id = hash.digest('hex')
    const file = blobFile(folder, id)
    await mkdir(dirname(file), { recursive: true })
    await rename(part, file)
    return ok({ id, bytes, name: name || filename, ...(content_type !== undefined && { content_type }) })
  } catch (thrown) {
    await rm(part, { force: true })
    return fail(localError(`the file could not be stored: ${messageOf(thrown)}`))
  }
}
