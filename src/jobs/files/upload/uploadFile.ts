/** Uploads a file of any size. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { COUNT, type OptionRule } from '../../../core/internal/options.js'
import type { FileUpload } from '../../../ops/file_uploads/fileUpload.js'
import { getFileUpload } from '../../../ops/file_uploads/getFileUpload.js'
import { JOB_OPTIONS, type JobOptions } from '../../shared/jobOptions.js'
import { checkJobParams, invalidJob } from '../../shared/jobParams.js'
import type { Meter } from '../../shared/meter.js'
import { startJob } from '../../shared/startJob.js'
import { FILE_DATA, type FileData, isFileData, type OpenContent } from './fileData.js'
import { ALWAYS_ALLOWED, MAX_SINGLE, MIN_PART, partsOf, planUpload, type UploadPlan } from './planUpload.js'
import { type PreparedFile, prepareUpload } from './prepareUpload.js'
import { readParts } from './readParts.js'
import { sendParts } from './sendParts.js'
import { complete, createUpload, uploadLimit } from './uploadRequests.js'
import {
  isUploadResume,
  type PartialUploadError,
  partialUploadError,
  planOfResume,
  type UploadResume,
} from './uploadResume.js'

/** Parameters of {@link uploadFile}. */
export interface UploadFileParams extends JobOptions {
  /**
   * The content: a `Blob`, bytes, a stream of bytes, or a function that returns one of these, so that a stream can be read twice. A stream
   * of unknown length above 20 MiB is held in memory, up to 1 GiB, unless it comes from a function: Notion requires the number of parts
   * first.
   */
  readonly data: FileData
  /** The name, at most 900 bytes as UTF-8. If it has no extension, that of the type is added. */
  readonly filename: string
  /** The media type, such as `application/pdf`. Default: determined by the first bytes, the extension, or the type of a `Blob`. */
  readonly content_type?: string | undefined
  /** The size of `data` in bytes, such as the `content-length` of a response. Default: that of a `Blob` or of bytes. */
  readonly size?: number | undefined
  /** The size of each part except the last, from 5 to 20 MiB, for files above 20 MiB. Default 10 MiB. */
  readonly part_size?: number | undefined
  /** The maximum number of parts that are sent concurrently. Default 4, or 2 for a stream, whose parts are held in memory. */
  readonly concurrency?: number | undefined
  /** The `resume` of a `PartialUploadError`: an upload that has begun. */
  readonly resume?: UploadResume | undefined
}

/**
 * The checks of the parameters of an upload.
 *
 * @internal
 */
export const UPLOAD_CHECKS: { readonly [name in keyof UploadFileParams]-?: OptionRule } = {
  data: [isFileData, FILE_DATA],
  filename: [
    (given) => typeof given === 'string' && given !== '' && new TextEncoder().encode(given).length <= 900,
    'a name of at most 900 bytes',
  ],
  content_type: [(given) => typeof given === 'string', 'a media type such as application/pdf'],
  size: [(given) => Number.isSafeInteger(given) && Number(given) >= 0, 'a number of bytes'],
  part_size: [
    (given) => Number.isInteger(given) && Number(given) >= MIN_PART && Number(given) <= MAX_SINGLE,
    `a number of bytes from ${MIN_PART} (5 MiB) to ${MAX_SINGLE} (20 MiB)`,
  ],
  concurrency: COUNT,
  resume: [isUploadResume, 'the `resume` of a PartialUploadError'],
  ...JOB_OPTIONS,
}

type Result = Either<PartialUploadError | NotionError, FileUpload>

/** The state that every step of an upload needs. */
interface Job {
  readonly op: string
  readonly meter: Meter
  readonly params: UploadFileParams
}

/** Sends the missing parts of an existing upload, and completes it. */
const finish = async ({ op, meter, params }: Job, prepared: PreparedFile, resume: UploadResume): Promise<Result> => {
  const plan = planOfResume(resume)
  const { content } = prepared
  const without = new Set(resume.parts)
  const { content_type, file_upload_id } = resume
  const source = readParts({ op, content, content_type, plan, without, signal: params.signal })
  const earlier = partsOf(plan).filter(({ number }) => without.has(number))
  if (earlier.length > 0)
    meter.advance(
      earlier.reduce((sum, { start, end }) => sum + end - start, 0),
      plan.size,
    )
  const concurrency = params.concurrency ?? (content.kind === 'whole' ? 4 : 2)
  const { parts, error, upload } = await sendParts(meter, resume, plan, source, concurrency)
  if (error) return left(partialUploadError(op, error, { ...resume, parts }))
  if (upload) return right(upload)
  const completed = await complete(meter.ctx, file_upload_id)
  meter.advance(0)
  if (!isLeft(completed)) return completed
  const { error: cause, upload: now } = completed.left
  // Parts that Notion has not received are sent again, whatever its responses were.
  const received = now?.number_of_parts?.sent ?? parts.length
  return left(partialUploadError(op, cause, { ...resume, parts: received < parts.length ? [] : parts }))
}

