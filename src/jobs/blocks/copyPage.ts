/** Copies a page, with its content and its child pages. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { invalidInputError, type NotionError } from '../../core/call/error.js'
import { ID_EXPECTED } from '../../core/input/check.js'
import { idIn } from '../../core/input/id.js'
import { PLACES } from '../../core/input/idKinds.js'
import { isRecord } from '../../core/internal/json.js'
import { COUNT, FUNCTION, type OptionRule } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import { getDataSource } from '../../ops/data_sources/getDataSource.js'
import { getDatabase } from '../../ops/databases/getDatabase.js'
import { getPage } from '../../ops/pages/getPage.js'
import { JOB_OPTIONS } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'
import { metered } from '../shared/meter.js'
import { patiently } from '../shared/patiently.js'
import { createPool } from '../shared/pool.js'
import type { CopyPageParams } from './copy/copyPageParams.js'
import type { Schema } from './copy/copyProperties.js'
import { type CopyRun, copyOf } from './copy/copyRun.js'
import { createCopies, type Destination, pagesIn } from './copy/createCopies.js'
import { fillCopy } from './copy/fillCopy.js'
import { linkBlocks } from './copy/linkBlocks.js'
import type { PageCopy, PartialCopyError } from './copy/pageCopy.js'
import { readSource, type SourcePage } from './copy/readSource.js'

const pageIdOf = (given: unknown): string | undefined => idIn(given, PLACES.page)

const isPageId = (given: unknown): boolean => pageIdOf(given) !== undefined

const isCopied = (given: unknown): boolean => isPageId(field(given, 'from')) && isPageId(field(given, 'to'))

const CHECKS: { readonly [name in keyof CopyPageParams]-?: OptionRule } = {
  ...JOB_OPTIONS,
  page_id: [isPageId, ID_EXPECTED],
  parent: [isRecord, 'an object with page_id, data_source_id, database_id or workspace'],
  position: [isRecord, 'page_start, page_end or after_block'],
  deep: [(given) => typeof given === 'boolean', 'true or false'],
  concurrency: COUNT,
  fetch: FUNCTION,
  resume: [
    (given) => {
      const { page_id, pages, losses = [], unsettled } = Object(given)
      const { from, known } = Object(unsettled)
      const isSettled = unsettled === undefined || (isPageId(from) && Array.isArray(known))
      return isPageId(page_id) && pages.every((page: unknown) => isCopied(page)) && Array.isArray(losses) && isSettled
    },
    'the resume of a PartialCopyError',
  ],
}

const schemaOf = async (
  { meter: { ctx }, signal }: CopyRun,
  data_source_id: string,
): Promise<Either<NotionError, Schema>> => patiently(ctx, getDataSource(ctx, { data_source_id }), signal)

/** The parent as a data source, if it is a database with one. */
const withDataSource = async (
  { meter: { ctx }, signal }: CopyRun,
  parent: CopyPageParams['parent'],
): Promise<Either<NotionError, CopyPageParams['parent']>> => {
  if (parent.database_id === undefined) return right(parent)
  const database = await patiently(ctx, getDatabase(ctx, { database_id: parent.database_id }), signal)
  if (isLeft(database)) return database
  const [source, other] = database.right.data_sources ?? []
  // Notion explains what is wrong with a database that has several.
  return right(source && !other ? { data_source_id: source.id } : parent)
}

const destinationOf = async (
  run: CopyRun,
  { parent: given, position }: CopyPageParams,
  [first]: ReadonlyArray<SourcePage>,
): Promise<Either<NotionError, Destination>> => {
  const parent = await withDataSource(run, given)
  if (isLeft(parent)) return parent
  const { data_source_id } = parent.right
  const place = { parent: parent.right, position }
  if (data_source_id === undefined) return right({ ...place, target: undefined, source: undefined })
  const target = await schemaOf(run, data_source_id)
  if (isLeft(target)) return target
  const origin = first?.page.parent
  if (origin?.type !== 'data_source_id') return right({ ...place, target: target.right, source: undefined })
  if (origin.data_source_id === data_source_id) return right({ ...place, target: target.right, source: target.right })
  const source = await schemaOf(run, origin.data_source_id)
  // A page can be shared with the connection without its data source.
  const isHidden = isLeft(source) && /^(NotFound|Permission)Error$/.test(source.left._tag)
  if (isLeft(source) && !isHidden) return source
  return right({ ...place, target: target.right, source: isLeft(source) ? undefined : source.right })
}

/** Completes the copy. Returns the error if it stopped. */
const copyAll = async (
  run: CopyRun,
  params: CopyPageParams,
  sources: ReadonlyArray<SourcePage>,
): Promise<NotionError | undefined> => {
  const destination = await destinationOf(run, params, sources)
  if (isLeft(destination)) return destination.left
  const earlier = new Set(run.pages.map(({ from }) => from))
  const failed = await createCopies(run, sources, destination.right)
  if (failed) return failed
  for (const source of sources) {
    const stopped = await fillCopy(run, source, !earlier.has(source.page.id))
    if (stopped) return stopped
  }
  return linkBlocks(run, sources)
}

