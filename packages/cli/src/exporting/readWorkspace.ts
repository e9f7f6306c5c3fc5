/**
 * Reads a page with everything below it, a data source with its rows, or everything that is shared: each thing once. Everything that is
 * read is stored at once, so that a run that stops goes on where it was. What is stored with the same `last_edited_time` is not read again.
 */
import {
  type Context,
  type Database,
  type DataSource,
  getDatabase,
  getDataSource,
  getPage,
  isFullPage,
  iterate,
  type NotionError,
  type Page,
  type PartialDatabase,
  search,
} from 'notion-fp'
import { type BlockTree, getBlockTree } from 'notion-fp/blocks'
import { changes, readDirty, reconcile } from 'notion-fp/changes'
import { completePage } from 'notion-fp/completion'
import { incompleteProps } from 'notion-fp/props'
import type { Failure } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { ProgressLine } from '../terminal/progress.js'
import { unsafeCast } from '../unsafeCast.js'
import { type Child, childrenIn, type Incomplete, type PageNote, parentOf, type Records, type Root } from './records.js'
import { createTasks, type Tasks } from './tasks.js'

/** Something that could not be read, or not as a whole. */
export interface Unread {
  readonly id: string
  readonly what: string
  readonly why: string
  /** Whether it is not there, or not shared: to read it again will not help. */
  readonly isFinal: boolean
}

/** What a run has found out. */
export interface ReadReport {
  readonly unread: ReadonlyArray<Unread>
  /** The pages that were read or looked at, and are still there. */
  readonly seen: ReadonlySet<string>
  /** The data sources that are still there. */
  readonly sources: ReadonlySet<string>
  /** How many pages were read anew. */
  readonly fresh: number
}

/** What a run works with. */
export interface ReadOptions {
  readonly ctx: Context
  readonly records: Records
  readonly root: Root
  /** The number of the run: what it has read already is not looked at again. */
  readonly run: number
  /** Whether to read the content of the rows of data sources. */
  readonly rowContent: boolean
  readonly signal: AbortSignal
  readonly progress: ProgressLine
  /** The time of this machine. */
  readonly now: () => number
}

/** How many pages are read at a time; each may have two requests under way. */
const PAGES_AT_A_TIME = 4

/** After so long, the minute of an edit is over, also if the clock of this machine is a few minutes fast. */
const SETTLED_MS = 10 * 60_000

/** After so many failures in a row, nothing can be read. */
const MAX_FAILURES = 10

/** After so many results of a search that were there before, it has no end. */
const MAX_REPEATED = 1_000

const isMissing = ({ _tag }: NotionError): boolean => _tag === 'NotFoundError'

const isFinal = ({ _tag }: NotionError): boolean => _tag === 'AbortError' || _tag === 'AuthenticationError'

interface Run extends ReadOptions {
  readonly tasks: Tasks
  readonly seen: Set<string>
  readonly sourcesSeen: Set<string>
  readonly unread: Array<Unread>
  /** Pages and databases that are not any more where an earlier run found them, and what contains them now. */
  readonly moved: Map<string, Child & { readonly parent: PageNote['parent'] }>
  /** The pages whose stored content shows something that was moved, although their time is the same. */
  readonly outdated: Set<string>
  /** The rows that the search found: their data source may not be shared. */
  readonly rowsFound: Set<string>
  readonly counts: { requests: number; done: number; fresh: number; failures: number }
  /** Ends the run. */
  readonly stop: (failure: Failure) => void
}

const advance = ({ counts, progress }: Run): void => {
  counts.done++
  counts.failures = 0
  progress.report({ requests: counts.requests, retries: 0, done: counts.done })
}

const note = (run: Run, id: string, what: string, error: NotionError): void => {
  if (isFinal(error)) {
    run.stop(error)
    return
  }
  run.unread.push({ id, what, why: error.message, isFinal: isMissing(error) })
  if (!isMissing(error) && ++run.counts.failures >= MAX_FAILURES) run.stop(error)
}

