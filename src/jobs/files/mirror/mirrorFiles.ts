/** Copies all files of a page to a sink. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { isRecord } from '../../../core/internal/json.js'
import { COUNT, FUNCTION, type OptionRule } from '../../../core/internal/options.js'
import { orUndefined, tryTo } from '../../../core/internal/orUndefined.js'
import { getPage } from '../../../ops/pages/getPage.js'
import { walkBlocks } from '../../blocks/tree/walkBlocks.js'
import { JOB_OPTIONS, type JobOptions } from '../../shared/jobOptions.js'
import { checkJobParams, invalidJob } from '../../shared/jobParams.js'
import type { Meter } from '../../shared/meter.js'
import { startJob } from '../../shared/startJob.js'
import type { FileFetch } from '../download/fileFetch.js'
import { type FilePlace, placeOf } from '../download/fileOwner.js'
import { type FoundFile, filesOf, withOwnKeys } from '../download/filesOf.js'
import { isManifest, type MirroredFile, type MirrorManifest } from './mirrorManifest.js'
import { type MirrorOutcome, mirrorOne } from './mirrorOne.js'
import type { MirrorSink } from './mirrorSink.js'

/** Parameters of {@link mirrorFiles}. */
export interface MirrorFilesParams extends JobOptions {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The destination of the files. */
  readonly sink: MirrorSink
  /** The manifest of an earlier run: its files are skipped. */
  readonly manifest?: MirrorManifest | undefined
  /** Which files to mirror. Default: all, external ones included. */
  readonly select?: ((file: FoundFile) => boolean) | undefined
  /** The maximum number of concurrent files, up to 100. Default 4. */
  readonly concurrency?: number | undefined
  /** The maximum size of a file, in bytes. Larger files are listed as failed. Default: unlimited. */
  readonly max_bytes?: number | undefined
  /** Fetches files from their hosts: see `downloadFile`. Default: the `fetch` of the context. */
  readonly fetch?: FileFetch | undefined
  /** Called with the manifest after each written file, so that it can be saved while the job runs. */
  readonly on_file?: ((key: string, file: MirroredFile) => void) | undefined
}

/** A file that could not be mirrored. */
export interface MirrorFailure {
  readonly key: string
  readonly name: string
  /** The owner of the file. */
  readonly owner: FilePlace
  /** The reason; the `link` of a `DownloadError` is the address. */
  readonly error: Extract<MirrorOutcome, { readonly status: 'failed' }>['error']
}

/** The result of a mirror. */
export interface MirrorReport {
  /** The current contents of the sink. */
  readonly manifest: MirrorManifest
  /** Whether the sink has every file of the page: nothing failed, and no part of the page is missing. */
  readonly complete: boolean
  /** The keys of the files that were written. */
  readonly written: ReadonlyArray<string>
  /** The keys of the files that the sink already had. */
  readonly skipped: ReadonlyArray<string>
  /** The files that could not be mirrored, each with its reason. */
  readonly failed: ReadonlyArray<MirrorFailure>
  /** The errors of parts of the page that could not be read. Their files are unknown. */
  readonly missing: ReadonlyArray<NotionError>
  /** The keys of the earlier manifest that the page no longer has; empty if parts of the page are missing. */
  readonly gone: ReadonlyArray<string>
  /** The number of requests to Notion, without their retries. */
  readonly requests: number
}

const OP = 'mirrorFiles'

/** The maximum number of concurrent files, whatever `concurrency` is. */
const MOST_AT_A_TIME = 100

const CHECKS: { readonly [name in keyof MirrorFilesParams]-?: OptionRule } = {
  page_id: [(given) => typeof given === 'string', 'the id of a page'],
  sink: [(given) => isRecord(given) && typeof given.write === 'function', 'an object with the function write'],
  manifest: [isManifest, 'the manifest of an earlier report'],
  select: FUNCTION,
  concurrency: COUNT,
  max_bytes: COUNT,
  fetch: FUNCTION,
  on_file: FUNCTION,
  ...JOB_OPTIONS,
}

