/**
 * Creates the copies of pages, without their content, so that links to all of them can be written.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import { failedCall, type NotionError } from '../../../core/call/error.js'
import { compactId, dashedId } from '../../../core/call/id.js'
import { isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { FileObject } from '../../../core/objects/file.js'
import { collect } from '../../../core/pagination/paginate.js'
import { getBlockChildren } from '../../../ops/blocks/getBlockChildren.js'
import { queryDataSource } from '../../../ops/data_sources/queryDataSource.js'
import { type CreatePageSyncParams, createPage } from '../../../ops/pages/createPage.js'
import type { Page } from '../../../ops/pages/page.js'
import { updatePage } from '../../../ops/pages/updatePage.js'
import { getBotUser } from '../../../ops/users/getBotUser.js'
import { MAX_TRIES, patiently, pause } from '../../shared/patiently.js'
import type { BlockLoss } from '../blockLoss.js'
import { writableFile, writableIcon } from '../writableText.js'
import { copyFile } from './copyFile.js'
import type { CopyPageParams } from './copyPageParams.js'
import { type Schema, type WritableProperties, writableProperties } from './copyProperties.js'
import { type CopyRun, copyOf } from './copyRun.js'
import type { SourcePage } from './readSource.js'
import { type CopyIds, refersTo, rewriteLinks } from './rewriteLinks.js'

/** The parent of the copies, and the schemas of both sides. */
export interface Destination {
  readonly parent: CopyPageParams['parent']
  readonly position: CopyPageParams['position']
  readonly target: Schema
  readonly source: Schema
}

/** The ids of all copies. */
export const copyIds = ({ pages }: CopyRun): CopyIds =>
  new Map(pages.map(({ from, to }) => [compactId(from), compactId(to)]))

type Params = Pick<CreatePageSyncParams, 'properties' | 'icon' | 'cover'>

/** An icon or a cover converted for writing. */
const decoration = async (
  run: CopyRun,
  page_id: string,
  name: 'icon' | 'cover',
  file: unknown,
  losses: Array<BlockLoss>,
): Promise<Either<NotionError, unknown>> => {
  if (!file) return right(undefined)
  const lose = (why: string): Either<never, undefined> => {
    losses.push({ block_id: page_id, type: 'page', what: name, why })
    return right(undefined)
  }
  const accepts = (url: unknown): url is string => typeof url === 'string' && url.length <= 2000
  const written = name === 'icon' ? writableIcon(file) : writableFile(file, accepts)
  if (!written) return lose('the API cannot write it')
  if (!written.hosted) return right(written.request)
  const owner = { type: `page_${name}`, page_id, file: { type: 'file', file: written.hosted } } as const
  const id = await copyFile(run, owner, '')
  if (isLeft(id)) return 'error' in id.left ? left(id.left.error) : lose(id.left.why)
  return right({ type: 'file_upload', file_upload: { id: id.right } })
}

/** The properties, icon and cover of a copy with their files; links are still unchanged. */
const paramsOf = async (
  run: CopyRun,
  { page }: SourcePage,
  { properties, files }: WritableProperties,
  losses: Array<BlockLoss>,
): Promise<Either<NotionError, Params>> => {
  const written: { [name: string]: unknown } = { ...properties }
  for (const { key, name, property_id, index, file } of files) {
    const owner = {
      type: 'page_property',
      page_id: page.id,
      property_id,
      index,
      // It comes from an unchecked value; only files hosted by Notion are listed.
      file: unsafeCast<FileObject>(file),
    } as const
    const title = `${field(file, 'name') ?? ''}`
    const id = await copyFile(run, owner, title)
    if (isLeft(id) && 'error' in id.left) return left(id.left.error)
    if (isLeft(id) && 'why' in id.left) {
      losses.push({ block_id: page.id, type: 'page', what: `properties.${name}`, why: `${title}: ${id.left.why}` })
    }
    const list = field(written[key], 'files')
    const uploaded = isLeft(id) ? undefined : { name: title, type: 'file_upload', file_upload: { id: id.right } }
    if (Array.isArray(list)) written[key] = { files: list.map((one, at) => (at === index ? uploaded : one)) }
  }
  for (const [name, value] of Object.entries(written)) {
    const list = field(value, 'files')
    if (Array.isArray(list)) written[name] = { files: list.filter((one) => one !== undefined) }
  }
  const icon = await decoration(run, page.id, 'icon', page.icon, losses)
  if (isLeft(icon)) return icon
  const cover = await decoration(run, page.id, 'cover', page.cover, losses)
  if (isLeft(cover)) return cover
  // Each part was converted to what a request accepts.
  return right(unsafeCast({ properties: written, icon: icon.right, cover: cover.right }))
}