/** Adds what is in a page. `storedIn` is the page if its content was read by an earlier run: what is in it may have been moved since. */
const addChildren = (run: Run, children: ReadonlyArray<Child>, storedIn?: string): void => {
  for (const { kind, id } of children) {
    if (kind === 'page') addPage(run, id, undefined, storedIn)
    else addDatabase(run, id, storedIn)
  }
}

const hasBlock = (tree: BlockTree | undefined, id: string): boolean => {
  const waiting = [...(tree?.children ?? [])]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.block.id === id) return true
    waiting.push(...node.children)
  }
  return false
}

/** Whether something is not in the page any more whose stored content shows it. If so, that is noted. */
const wasMoved = async (run: Run, child: Child, given: unknown, storedIn: string | undefined): Promise<boolean> => {
  const parent = parentOf(given)
  if (storedIn === undefined || (parent.type === 'page_id' && parent.id === storedIn)) return false
  if (parent.type === 'block_id' && hasBlock(await run.records.tree(storedIn), parent.id)) return false
  run.moved.set(child.id, { ...child, parent })
  run.outdated.add(storedIn)
  return true
}

/** Reads again what shows things that were moved, and what was moved to a place that is exported. */
const followMoved = async (run: Run): Promise<void> => {
  const { tasks, records, moved, outdated, root } = run
  for (;;) {
    for (const id of outdated)
      tasks.add(`content ${id}`, async () => {
        const record = await records.page(id)
        if (record) await readContent(run, record.page, record.incomplete ?? [], true)
      })
    await tasks.done()
    const shown = new Set([...run.seen].flatMap((id) => records.pages.get(id)?.children ?? []).map(({ id }) => id))
    const back = [...moved.values()].filter(
      // Whatever is shared is exported, wherever it is.
      ({ id, parent }) => root.kind === 'everything' || run.seen.has(parent.id) || shown.has(id),
    )
    if (back.length === 0) break
    for (const { kind, id, parent } of back) {
      moved.delete(id)
      if (run.seen.has(parent.id) && !shown.has(id)) outdated.add(parent.id)
      if (kind === 'page') addPage(run, id, undefined, undefined, 'moved page')
      else addDatabase(run, id, undefined, 'moved database')
    }
  }
  for (const { kind, id } of moved.values())
    run.unread.push({ id, what: kind, why: 'it was moved to a place that is not exported', isFinal: true })
}

/** A page with the whole of what Notion cuts, and what is still not whole. */
const wholePage = async (
  run: Run,
  page: Page,
  properties?: DataSource['properties'],
): Promise<{ readonly page: Page; readonly incomplete: ReadonlyArray<Incomplete> }> => {
  if (incompleteProps(page).length === 0) return { page, incomplete: [] }
  const whole = await completePage(run.ctx, page, properties ? { data_source: { properties } } : {})()
  const failed = (what: string, error: NotionError): Incomplete => {
    if (isFinal(error)) run.stop(error)
    return { what, why: error.message, isFinal: isMissing(error) }
  }
  if (whole._tag === 'Left') return { page, incomplete: [failed('properties', whole.left)] }
  const incomplete = whole.right.incomplete.map((one): Incomplete => {
    const what = `property ${String(one.name)}`
    return 'error' in one && one.error
      ? failed(what, one.error)
      : { what, why: `it is not complete: ${one.reason}`, isFinal: true }
  })
  return { page: unsafeCast<Page>(whole.right.page), incomplete }
}

/** Names what of a page is not whole, once. */
const tell = ({ unread }: Run, id: string, incomplete: ReadonlyArray<Incomplete>): void => {
  for (const one of incomplete)
    if (!unread.some((known) => known.id === id && known.what === one.what)) unread.push({ id, ...one })
}

