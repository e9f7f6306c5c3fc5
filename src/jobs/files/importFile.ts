/** Lets Notion import a file from a URL. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { abortError, type NotionError, timeoutError } from '../../core/call/error.js'
import { stopwatch } from '../../core/internal/clock.js'
import { isRecord } from '../../core/internal/json.js'
import type { OptionRule } from '../../core/internal/options.js'
import type { FileImportFailure, FileUpload } from '../../ops/file_uploads/fileUpload.js'
import { getFileUpload } from '../../ops/file_uploads/getFileUpload.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams, invalidJob } from '../shared/jobParams.js'
import type { Meter } from '../shared/meter.js'
import { startJob } from '../shared/startJob.js'
import { nameFile } from './upload/contentType.js'
import { UPLOAD_CHECKS } from './upload/uploadFile.js'
import { createUpload } from './upload/uploadRequests.js'

/** Parameters of {@link importFile}. */
export interface ImportFileParams extends JobOptions {
  /** The public https URL of the file, at most 2,000 characters. Its server must send `content-type` and `content-length`. */
  readonly url: string
  /** The name, at most 900 bytes as UTF-8. If it has no extension, that of the type is added. */
  readonly filename: string
  /** The media type. Default: determined by the extension. */
  readonly content_type?: string | undefined
  /** How long to wait for Notion, in milliseconds. Default 120,000. */
  readonly wait_ms?: number | undefined
  /** The `resume` of a `PartialImportError`: an import that has begun. */
  readonly resume?: ImportResume | undefined
}

/** An import that has begun, as JSON. */
export interface ImportResume {
  readonly file_upload_id: string
}

/** Notion could not import a file. */
export interface FileImportError {
  readonly _tag: 'FileImportError'
  /** A human-readable message with Notion's reason. */
  readonly message: string
  /** Notion's reason; absent if the upload expired. */
  readonly failure?: FileImportFailure
  /** The file upload, whose status is `failed` or `expired`. */
  readonly upload: FileUpload
}

/** An import that Notion may not have finished yet. */
export interface PartialImportError {
  readonly _tag: 'PartialImportError'
  /** A human-readable message: why the wait ended, and how to continue. */
  readonly message: string
  /** The error that ended the wait. */
  readonly cause: NotionError
  /** Pass this to `importFile` to continue waiting. */
  readonly resume: ImportResume
}

const OP = 'importFile'

const CHECKS: { readonly [name in keyof ImportFileParams]-?: OptionRule } = {
  // An invalid URL throws, so it does not fit.
  url: [
    (given) => typeof given === 'string' && given.length <= 2000 && new URL(given).protocol === 'https:',
    'an https URL of at most 2,000 characters',
  ],
  filename: UPLOAD_CHECKS.filename,
  content_type: UPLOAD_CHECKS.content_type,
  wait_ms: [(given) => typeof given === 'number' && given >= 0, 'a number of milliseconds, 0 or more'],
  resume: [
    (given) => isRecord(given) && typeof given.file_upload_id === 'string',
    'the `resume` of a PartialImportError',
  ],
  // Not destructured: a bundler would keep that for everyone.
  on_progress: JOB_OPTIONS.on_progress,
  signal: JOB_OPTIONS.signal,
  max_requests: JOB_OPTIONS.max_requests,
}

/** The pause before the first look at an import, in milliseconds. It doubles up to the longest. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5000

type Result = Either<FileImportError | PartialImportError | NotionError, FileUpload>

const notImported = (upload: FileUpload): FileImportError => {
  const { file_import_result: result, status, filename } = upload
  const failure = result && 'error' in result ? result.error : undefined
  const why = failure ? `${failure.message} (${failure.code})` : `the file upload has the status ${status}`
  const message = `${OP}: Notion could not import ${filename}: ${why}`
  return { _tag: 'FileImportError', message, ...(failure && { failure }), upload }
}

const unfinished = (cause: NotionError, resume: ImportResume): PartialImportError => ({
  _tag: 'PartialImportError',
  message: `${cause.message}. To continue, call ${OP} again with \`resume\`.`,
  cause,
  resume,
})

/** Waits until Notion has imported a file, or has failed. */
const wait = async (
  { ctx, advance }: Meter,
  file_upload_id: string,
  { wait_ms = 120_000, signal: aborting }: ImportFileParams,
): Promise<Result> => {
  const { clock } = ctx.config
  const resume = { file_upload_id }
  const elapsed = stopwatch(clock)
  const started = elapsed()
  const call = { op: OP, kind: 'read', method: 'GET', path: `file_uploads/${file_upload_id}` } as const
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const now = await getFileUpload(ctx, resume)()
    if (isLeft(now)) return left(unfinished(now.left, resume))
    const { status } = now.right
    if (status === 'uploaded') {
      advance(1, 1)
      return right(now.right)
    }
    if (status !== 'pending') return left(notImported(now.right))
    advance(0, 1)
    const rest = wait_ms - (elapsed() - started)
    if (rest <= 0) return left(unfinished(timeoutError(call, 'not imported', wait_ms, 'not-applied'), resume))
    await clock.sleep(Math.min(pause, rest), aborting)
    if (aborting?.aborted) return left(unfinished(abortError(call, aborting), resume))
  }
}

const importWith = async (meter: Meter, params: ImportFileParams): Promise<Result> => {
  const { url, filename, content_type, resume } = params
  if (resume) return wait(meter, resume.file_upload_id, params)
  const named = nameFile({ filename, content_type })
  if (isLeft(named)) return left(invalidJob(OP, [named.left]))
  const created = await createUpload(meter.ctx, { mode: 'external_url', external_url: url, ...named.right })
  return isLeft(created) ? created : wait(meter, created.right.id, params)
}

/**
 * Lets Notion import a file from a URL, and waits until the import is done. Attach the file within an hour, with `fileOf`.
 *
 * @param ctx The context to send the requests with. Its clock measures the waits.
 * @param params The URL, and the name of the file.
 * @returns The file upload, whose status is `uploaded`. Fails with `FileImportError`, which has Notion's reason; with `PartialImportError`
 * if the import takes longer than `wait_ms` or a request fails in the meantime; and with a {@link NotionError} if the import did not begin,
 * in particular `ValidationError` for a URL that Notion cannot reach.
 * @see https://developers.notion.com/guides/data-apis/importing-external-files
 * @example
 * import type { Context } from 'notion-fp'
 * import { importFile } from 'notion-fp/files'
 *
 * const importPlan = (ctx: Context) => importFile(ctx, { url: 'https://example.com/plan.pdf', filename: 'plan.pdf' })
 */
export const importFile =
  (
    ctx: Context,
    params: ImportFileParams,
  ): TaskEither<FileImportError | PartialImportError | NotionError, FileUpload> =>
  async () => {
    const checked = checkJobParams(OP, params, CHECKS, ['url', 'filename'])
    return isLeft(checked) ? checked : importWith(startJob(ctx, params), params)
  }