/** A page in the parent of a copy. */
interface PageFound {
  readonly id: string
  readonly title: string
  readonly created_time: number
  readonly created_by: unknown
}

/** The title of a page, or of the block that stands for one. */
const titleOf = (page: unknown): string => {
  const title = field(field(page, 'child_page'), 'title')
  const values = Object.values(Object(field(page, 'properties')))
  const runs = field(
    values.find((value) => field(value, 'type') === 'title'),
    'title',
  )
  const text =
    typeof title === 'string'
      ? title
      : [runs]
          .flat()
          .map((run) => field(run, 'plain_text'))
          .join('')
  return text.replace(/\s/g, '')
}

const found = (page: { readonly id: string }): PageFound => ({
  id: page.id,
  title: titleOf(page),
  created_time: Date.parse(`${field(page, 'created_time')}`),
  created_by: field(field(page, 'created_by'), 'id'),
})

/** The pages in the parent of a copy; `undefined` if they cannot be listed. */
export const pagesIn = async (
  { meter: { ctx }, signal }: CopyRun,
  parent: CopyPageParams['parent'],
): Promise<Either<NotionError, ReadonlyArray<PageFound> | undefined>> => {
  if (parent.page_id !== undefined) {
    const children = await patiently(ctx, collect(getBlockChildren)(ctx, { block_id: parent.page_id }), signal)
    return isLeft(children) ? children : right(children.right.filter(({ type }) => type === 'child_page').map(found))
  }
  if (parent.data_source_id === undefined) return right(undefined)
  // Only the newest rows matter.
  const sorts = [{ timestamp: 'created_time', direction: 'descending' }] as const
  const rows = await patiently(
    ctx,
    queryDataSource(ctx, { data_source_id: parent.data_source_id, sorts, page_size: 100 }),
    signal,
  )
  return isLeft(rows) ? rows : right(rows.right.results.map(found))
}

/** The pages that may be the copy: new pages of the connection with its title. Others may add pages in the meantime. */
const newCopies = async (
  { meter: { ctx }, signal }: CopyRun,
  pages: ReadonlyArray<PageFound>,
  known: ReadonlyArray<string>,
  title: string,
): Promise<Either<NotionError, ReadonlyArray<string>>> => {
  const newest = Math.max(0, ...pages.flatMap(({ id, created_time }) => (known.includes(id) ? [created_time] : [])))
  // A row may be listed for the first time although it is old, if a newer one was deleted.
  const added = pages.filter(
    (page) => page.title === title && !known.includes(page.id) && !(page.created_time < newest),
  )
  if (added.length === 0) return right([])
  const bot = await patiently(ctx, getBotUser(ctx), signal)
  if (isLeft(bot)) return bot
  return right(added.flatMap(({ id, created_by = bot.right.id }) => (created_by === bot.right.id ? [id] : [])))
}

/** The error if a copy cannot be distinguished from other new pages. */
const severalCopies = (ids: ReadonlyArray<string>): NotionError => {
  const message =
    `cannot tell which of the new pages ${ids.join(', ')} is the copy: the connection created all of them with its title. ` +
    'Trash the copies, and continue'
  const answer = { status: 200, headers: {}, body: ids }
  return failedCall(
    'UnexpectedResponseError',
    { op: 'copyPage', kind: 'once', method: 'POST', path: 'pages' },
    'unknown',
    message,
    answer,
  )
}