const isSettled = ({ now }: Run, page: Page, tree: BlockTree): boolean =>
  !tree.maybe_edited_while_read && now() - Date.parse(page.last_edited_time) > SETTLED_MS

/** A page as text, without what is another one in the addresses of files each time. */
const withoutQueries = ({ request_id: _, ...page }: Page): string =>
  JSON.stringify(page).replace(/(https?:\/\/[^"?]*)\?[^"]*/g, '$1')

/** Reads the content of a page, unless it is stored already. */
const readContent = async (
  run: Run,
  page: Page,
  incomplete: ReadonlyArray<Incomplete>,
  isOutdated = false,
): Promise<void> => {
  const { ctx, records, signal } = run
  const before = records.pages.get(page.id)
  const isStored = !isOutdated && before?.content_time === page.last_edited_time && before.settled
  if (isStored) {
    const record = await records.page(page.id)
    const isSame = record && withoutQueries(record.page) === withoutQueries(page)
    if (record) await records.putPage({ ...record, ...(!isSame && { page }), incomplete, run: run.run })
    return addChildren(run, before.children, page.id)
  }
  const read = await getBlockTree(ctx, { block_id: page.id, on_missing: 'keep', concurrency: 2, signal })()
  if (read._tag === 'Left') {
    note(run, page.id, 'content', read.left)
    // What was read of it before is better than nothing.
    const record = await records.page(page.id)
    await records.putPage({
      page,
      children: record?.children ?? [],
      settled: false,
      incomplete,
      run: run.run,
    })
    return addChildren(run, record?.children ?? [], page.id)
  }
  const tree = read.right
  run.counts.requests += tree.requests
  let isWhole = true
  for (const part of tree.missing) {
    if (!('error' in part)) continue
    isWhole &&= isMissing(part.error)
    note(run, page.id, `content of the block ${part.block_id}`, part.error)
  }
  const children = childrenIn(tree)
  run.counts.fresh++
  await records.putTree(page.id, tree)
  await records.putPage({
    page,
    children,
    ...(isWhole && { content_time: page.last_edited_time }),
    settled: isWhole && isSettled(run, page, tree),
    incomplete,
    run: run.run,
  })
  addChildren(run, children)
}

const addPage = (run: Run, id: string, found?: Page, storedIn?: string, name = 'page'): void =>
  run.tasks.add(`${name} ${id}`, async () => {
    const { ctx, records } = run
    const before = records.pages.get(id)
    if (before?.run === run.run && before.content_time === before.time) {
      run.seen.add(id)
      tell(run, id, before.incomplete ?? [])
      return addChildren(run, before.children, id)
    }
    const read = found ? ok(found) : await getPage(ctx, { page_id: id })()
    if (!found) run.counts.requests++
    if (read._tag === 'Left') return note(run, id, 'page', read.left)
    if (!isFullPage(read.right)) {
      run.unread.push({ id, what: 'page', why: 'the connection may not read it', isFinal: true })
      return
    }
    // A page that is stored may have been deleted without a change of the page that had it.
    if (read.right.in_trash && id !== run.root.id) {
      run.unread.push({ id, what: 'page', why: 'it is in the trash', isFinal: true })
      return
    }
    if (await wasMoved(run, { kind: 'page', id }, read.right.parent, storedIn)) return
    run.seen.add(id)
    const whole = await wholePage(run, read.right)
    tell(run, id, whole.incomplete)
    await readContent(run, whole.page, whole.incomplete)
    advance(run)
  })

const addDatabase = (run: Run, id: string, storedIn?: string, name = 'database'): void =>
  run.tasks.add(`${name} ${id}`, async () => {
    const database = await getDatabase(run.ctx, { database_id: id })()
    run.counts.requests++
    if (database._tag === 'Left') return note(run, id, 'database', database.left)
    const parent: unknown = Reflect.get(database.right, 'parent')
    if (parent !== undefined && (await wasMoved(run, { kind: 'database', id }, parent, storedIn))) return
    const sources = 'data_sources' in database.right ? database.right.data_sources : []
    if (sources.length === 0)
      run.unread.push({
        id,
        what: 'database',
        why: 'it has no data source that the connection may read: a linked view has its rows elsewhere',
        isFinal: true,
      })
    for (const source of sources) addSource(run, source.id, database.right)
  })

/** Stores the rows that are new or changed, and names those that are gone. */
const readRows = async (run: Run, id: string, properties: DataSource['properties']): Promise<void> => {
  const { ctx, records, signal } = run
  const known = new Map<string, string>()
  for (const [page_id, { parent, time }] of records.pages)
    if (parent.type === 'data_source_id' && parent.id === id) known.set(page_id, time)
  const gone = new Set<string>()
  const fresh = new Set<string>()
  const put = async (page: Page): Promise<void> => {
    const record = await records.page(page.id)
    known.set(page.id, page.last_edited_time)
    gone.delete(page.id)
    fresh.add(page.id)
    await records.putPage({
      children: [],
      settled: false,
      ...record,
      ...(await wholePage(run, page, properties)),
      run: run.run,
    })
    advance(run)
  }
  const report = ({ requests }: { readonly requests: number }): void => {
    run.progress.report({ requests: run.counts.requests + requests, retries: 0, done: run.counts.done })
  }
  const since = await records.checkpoint(id)
  for await (const change of changes(ctx, { data_source_id: id, since, signal, on_progress: report })) {
    if (change._tag === 'Left') return note(run, id, 'rows', change.left)
    const item = change.right
    if (item._tag === 'Upsert') await put(item.page)
    else if (item._tag === 'Gone') gone.add(item.id)
    else if (item._tag === 'Unread')
      run.unread.push({ id: item.id, what: 'row', why: item.error?.message ?? 'it is not a page', isFinal: false })
    else await records.putCheckpoint(id, item)
  }
  const list = [...known].map(([page_id, last_edited_time]) => ({ id: page_id, last_edited_time }))
  // In the first run, everything that there is has just been read.
  const compared = since ? await reconcile(ctx, { data_source_id: id, known: list, signal })() : undefined
  if (compared?._tag === 'Left') return note(run, id, 'rows', compared.left)
  if (compared) {
    run.counts.requests += compared.right.requests
    for (const row of compared.right.gone) gone.add(row.id)
    for (const { id: page_id, error } of compared.right.unknown) note(run, page_id, 'row', error)
    // What failed of a row before, although the row has not changed since.
    const again = [...known.keys()].filter(
      (row) => !fresh.has(row) && records.pages.get(row)?.incomplete?.some((one) => !one.isFinal),
    )
    const ids = [...new Set([...compared.right.found, ...compared.right.stale, ...again])]
    for await (const change of readDirty(ctx, { data_source_id: id, ids, signal })) {
      if (change._tag === 'Left') return note(run, id, 'rows', change.left)
      const item = change.right
      if (item._tag === 'Upsert') await put(item.page)
      else if (item._tag === 'Unread')
        run.unread.push({ id: item.id, what: 'row', why: item.error?.message ?? '', isFinal: false })
    }
  }
  for (const page_id of known.keys()) {
    if (gone.has(page_id)) continue
    run.seen.add(page_id)
    tell(run, page_id, records.pages.get(page_id)?.incomplete ?? [])
    if (run.rowContent) addRowContent(run, page_id)
  }
}

/** Reads the content of a row whose properties are stored. */
const addRowContent = (run: Run, id: string): void =>
  run.tasks.add(`page ${id}`, async () => {
    const before = run.records.pages.get(id)
    if (before && before.content_time === before.time && before.settled) return addChildren(run, before.children, id)
    const record = await run.records.page(id)
    if (record) await readContent(run, record.page, record.incomplete ?? [])
    advance(run)
  })

const addSource = (run: Run, id: string, database?: Database | PartialDatabase): void =>
  run.tasks.add(`source ${id}`, async () => {
    const { ctx, records } = run
    const source = await getDataSource(ctx, { data_source_id: id })()
    run.counts.requests++
    if (source._tag === 'Left') return note(run, id, 'data source', source.left)
    // A data source that the connection sees in part has its properties, too.
    const schema = unsafeCast<DataSource>(source.right)
    const above = parentOf(schema.parent)
    const given = database ?? (above.type === 'database_id' ? await databaseOf(run, above.id) : undefined)
    run.sourcesSeen.add(id)
    await records.putSource({ source: schema, ...(given && { database: given }), run: run.run })
    await readRows(run, id, schema.properties)
  })

/** The database of a data source, if the connection may read it. */
const databaseOf = async (run: Run, database_id: string): Promise<Database | PartialDatabase | undefined> => {
  const database = await getDatabase(run.ctx, { database_id })()
  run.counts.requests++
  if (database._tag === 'Right') return database.right
  if (!isMissing(database.left)) note(run, database_id, 'database', database.left)
  return undefined
}

/** Adds everything that the search finds. Its index can lack pages, which are found in those that contain them. */
const addEverything = async (run: Run): Promise<Result<void>> => {
  const found = new Set<string>()
  let repeated = 0
  for await (const one of iterate(search)(run.ctx, { page_size: 100 })) {
    if (one._tag === 'Left') return one
    if (run.signal.aborted) return ok(undefined)
    const { id } = one.right
    repeated = found.has(id) ? repeated + 1 : 0
    if (repeated > MAX_REPEATED) return ok(undefined)
    if (found.has(id)) continue
    found.add(id)
    if (one.right.object === 'data_source') addSource(run, id)
    else {
      const page = unsafeCast<Page>(one.right)
      const parent = parentOf(page.parent)
      // A row is read with its data source.
      if (parent.type === 'data_source_id') {
        run.rowsFound.add(id)
        addSource(run, parent.id)
      } else addPage(run, id, isFullPage(page) && incompleteProps(page).length === 0 ? page : undefined)
    }
  }
  return ok(undefined)
}

/** Reads everything below the root, and stores it. */
export const readWorkspace = async (options: ReadOptions): Promise<Result<ReadReport>> => {
  const tasks = createTasks(PAGES_AT_A_TIME)
  let failure: Failure | undefined
  const run: Run = {
    ...options,
    tasks,
    seen: new Set(),
    sourcesSeen: new Set(),
    unread: [],
    moved: new Map(),
    outdated: new Set(),
    rowsFound: new Set(),
    counts: { requests: 0, done: 0, fresh: 0, failures: 0 },
    stop: (why) => {
      failure ??= why
      tasks.stop()
    },
  }
  const { root, signal } = options
  const onAbort = (): void => tasks.stop()
  signal.addEventListener('abort', onAbort)
  if (root.kind === 'page') addPage(run, root.id)
  else if (root.kind === 'data_source') addSource(run, root.id)
  else {
    const searched = await addEverything(run)
    if (searched._tag === 'Left') run.stop(searched.left)
  }
  await tasks.done()
  for (const id of run.rowsFound) if (!run.seen.has(id)) addPage(run, id)
  await tasks.done()
  await followMoved(run)
  signal.removeEventListener('abort', onAbort)
  await options.records.store.sync()
  if (signal.aborted) return fail({ _tag: 'AbortError', message: 'stopped' })
  if (failure) return fail(failure)
  const missing = run.unread.find(({ id }) => id === root.id)
  if (missing && !run.seen.has(root.id) && !run.sourcesSeen.has(root.id))
    return fail({ _tag: missing.isFinal ? 'NotFoundError' : 'LocalError', message: missing.why })
  return ok({ unread: run.unread, seen: run.seen, sources: run.sourcesSeen, fresh: run.counts.fresh })
}
