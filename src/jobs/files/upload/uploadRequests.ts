/**
 * The requests of an upload, each of which can be repeated.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { send } from '../../../core/call/send.js'
import { completeFileUpload } from '../../../ops/file_uploads/completeFileUpload.js'
import { type CreateFileUploadParams, createFileUploadRequest } from '../../../ops/file_uploads/createFileUpload.js'
import type { FileUpload } from '../../../ops/file_uploads/fileUpload.js'
import { getFileUpload } from '../../../ops/file_uploads/getFileUpload.js'
import { type SendFileUploadParams, sendFileUploadRequest } from '../../../ops/file_uploads/sendFileUpload.js'
import { getBotUser } from '../../../ops/users/getBotUser.js'

type Result<A> = Promise<Either<NotionError, A>>

/** The minimum speed at which a part is sent, in bytes per millisecond. */
const SLOWEST = 64

/**
 * Creates an upload. It is created again if the outcome is unknown: Notion deletes unused uploads, and searching by name could find that of
 * another process.
 */
export const createUpload = (ctx: Context, params: CreateFileUploadParams): Result<FileUpload> =>
  send(ctx, { ...createFileUploadRequest(params), kind: 'repeatable' })()

/** Sends a part. The time to send its bytes is added to the timeout of the context. */
export const sendPart = (ctx: Context, params: SendFileUploadParams, size: number): Result<FileUpload> =>
  send(ctx, {
    ...sendFileUploadRequest(params),
    timeoutMs: ctx.config.timeoutMs + Math.ceil(size / SLOWEST),
  })()

/** Whether a request may have been applied although it failed: Notion also rejects a request that was already applied. */
const mayBeDone = (error: NotionError): boolean => error._tag === 'ValidationError' || error.outcome !== 'not-applied'

/** The state of an upload after a request that should have completed it. */
export interface Settled {
  readonly error: NotionError
  /** The current upload; absent if it is unknown. */
  readonly upload?: FileUpload
}

/** The completed upload, even if only the response was lost: the status decides. */
export const settled = async (
  ctx: Context,
  file_upload_id: string,
  sent: Either<NotionError, FileUpload>,
): Promise<Either<Settled, FileUpload>> => {
  if (!isLeft(sent)) return sent
  const error = sent.left
  if (!mayBeDone(error)) return left({ error })
  const now = await getFileUpload(ctx, { file_upload_id })()
  if (isLeft(now)) return left({ error })
  return now.right.status === 'uploaded' ? now : left({ error, upload: now.right })
}

/** Completes a multi-part upload. */
export const complete = async (ctx: Context, file_upload_id: string): Promise<Either<Settled, FileUpload>> =>
  settled(ctx, file_upload_id, await completeFileUpload(ctx, { file_upload_id })())

/** The maximum file size of the workspace, in bytes; `Infinity` if Notion does not return it. */
export const uploadLimit = async (ctx: Context): Result<number> => {
  const user = await getBotUser(ctx)()
  if (isLeft(user)) return user.left._tag === 'PermissionError' ? right(Number.POSITIVE_INFINITY) : user
  const limits = user.right.type === 'bot' ? user.right.bot.workspace_limits : undefined
  return right(limits?.max_file_upload_size_in_bytes ?? Number.POSITIVE_INFINITY)
}