const resumeOf = (upload: FileUpload, { file }: PreparedFile, { size, part_size }: UploadPlan): UploadResume => ({
  file_upload_id: upload.id,
  filename: file.filename,
  content_type: file.content_type,
  size,
  part_size,
  parts: [],
  expiry_time: upload.expiry_time,
})

/** Begins an upload. */
const begin = async (
  job: Job,
  prepared: PreparedFile,
  limitOf: () => Promise<Either<NotionError, number>>,
): Promise<Result> => {
  const { op, meter, params } = job
  const limit = prepared.size > ALWAYS_ALLOWED ? await limitOf() : right(Number.POSITIVE_INFINITY)
  if (isLeft(limit)) return limit
  const plan = planUpload(prepared.size, limit.right, params.part_size)
  if (isLeft(plan)) return left(invalidJob(op, [plan.left]))
  const { mode, number_of_parts } = plan.right
  const created = await createUpload(meter.ctx, {
    mode,
    ...prepared.file,
    ...(mode === 'multi_part' && { number_of_parts }),
  })
  return isLeft(created) ? created : finish(job, prepared, resumeOf(created.right, prepared, plan.right))
}

/** Continues an upload, or begins again if Notion no longer has it. */
const goOn = async (job: Job, prepared: PreparedFile, resume: UploadResume): Promise<Result | 'gone'> => {
  const { op, meter } = job
  const { size, file } = prepared
  if (size !== resume.size || file.filename !== resume.filename) {
    const allowed = `that of the same file (${resume.filename}, ${resume.size} bytes; data is ${file.filename}, ${size} bytes)`
    return left(invalidJob(op, [{ field: 'resume', given: resume, allowed }]))
  }
  const now = await getFileUpload(meter.ctx, { file_upload_id: resume.file_upload_id })()
  if (isLeft(now)) {
    return now.left._tag === 'NotFoundError' ? 'gone' : left(partialUploadError(op, now.left, resume))
  }
  const { status, number_of_parts: received } = now.right
  if (status === 'uploaded') return now
  if (status !== 'pending') return 'gone'
  const isLost = received !== undefined && received.sent < resume.parts.length
  return finish(job, prepared, isLost ? { ...resume, parts: [] } : resume)
}

/** Uploads a file whose parameters are valid. */
const upload = async (job: Job): Promise<Result> => {
  const { op, meter, params } = job
  const { resume, signal } = params
  const opened = new Set<OpenContent>()
  let limit: ReturnType<typeof uploadLimit> | undefined
  const limitOf = (): ReturnType<typeof uploadLimit> => {
    limit ??= uploadLimit(meter.ctx)
    return limit
  }
  const { data, filename, content_type, size } = params
  const file = { data, filename, content_type, size, knownSize: size ?? resume?.size, signal }
  const prepared = await prepareUpload(op, file, limitOf, (content) => opened.add(content))
  const went = isLeft(prepared) || !resume ? 'gone' : await goOn(job, prepared.right, resume)
  const result = went !== 'gone' ? went : isLeft(prepared) ? prepared : await begin(job, prepared.right, limitOf)
  // Closes a stream that was not read to its end; otherwise this has no effect.
  for (const content of opened) if (content.kind === 'stream') content.cancel(isLeft(result) ? result.left : undefined)
  return result
}

/**
 * Uploads a file of any size: up to 20 MiB in one request, larger files in parts, several at a time.
 *
 * Notion's limits are checked before anything is sent: the type of the file, its size, and the limit of the workspace, which is 5 MiB on a
 * free plan. Progress is in bytes. Attach the file within an hour, with `fileOf`; `withUpload` uploads and attaches. The timeout of each
 * part is `timeoutMs`, plus one second per 64 kB.
 *
 * @param ctx The context to send the requests with. Its `withRetry` retries each part separately.
 * @param params The content and name of the file.
 * @returns The file upload, whose status is `uploaded`. Fails with `PartialUploadError` after an upload has begun: with its `resume`,
 * another call continues, possibly in another process. Before that, fails with a {@link NotionError}, in particular with
 * `InvalidInputError` for a file that is empty, too large, or of a type that Notion does not accept.
 * @see https://developers.notion.com/guides/data-apis/working-with-files-and-media
 * @example
 * import type { Context } from 'notion-fp'
 * import { uploadFile } from 'notion-fp/files'
 *
 * const upload = (ctx: Context) =>
 *   uploadFile(ctx, {
 *     data: new Blob(['Name,Estimate\nWrite the report,3']),
 *     filename: 'tasks.csv',
 *     on_progress: ({ done, total }) => `${done} of ${total} bytes`,
 *   })
 */
export const uploadFile =
  (ctx: Context, params: UploadFileParams): TaskEither<PartialUploadError | NotionError, FileUpload> =>
  async () => {
    const op = 'uploadFile'
    const checked = checkJobParams(op, params, UPLOAD_CHECKS, ['data', 'filename'])
    return isLeft(checked) ? checked : upload({ op, meter: startJob(ctx, params), params })
  }