const failureOf = (run: CopyRun, page_id: string, cause: NotionError): PartialCopyError | NotionError => {
  const { pages, unsettled, created, meter } = run
  if (pages.length === 0 && !unsettled) return cause
  const maybe = unsettled ? ', and perhaps one more' : ''
  return {
    _tag: 'PartialCopyError',
    message:
      `copyPage: created ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}${maybe}, whose content may be incomplete. ` +
      `Call copyPage again with the same parameters and this resume to complete the copy. Cause: ${cause.message}`,
    cause,
    pages: [...pages],
    requests: meter.requests(),
    resume: { page_id, pages: [...pages], losses: [...created], ...(unsettled && { unsettled }) },
  }
}

/** The existing copies, including one that may exist: a copy inside its original is not copied again. */
const existingCopies = async (
  run: CopyRun,
  { parent }: CopyPageParams,
): Promise<Either<NotionError, ReadonlySet<string>>> => {
  const copies = run.pages.map(({ to }) => to)
  const { unsettled } = run
  const now = unsettled && run.pages.length === 0 ? await pagesIn(run, parent) : right([])
  if (isLeft(now)) return now
  return right(
    new Set([...copies, ...(now.right ?? []).map(({ id }) => id).filter((id) => !unsettled?.known.includes(id))]),
  )
}

const copy = async (
  ctx: Context,
  params: CopyPageParams,
): Promise<Either<PartialCopyError | NotionError, PageCopy>> => {
  const op = 'copyPage'
  const checked = checkJobParams(op, params, CHECKS, ['page_id', 'parent'])
  if (isLeft(checked)) return checked
  const { deep = false, concurrency = 4, fetch, resume, signal } = params
  const page_id = `${pageIdOf(params.page_id)}`
  if (resume && resume.page_id !== page_id) {
    const issue = { field: 'resume', given: resume.page_id, allowed: `that of a copy of ${page_id}` }
    return left(invalidInputError({ op, kind: 'once', method: 'POST', path: '' }, [issue]))
  }
  const meter = metered(ctx, params)
  const run: CopyRun = {
    meter,
    signal,
    fetch,
    concurrency,
    pool: createPool(concurrency),
    losses: [],
    created: [...(resume?.losses ?? [])],
    pages: [...(resume?.pages ?? [])],
    unsettled: resume?.unsettled,
    files: 0,
    maybeEdited: false,
  }
  const copies = await existingCopies(run, params)
  if (isLeft(copies)) return left(failureOf(run, page_id, copies.left))
  const sources = await readSource(run, page_id, deep, copies.right)
  const failed = isLeft(sources) ? sources.left : await copyAll(run, params, sources.right)
  if (failed) return left(failureOf(run, page_id, failed))
  const page = await patiently(meter.ctx, getPage(meter.ctx, { page_id: `${copyOf(run, page_id)}` }), signal)
  if (isLeft(page)) return left(failureOf(run, page_id, page.left))
  const { pages, files } = run
  return right({
    page: page.right,
    pages,
    losses: [...run.created, ...run.losses],
    maybe_edited_while_read: run.maybeEdited,
    files,
    requests: meter.requests(),
    retries: meter.retries(),
  })
}

/**
 * Copies a page: its content, properties, icon and cover, and with `deep` its child pages, each in the same place.
 *
 * - All pages are read before anything is written, so that copying a page into itself does not go on forever.
 * - Files hosted by Notion are downloaded and uploaded again.
 * - Links, mentions and references to copied pages and blocks lead to the copies.
 * - Properties that Notion truncates are read in full. In a data source, values are written to the properties of the same name and type.
 * - Comments, child databases and anything else that the API cannot create are not copied: `losses` lists all differences.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, and the parent of the copy.
 * @returns The copy, and its losses. Fails with `PartialCopyError` if a page was created, or may have been, and with any other
 * {@link NotionError} if nothing was.
 * @see https://developers.notion.com/reference/post-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { copyPage } from 'notion-fp/blocks'
 *
 * const addTemplate = async (ctx: Context, page_id: string, data_source_id: string) => {
 *   const params = { page_id, parent: { data_source_id }, deep: true }
 *   const copy = await copyPage(ctx, params)()
 * // Later, possibly in another process: only what is missing is written.
 *   return copy._tag === 'Left' && copy.left._tag === 'PartialCopyError'
 *     ? copyPage(ctx, { ...params, resume: copy.left.resume })()
 *     : copy
 * }
 */
export const copyPage =
  (ctx: Context, params: CopyPageParams): TaskEither<PartialCopyError | NotionError, PageCopy> =>
  () =>
    copy(ctx, params)