/** The files of a page and its blocks, in the order of the walk. */
async function* filesOnPage(
  ctx: Context,
  page: Parameters<typeof filesOf>[0] & { readonly id: string },
  signal: AbortSignal | undefined,
  missing: (error: NotionError) => void,
): AsyncGenerator<FoundFile, void, undefined> {
  const known = new Map<string, Set<string>>()
  yield* withOwnKeys(filesOf(page), known)
  for await (const walked of walkBlocks(ctx, { block_id: page.id, on_missing: 'keep', signal })) {
    if (isLeft(walked)) missing(walked.left)
    else yield* withOwnKeys(filesOf(walked.right.block), known)
  }
}

const mirror = async (meter: Meter, params: MirrorFilesParams): Promise<Either<NotionError, MirrorReport>> => {
  const { sink, manifest, select = () => true, concurrency = 4, max_bytes, fetch, signal, on_file } = params
  const page = await getPage(meter.ctx, { page_id: params.page_id })()
  if (isLeft(page)) return page
  const page_id = page.right.id
  if (manifest && manifest.page_id !== page_id) {
    const issue = { field: 'manifest', given: manifest.page_id, allowed: `that of page ${page_id}` }
    return left(invalidJob(OP, [issue]))
  }
  const before = new Map(Object.entries(manifest?.files ?? {}))
  const now = new Map<string, MirroredFile>()
  const seen = new Set<string>()
  const written: Array<string> = []
  const skipped: Array<string> = []
  const failures: Array<MirrorFailure> = []
  const missing: Array<NotionError> = []
  const files = filesOnPage(meter.ctx, page.right, signal, (error) => missing.push(error))

  const settle = ({ key, name, owner }: FoundFile, outcome: MirrorOutcome): void => {
    if (outcome.status === 'failed') {
      failures.push({ key, name, owner: placeOf(owner), error: outcome.error })
      return
    }
    now.set(key, outcome.file)
    if (outcome.status === 'skipped') skipped.push(key)
    else {
      written.push(key)
      void orUndefined(() => on_file?.(key, outcome.file))
    }
  }

  const work = async (): Promise<void> => {
    for (;;) {
      const { done, value: found } = await files.next()
      if (done) return
      seen.add(found.key)
      if (!tryTo(() => select(found), true)) continue
      const known = before.get(found.key)
      settle(found, await mirrorOne(meter.ctx, found, { sink, known, max_bytes, fetch, signal }))
      meter.advance(1)
    }
  }

  await Promise.all(Array.from({ length: Math.min(concurrency, MOST_AT_A_TIME) }, work))
  const gone = missing.length > 0 ? [] : [...before.keys()].filter((key) => !seen.has(key))
  for (const key of gone) before.delete(key)
  return right({
    manifest: { version: 1, page_id, files: Object.fromEntries([...before, ...now]) },
    complete: failures.length === 0 && missing.length === 0,
    written,
    skipped,
    failed: failures,
    missing,
    gone,
    requests: meter.requests(),
  })
}

/**
 * Copies all files of a page to a sink: those of its icon, cover and properties, and of all its blocks, but not of its child pages.
 *
 * It returns a manifest of the files in the sink, with keys that do not change with signed addresses. The next run, in this process or
 * another, skips the files of the manifest that it is given: a file hosted by Notion without any request, an external one after a check of
 * its size. Files are streamed, several at a time. Progress is in files.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, the sink and the manifest.
 * @returns The written, skipped and failed files, with the reasons of failures. Neither a failed file nor the signal fails the job. Fails
 * with a `NotionError` if the page itself cannot be read.
 * @example
 * import type { Context } from 'notion-fp'
 * import { mirrorFiles } from 'notion-fp/files'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const mirrorToMemory = (ctx: Context, page_id: string) => {
 *   const files = new Map<string, Blob>()
 *   const sink = {
 *     write: async (key: string, stream: ReadableStream<Uint8Array>) => {
 *       files.set(key, await new Response(stream).blob())
 *     },
 *   }
 *   return pipe(
 *     mirrorFiles(ctx, { page_id, sink }),
 *     TE.map(({ manifest, complete }) => ({ files, manifest, complete })),
 *   )
 * }
 */
export const mirrorFiles =
  (ctx: Context, params: MirrorFilesParams): TaskEither<NotionError, MirrorReport> =>
  async () => {
    const checked = checkJobParams(OP, params, CHECKS, ['page_id', 'sink'])
    return isLeft(checked) ? checked : mirror(startJob(ctx, params), params)
  }
