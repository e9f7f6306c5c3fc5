/**
 * Uploads a file hosted by Notion again, as files belong to one place only.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { downloadFile } from '../../files/download/downloadFile.js'
import type { FileOwner } from '../../files/download/fileOwner.js'
import { uploadFile } from '../../files/upload/uploadFile.js'
import type { CopyRun } from './copyRun.js'

/** Why a file is not copied: a reason, or an error that ends the job. */
export type FileFailure = { readonly why: string } | { readonly error: NotionError }

const MAX_FILENAME = 900

/**
 * Downloads a file and uploads it.
 *
 * @returns The id of the upload. A file that cannot be downloaded does not fail the job; stopping the job does.
 */
export const copyFile = (run: CopyRun, owner: FileOwner, name: string): Promise<Either<FileFailure, string>> =>
  run.pool(async () => {
    const { meter, signal, fetch } = run
    const opened = await downloadFile(meter.ctx, { owner, fetch, signal })()
    if (isLeft(opened)) return failed(opened.left)
    const { body, size, content_type, filename } = opened.right
    const uploaded = await uploadFile(meter.ctx, {
      data: body,
      filename: (name || filename || 'file').slice(-MAX_FILENAME / 4),
      size,
      content_type,
      concurrency: 1,
      signal,
    })()
    if (isLeft(uploaded)) return failed(uploaded.left)
    run.files++
    return right(uploaded.right.id)
  })

const failed = (error: { readonly _tag: string; readonly message: string }): Either<FileFailure, never> =>
  left(isStopped(error) ? { error } : { why: `the file could not be copied: ${error.message}` })

const isStopped = (error: { readonly _tag: string }): error is NotionError => error._tag === 'AbortError'
