/** Reads everything below the roots of a backup into its folder. What a run has read already is not read again. */
import {
  type Comment,
  type Context,
  collect,
  type Database,
  getAllDatabases,
  getAllPages,
  getComments,
  getDatabase,
  getDataSource,
  getDataSourceTemplates,
  getPage,
  getView,
  getViews,
  isFullPage,
  isFullView,
  type Page,
  type PartialView,
  type View,
} from 'notion-fp'
import { type BlockNode, getBlockTree } from 'notion-fp/blocks'
import { changes } from 'notion-fp/changes'
import { completePage } from 'notion-fp/completion'
import { type FoundFile, filesOf } from 'notion-fp/files'
import { type Failure, localError, messageOf } from '../errors/failure.js'
import { ok, type Result } from '../errors/result.js'
import { createPool, type Pool } from '../pool.js'
import { unsafeCast } from '../unsafeCast.js'
import {
  type CommentScope,
  type DataSourceRecord,
  type PageRecord,
  plainAddress,
  type Roots,
  type StoredBlock,
  type StoredFile,
  type Unread,
} from './records.js'
import { hasBlob, saveFile } from './saveFile.js'
import type { BackupStore } from './store.js'

/** What a run of a backup has. */
export interface BackupRun {
  readonly ctx: Context
  readonly store: BackupStore
  readonly roots: Roots
  readonly comments: CommentScope
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Called for each page that is done. */
  readonly onPage: () => void
}

/** What a run read. */
export interface ReadWorkspace {
  /** The ids of the pages, databases and data sources that are there. */
  readonly found: ReadonlySet<string>
  /** What could not be read besides what the records say of themselves. */
  readonly unread: ReadonlyArray<Unread>
  readonly reused: number
}

/** The pages that are read at the same time. */
const CONCURRENCY = 4

/** Failures of a thing, not of the connection: the run goes on without it. */
const IS_LOCAL =
  /^(NotFoundError|PermissionError|ValidationError|DecodeError|ServerError|UnexpectedResponseError|TimeoutError)$/

/** A failure that ends the run. */
interface Stop {
  readonly failure: Failure
}

/** A page or database that was moved. */
interface Moved {
  readonly kind: 'page' | 'database'
  /** The id of the page, block or data source that contains it now; empty at the top of the workspace. */
  readonly parent: string
}

interface Job extends BackupRun {
  readonly pool: Pool
  readonly found: Set<string>
  /** The pages that were begun, so that none is read twice. */
  readonly begun: Set<string>
  readonly unread: Array<Unread>
  /** Pages and databases that are not any more where the last run found them, and what contains them now. */
  readonly moved: Map<string, Moved>
  /** The pages whose stored content shows something that was moved, although their time is the same. */
  readonly outdated: Set<string>
  /** The work that has begun, and what follows from it. */
  readonly work: Set<Promise<void>>
  reused: number
  /** Comments cannot be read at all: the connection may not. */
  noComments: boolean
  stop: Stop | undefined
}

const unreadOf = (what: string, id: string, { message }: Failure): Unread => ({ what, id, why: message })

/** Notes what could not be read, or ends the run. */
const note = (job: Job, into: Array<Unread>, what: string, id: string, failure: Failure): void => {
  if (IS_LOCAL.test(failure._tag)) into.push(unreadOf(what, id, failure))
  else job.stop ??= { failure }
}

/** The folder cannot be written any more. */
const fail = (job: Job, thrown: unknown): void => {
  job.stop ??= { failure: localError(`The backup cannot be written: ${messageOf(thrown)}`) }
}

const start = (job: Job, work: () => Promise<void>): void => {
  if (job.stop) return
  const running: Promise<void> = work()
    .catch((thrown) => fail(job, thrown))
    .finally(() => job.work.delete(running))
  job.work.add(running)
}

const isTooRecent = (edited: string, readAt: string): boolean => Date.parse(readAt) - Date.parse(edited) < 120_000

/** Whether the content that the backup has is that of the page, as its time says. */
const isUnchanged = (record: PageRecord | undefined, page: Page): record is PageRecord =>
  record !== undefined &&
  record.page.last_edited_time === page.last_edited_time &&
  // A later edit in the same minute leaves the time as it is.
  !isTooRecent(page.last_edited_time, record.read_at) &&
  !record.unread.some(({ what }) => what === 'content')