/** Creates a page exactly once, as far as this can be determined. */
const create = async (
  run: CopyRun,
  source: Page,
  params: CreatePageSyncParams & Pick<CopyPageParams, 'parent'>,
  isInside: boolean,
): Promise<Either<NotionError, string>> => {
  const { meter, signal } = run
  const { ctx } = meter
  const from = source.id
  let failed: NotionError | undefined
  for (let tries = 1; ; tries++) {
    if (run.unsettled?.from === from) {
      const { known } = run.unsettled
      const now = await pagesIn(run, params.parent)
      if (isLeft(now)) return now
      const created = await newCopies(run, now.right ?? [], known, titleOf(source))
      if (isLeft(created)) return created
      const [copy, other] = created.right
      if (other !== undefined) return left(severalCopies(created.right))
      if (copy !== undefined) {
        run.unsettled = undefined
        return right(copy)
      }
      // Without a list, another attempt might create a second page.
      if (now.right === undefined && failed) return left(failed)
    }
    if (failed && tries > MAX_TRIES) return left(failed)
    // A copy contains only the pages that were copied into it.
    const listed =
      run.unsettled || isInside ? right(run.pages.map(({ to }) => ({ id: to }))) : await pagesIn(run, params.parent)
    if (isLeft(listed)) return listed
    const before = run.unsettled?.known ?? listed.right?.map(({ id }) => id) ?? []
    run.unsettled = undefined
    const created = await patiently(ctx, createPage(ctx, params), signal)
    if (created._tag === 'Right') return right(created.right.id)
    failed = created.left
    const id = 'committedId' in failed ? failed.committedId : undefined
    if (id !== undefined) return right(dashedId(id))
    if (failed.outcome === 'not-applied') return left(failed)
    run.unsettled = { from, known: before }
    if (failed._tag === 'AbortError') return left(failed)
    await pause(ctx, tries, failed, signal)
    if (signal?.aborted) return left(failed)
  }
}

/** Creates the copies that are missing, parents first. */
export const createCopies = async (
  run: CopyRun,
  sources: ReadonlyArray<SourcePage>,
  to: Destination,
): Promise<NotionError | undefined> => {
  const all = new Map(sources.map(({ page }) => [compactId(page.id), compactId(page.id).replace(/./g, '0')]))
  const later: Array<{ readonly page_id: string; readonly properties: Params['properties'] }> = []
  for (const source of sources) {
    const { page, parent } = source
    const [target, origin] = parent ? [undefined, undefined] : [to.target, to.source]
    const values = writableProperties(page.properties, target, origin, (what, why) =>
      run.losses.push({ block_id: page.id, type: 'page', what, why }),
    )
    if (copyOf(run, page.id) === undefined) {
      const losses: Array<BlockLoss> = []
      const params = await paramsOf(run, source, values, losses)
      if (isLeft(params)) return params.left
      const inside = parent && copyOf(run, parent.page.id)
      const place =
        inside === undefined ? { parent: to.parent, position: to.position } : { parent: { page_id: inside } }
      const created = await create(
        run,
        page,
        { ...rewriteLinks(params.right, copyIds(run)), ...place },
        inside !== undefined,
      )
      if (isLeft(created)) return created.left
      run.pages.push({ from: page.id, to: created.right })
      run.created.push(...losses)
      run.meter.advance(1, sources.length)
    }
    // A page that refers to copied pages, such as itself, can do so once all of them exist.
    const page_id = copyOf(run, page.id)
    const { properties } = values
    if (page_id !== undefined && refersTo(properties, all)) later.push({ page_id, properties })
  }
  for (const { page_id, properties } of later) {
    const { ctx } = run.meter
    const text = Object.fromEntries(
      Object.entries(properties ?? {}).filter(([, value]) => !isRecord(value) || !('files' in value)),
    )
    const params = { page_id, properties: rewriteLinks(text, copyIds(run)) }
    const updated = await patiently(ctx, updatePage(ctx, params), run.signal)
    if (isLeft(updated)) return updated.left
  }
  return undefined
}