/** The blocks of a tree in document order, without recursion. */
const flatten = (nodes: ReadonlyArray<BlockNode>, root: string): ReadonlyArray<StoredBlock> => {
  const blocks: Array<StoredBlock> = []
  const open = [...nodes].reverse().map((node) => ({ node, parent_id: root }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { block, children } = next.node
    blocks.push({ parent_id: next.parent_id, block })
    for (const node of [...children].reverse()) open.push({ node, parent_id: block.id })
  }
  return blocks
}

const readContent = async (
  job: Job,
  page_id: string,
  unread: Array<Unread>,
): Promise<ReadonlyArray<StoredBlock> | undefined> => {
  const { ctx, signal } = job
  const tree = await getBlockTree(ctx, { block_id: page_id, on_missing: 'keep', concurrency: 4, signal })()
  if (tree._tag === 'Left') {
    note(job, unread, 'content', page_id, tree.left)
    return undefined
  }
  for (const missing of tree.right.missing) {
    if (missing.reason === 'error') note(job, unread, 'content', missing.block_id, missing.error)
    else if (missing.reason === 'aborted') job.stop ??= { failure: missing.error }
    else unread.push({ what: 'content', id: missing.block_id, why: missing.reason })
  }
  return flatten(tree.right.children, tree.right.block_id)
}

const commentsOn = async (job: Job, id: string, unread: Array<Unread>): Promise<ReadonlyArray<Comment>> => {
  if (job.noComments || job.stop) return []
  const listed = await collect(getComments)(job.ctx, { block_id: id })()
  if (listed._tag === 'Right') return listed.right.flatMap((comment) => ('rich_text' in comment ? [comment] : []))
  if (listed.left._tag === 'PermissionError') {
    // Said once for all, not for each page.
    if (!job.noComments) job.unread.push(unreadOf('comments', '', listed.left))
    job.noComments = true
  } else note(job, unread, 'comments', id, listed.left)
  return []
}

const readComments = async (
  job: Job,
  page_id: string,
  blocks: ReadonlyArray<StoredBlock>,
  unread: Array<Unread>,
): Promise<ReadonlyArray<Comment>> => {
  if (job.comments === 'none') return []
  const places = [
    page_id,
    ...(job.comments === 'all' ? blocks : []).flatMap(({ block: { id, type } }) =>
      // Those of a child page are its own.
      type === 'child_page' || type === 'child_database' ? [] : [id],
    ),
  ]
  const lists = await Promise.all(places.map((id) => job.pool(() => commentsOn(job, id, unread))))
  // A block that is shown twice has its comments once.
  return [...new Map(lists.flat().map((comment) => [comment.id, comment])).values()]
}

const readFiles = async (
  job: Job,
  files: ReadonlyArray<FoundFile>,
  known: ReadonlyArray<StoredFile>,
  unread: Array<Unread>,
): Promise<ReadonlyArray<StoredFile>> => {
  const { ctx, store, signal } = job
  const stored = new Map(known.map(({ address, sha256 }) => [address, sha256]))
  const saved = new Map<string, StoredFile>()
  for (const file of files) {
    const url = file.owner.file.type === 'file' ? Reflect.get(Object(Reflect.get(file.owner.file, 'file')), 'url') : ''
    const address = plainAddress(String(url))
    if (!file.hosted || saved.has(address) || job.stop) continue
    const sha256 = stored.get(address)
    const record = sha256 === undefined ? undefined : await store.get('files', sha256)
    if (sha256 !== undefined && record && (await hasBlob(store.folder, record))) {
      saved.set(address, { address, sha256 })
      continue
    }
    const got = await job.pool(() => saveFile(ctx, store.folder, file, signal))
    if (got._tag === 'Left') {
      if (got.left._tag === 'AbortError') job.stop ??= { failure: got.left }
      else if (got.left._tag === 'LocalError') job.stop ??= { failure: got.left }
      else unread.push(unreadOf('file', address, got.left))
      continue
    }
    if (!store.has('files', got.right.id)) await store.put('files', got.right)
    saved.set(address, { address, sha256: got.right.id })
  }
  return [...saved.values()]
}

/** The page with its lists as a whole. */
const completed = async (
  job: Job,
  page: Page,
  source: DataSourceRecord | undefined,
  unread: Array<Unread>,
): Promise<Page> => {
  const { ctx, signal } = job
  const schema = source?.data_source
  const whole = await completePage(ctx, page, { signal, ...(schema && { data_source: schema }) })()
  if (whole._tag === 'Left') {
    note(job, unread, 'property', page.id, whole.left)
    return page
  }
  for (const { name, reason, ...rest } of whole.right.incomplete) {
    if (reason === 'aborted' && 'error' in rest) continue
    // No request can repair what Notion computes; the lists that it computes it from are whole.
    if (reason !== 'formula' && reason !== 'function' && reason !== 'unsupported')
      unread.push({ what: 'property', id: page.id, why: `${name}: ${reason}` })
  }
  // Its values are those of the page, some of them whole now.
  return unsafeCast<Page>(whole.right.page)
}

/** A content that an earlier run read: what is in it may have been moved since. */
interface StoredContent {
  readonly id: string
  readonly blocks: ReadonlyArray<StoredBlock>
}

const follow = (job: Job, blocks: ReadonlyArray<StoredBlock>, stored?: StoredContent): void => {
  for (const { block } of blocks) {
    if (block.type === 'child_page') startPage(job, block.id, stored)
    if (block.type === 'child_database') startDatabase(job, block.id, stored)
  }
}

const parentIn = (parent: unknown): string => {
  const id: unknown = Reflect.get(Object(parent), String(Reflect.get(Object(parent), 'type')))
  return typeof id === 'string' ? id : ''
}

/** Whether something is not in the page any more whose stored content shows it. If so, that is noted. */
const wasMoved = (
  job: Job,
  kind: Moved['kind'],
  id: string,
  given: unknown,
  stored: StoredContent | undefined,
): boolean => {
  const parent = parentIn(given)
  if (!stored || parent === stored.id || stored.blocks.some(({ block }) => block.id === parent)) return false
  job.moved.set(id, { kind, parent })
  job.outdated.add(stored.id)
  return true
}

const readOnePage = async (
  job: Job,
  id: string,
  given: Page | undefined,
  source: DataSourceRecord | undefined,
  template_of: string | undefined,
  stored?: StoredContent,
): Promise<void> => {
  const { ctx, store } = job
  if (job.begun.has(id)) return
  job.begun.add(id)
  const unread: Array<Unread> = []
  const got = given ? ok(given) : await job.pool(() => getPage(ctx, { page_id: id })())
  if (got._tag === 'Left') return note(job, job.unread, template_of === undefined ? 'page' : 'templates', id, got.left)
  const page = got.right
  if (!isFullPage(page)) {
    job.unread.push({ what: 'page', id, why: 'the connection may not read it' })
    return
  }
  if (wasMoved(job, 'page', id, page.parent, stored)) return
  const earlier = await store.get('pages', id)
  const isOutdated = job.outdated.has(id)
  const isDone = !isOutdated && store.isNew('pages', id) && earlier?.page.last_edited_time === page.last_edited_time
  if (isDone && earlier) {
    job.found.add(id)
    follow(job, earlier.blocks, earlier)
    return job.onPage()
  }
  const read_at = job.now().toISOString()
  const isKept = !isOutdated && isUnchanged(earlier, page)
  if (isKept) job.reused++
  const schema = source ?? (await sourceOf(job, page))
  const whole = await job.pool(() => completed(job, page, schema, unread))
  const content = isKept ? earlier.blocks : await job.pool(() => readContent(job, id, unread))
  // What was read before is better than nothing.
  const blocks = content ?? earlier?.blocks ?? []
  const comments = await readComments(job, id, blocks, unread)
  const found = [
    ...filesOf(whole),
    ...blocks.flatMap(({ block }) => filesOf(block)),
    ...comments.flatMap((one) => filesOf(one)),
  ]
  const files = await readFiles(job, found, earlier?.files ?? [], unread)
  if (job.stop) return
  await store.put('pages', {
    id,
    page: whole,
    blocks,
    comments,
    files,
    unread,
    read_at,
    ...(template_of !== undefined && { template_of }),
  })
  job.found.add(id)
  follow(job, blocks, content && !isKept ? undefined : { id, blocks })
  job.onPage()
}

/** The data source of a row that is read without it. */
const sourceOf = async ({ store }: Job, { parent }: Page): Promise<DataSourceRecord | undefined> =>
  parent.type === 'data_source_id' ? store.get('data_sources', parent.data_source_id) : undefined

const startPage = (job: Job, id: string, stored?: StoredContent): void => {
  start(job, () => readOnePage(job, id, undefined, undefined, undefined, stored))
}

/** The views that a dashboard shows. */
const widgetsIn = (view: View | PartialView): ReadonlyArray<string> =>
  isFullView(view) && view.configuration?.type === 'dashboard'
    ? view.configuration.rows.flatMap(({ widgets }) => widgets.map(({ view_id }) => view_id))
    : []

const viewsOf = async (job: Job, database_id: string, unread: Array<Unread>): Promise<ReadonlyArray<unknown>> => {
  const { ctx } = job
  const listed = await job.pool(() => collect(getViews)(ctx, { database_id })())
  if (listed._tag === 'Left') {
    note(job, unread, 'views', database_id, listed.left)
    return []
  }
  const read = async (ids: ReadonlyArray<string>) => {
    const views = await Promise.all(
      ids.map(async (view_id) => {
        const view = await job.pool(() => getView(ctx, { view_id })())
        if (view._tag === 'Right') return view.right
        note(job, unread, 'views', view_id, view.left)
        return undefined
      }),
    )
    return views.filter((view) => view !== undefined)
  }
  const tabs = await read(listed.right.map(({ id }) => id))
  const listedIds = new Set(listed.right.map(({ id }) => id))
  // The list has no views that only a dashboard shows.
  const widgets = tabs.flatMap(widgetsIn).filter((id) => !listedIds.has(id))
  return [...tabs, ...(await read([...new Set(widgets)]))]
}

/** The icon and the cover of a database; they were read just now, and their addresses are fresh. */
const filesOfDatabase = ({ id, icon, cover }: Database): ReadonlyArray<FoundFile> =>
  // Only these three fields of a page are looked at.
  filesOf(unsafeCast<Page>({ object: 'page', id, icon, cover, properties: {} }))

const readDatabase = async (job: Job, id: string, stored: StoredContent | undefined): Promise<void> => {
  const { ctx, store } = job
  const got = await job.pool(() => getDatabase(ctx, { database_id: id })())
  if (got._tag === 'Left') return note(job, job.unread, 'database', id, got.left)
  if (!('title' in got.right)) {
    job.unread.push({ what: 'database', id, why: 'the connection may not read it' })
    return
  }
  const database = got.right
  if (wasMoved(job, 'database', id, database.parent, stored)) {
    job.found.delete(id)
    return
  }
  const unread: Array<Unread> = []
  const views = await viewsOf(job, id, unread)
  const earlier = await store.get('databases', id)
  const files = await readFiles(job, filesOfDatabase(database), earlier?.files ?? [], unread)
  if (job.stop) return
  await store.put('databases', { id, database, views, files, unread })
  for (const { id: source } of database.data_sources ?? []) startDataSource(job, source)
}

const startDatabase = (job: Job, id: string, stored?: StoredContent): void => {
  if (job.found.has(id)) return
  job.found.add(id)
  start(job, () => readDatabase(job, id, stored))
}

const readRows = async (job: Job, record: DataSourceRecord): Promise<void> => {
  const { ctx, signal } = job
  const rows: Array<Promise<void>> = []
  const slots = createPool(CONCURRENCY * 2)
  for await (const change of changes(ctx, { data_source_id: record.id, signal })) {
    if (job.stop) break
    if (change._tag === 'Left') {
      note(job, job.unread, 'rows', record.id, change.left)
      break
    }
    const item = change.right
    if (item._tag === 'Upsert') {
      // A scan may see a row twice; the later state counts.
      let begun: () => void = () => undefined
      const began = new Promise<void>((resolve) => {
        begun = resolve
      })
      rows.push(
        slots(() => {
          begun()
          return readOnePage(job, item.page.id, item.page, record, undefined)
        }).catch((thrown) => fail(job, thrown)),
      )
      // Rows are taken from the scan only as fast as they are read.
      await began
    } else if (item._tag === 'Unread') {
      const row: unknown = item.row
      const database: unknown = Reflect.get(Object(Reflect.get(Object(row), 'parent')), 'database_id')
      // In a wiki, a row may be a database.
      if (Reflect.get(Object(row), 'object') === 'data_source' && typeof database === 'string')
        startDatabase(job, database)
      else
        job.unread.push({
          what: 'page',
          id: item.id,
          why: item.error?.message ?? 'it does not have the form of a page',
        })
    }
  }
  await Promise.all(rows)
}

const readDataSource = async (job: Job, id: string): Promise<void> => {
  const { ctx, store } = job
  const got = await job.pool(() => getDataSource(ctx, { data_source_id: id })())
  if (got._tag === 'Left') return note(job, job.unread, 'data_source', id, got.left)
  if (!('title' in got.right)) {
    job.unread.push({ what: 'data_source', id, why: 'the connection may not read it' })
    return
  }
  const unread: Array<Unread> = []
  const templates = await job.pool(() => collect(getDataSourceTemplates)(ctx, { data_source_id: id })())
  if (templates._tag === 'Left') note(job, unread, 'templates', id, templates.left)
  const list = templates._tag === 'Right' ? templates.right : []
  const record = { id, data_source: got.right, templates: list, unread }
  if (job.stop) return
  await store.put('data_sources', record)
  for (const template of list) start(job, () => readOnePage(job, template.id, undefined, record, id))
  await readRows(job, record)
}

const startDataSource = (job: Job, id: string): void => {
  if (job.found.has(id)) return
  job.found.add(id)
  start(job, () => readDataSource(job, id))
}

/** Everything that a search finds. Notion does not promise that it finds all. */
const startEverything = async (job: Job): Promise<Result<void>> => {
  const sources = await getAllDatabases(job.ctx, {})()
  if (sources._tag === 'Left') return sources
  for (const source of sources.right) {
    const parent: unknown = Reflect.get(source, 'parent')
    const database: unknown = Reflect.get(Object(parent), 'database_id')
    if (typeof database === 'string') startDatabase(job, database)
  }
  const pages = await getAllPages(job.ctx, {})()
  if (pages._tag === 'Left') return pages
  for (const page of pages.right) {
    const parent: unknown = Reflect.get(page, 'parent')
    const source: unknown = Reflect.get(Object(parent), 'data_source_id')
    // Rows come with their data source, unless that is not shared.
    if (typeof source !== 'string' || !job.found.has(source)) startPage(job, page.id)
  }
  return ok(undefined)
}

/** Ends when there is nothing left to do. */
const idle = async (job: Job): Promise<void> => {
  while (job.work.size > 0) await Promise.all([...job.work])
}

/** Reads again what shows things that were moved, and what was moved to a place that is in the backup. */
const followMoved = async (job: Job): Promise<void> => {
  const { store, moved, outdated, roots } = job
  const again = new Set<string>()
  for (;;) {
    for (const id of outdated) {
      if (again.has(id)) continue
      again.add(id)
      job.begun.delete(id)
      startPage(job, id)
    }
    await idle(job)
    const shown = new Set<string>()
    const blocks = new Set<string>()
    if (moved.size > 0)
      for await (const { id, blocks: all } of store.all('pages')) {
        if (!job.found.has(id)) continue
        for (const { block } of all) (/^child_/.test(block.type) ? shown : blocks).add(block.id)
      }
    const back = [...moved].filter(
      // Whatever is shared is in the backup, wherever it is.
      ([id, { parent }]) => 'everything' in roots || job.found.has(parent) || blocks.has(parent) || shown.has(id),
    )
    if (back.length === 0) return
    for (const [id, { kind, parent }] of back) {
      moved.delete(id)
      job.begun.delete(id)
      if (store.has('pages', parent) && !shown.has(id)) outdated.add(parent)
      if (kind === 'page') startPage(job, id)
      else startDatabase(job, id)
    }
  }
}

/** Reads everything. What was read before a failure is in the folder. */
export const readWorkspace = async (run: BackupRun, root: Page | undefined): Promise<Result<ReadWorkspace>> => {
  const job: Job = {
    ...run,
    pool: createPool(CONCURRENCY),
    found: new Set(),
    begun: new Set(),
    unread: [],
    moved: new Map(),
    outdated: new Set(),
    work: new Set(),
    reused: 0,
    noComments: false,
    stop: undefined,
  }
  if (root) start(job, () => readOnePage(job, root.id, root, undefined, undefined))
  else {
    const started = await startEverything(job)
    if (started._tag === 'Left') job.stop ??= { failure: started.left }
  }
  await idle(job)
  await followMoved(job)
  if (job.stop) return { _tag: 'Left', left: job.stop.failure }
  return ok({ found: job.found, unread: job.unread, reused: job.reused })
}
