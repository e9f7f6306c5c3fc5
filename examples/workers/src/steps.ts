/**
 * The mirror of one data source, in steps. A step takes a state, which is JSON, sends a few requests, writes what it has read to a store
 * and says what comes next. Nothing here knows of a queue, an engine or a database, and a step never waits for the rate limiter: it says
 * how long to wait, so that its worker can do something else.
 *
 * Two chains of steps mirror a data source side by side. That of the `rows` does what is `todo`: `changes` reads what is new or was edited,
 * `reconcile` finds what is gone. That of the `content` reads the blocks of the pages that the other one has named.
 */
import type { Context, NotionError, Page } from 'notion-fp'
import { type BlockTree, getBlockTree } from 'notion-fp/blocks'
import { type Checkpoint, changes, readDirty, reconcile } from 'notion-fp/changes'

/** What is to be done with the rows. */
export type Task = 'changes' | 'reconcile'

interface Place {
  readonly tenant: string
  readonly data_source_id: string
  /** The number of steps that were stored. */
  readonly step: number
}

/** Where the chain of the rows is. */
export interface RowsState extends Place {
  readonly chain: 'rows'
  readonly todo: ReadonlyArray<Task>
  /** The last checkpoint of `changes`. */
  readonly since?: Checkpoint
  /** How far `reconcile` has come: the `created_time` of the first row that is left. */
  readonly from?: string
  /** The ids of the rows that `reconcile` found to be different. */
  readonly reread: ReadonlyArray<string>
}

/** Where the chain of the content is. */
export interface ContentState extends Place {
  readonly chain: 'content'
  readonly isDone: boolean
  /** How many pages of the list in the store were taken from it. */
  readonly at: number
  /** The ids of those that have not been read yet. */
  readonly pages: ReadonlyArray<string>
}

export type State = RowsState | ContentState

/** The content of a page, without what tells of its reading. */
export type Content = BlockTree['children']

/** A change of the copy. */
export type Write =
  | { readonly _tag: 'Put'; readonly page: Page; readonly hasContent: boolean }
  | { readonly _tag: 'Remove'; readonly id: string }
  | { readonly _tag: 'Content'; readonly id: string; readonly content: Content }

/** A row of the copy. */
export interface Known {
  readonly id: string
  readonly created_time: string
  readonly last_edited_time: string
}

/** The copies of all tenants. */
export interface Store {
  /** The state of a chain that was stored last. */
  readonly current: (tenant: string, chain: State['chain']) => Promise<State | undefined>
  readonly pages: (tenant: string, ids: ReadonlyArray<string>) => Promise<ReadonlyArray<Page | undefined>>
  readonly contents: (tenant: string, ids: ReadonlyArray<string>) => Promise<ReadonlyArray<Content | undefined>>
  /** The ids of pages whose content is to be read, in the order in which they were put. A page may be there twice. */
  readonly wanted: (tenant: string, at: number, count: number) => Promise<ReadonlyArray<string>>
  /** At most so many rows of the copy, in the order of their creation, from a time on. */
  readonly known: (tenant: string, from: string | undefined, count: number) => Promise<ReadonlyArray<Known>>
  /**
   * Stores a state and what belongs to it, both or neither, and only if the step before it is the last one that was stored: so a process
   * that was thought to be dead cannot write again what another one has written in its place. Leaves out the content of a page that the
   * copy does not have any more. Says whether it was stored.
   */
  readonly commit: (next: State, writes: ReadonlyArray<Write>) => Promise<boolean>
}

/** What a step needs. */
export interface Tools {
  readonly ctx: Context
  readonly store: Store
  /** Whether the content of a row is mirrored as well. */
  readonly hasContent: (page: Page) => boolean
}

/** What comes after a step. */
export type Outcome =
  /** The next step, after so many milliseconds; 0 for at once. */
  | { readonly _tag: 'Next'; readonly state: State; readonly afterMs: number }
  | { readonly _tag: 'Done'; readonly state: State }
  /** To be retried, as the engine does with failures. */
  | { readonly _tag: 'Failed'; readonly message: string }

/** The number of requests of one step: few, so that all tenants have their turns. */
const REQUESTS = 5
const PAGES = 10
const CONCURRENCY = 4
/** The number of rows of the copy that one step compares. */
const COMPARED = 400
/** How soon a step that could not do anything is retried, in milliseconds. */
const LEAST_WAIT_MS = 2_000

/** The first state of a chain. */
export const firstRows = (tenant: string, data_source_id: string, todo: ReadonlyArray<Task>): RowsState => ({
  chain: 'rows',
  tenant,
  data_source_id,
  step: 0,
  todo,
  reread: [],
})

export const firstContent = (tenant: string, data_source_id: string): ContentState => ({
  chain: 'content',
  tenant,
  data_source_id,
  step: 0,
  isDone: false,
  at: 0,
  pages: [],
})

const isDone = (state: State): boolean => (state.chain === 'rows' ? state.todo.length === 0 : state.isDone)

const continueWith = (state: State, afterMs = 0): Outcome =>
  isDone(state) ? { _tag: 'Done', state } : { _tag: 'Next', state, afterMs }

const isOutOfRequests = (error: NotionError): boolean => error._tag === 'AbortError' && error.reason === 'max_requests'

/** What comes after an error: a wait, if it says that there was no permit or that Notion asks for a pause. */
const afterError = (error: NotionError, state: State): Outcome =>
  error._tag === 'RateLimitError'
    ? continueWith(state, Math.max(LEAST_WAIT_MS, error.retryAfterMs ?? 0))
    : { _tag: 'Failed', message: error.message }

/** Stores a step. If another process has done so already, its state counts. */
const stored = async ({ store }: Tools, next: State, writes: ReadonlyArray<Write>): Promise<State> =>
  (await store.commit(next, writes)) ? next : ((await store.current(next.tenant, next.chain)) ?? next)

/** Leaves out what the copy has already: a row may be read twice. */
const newOf = async (
  { store, hasContent }: Tools,
  { tenant }: State,
  pages: ReadonlyArray<Page>,
): Promise<ReadonlyArray<Write>> => {
  const known = await store.pages(
    tenant,
    pages.map(({ id }) => id),
  )
  return pages.flatMap((page, index) =>
    JSON.stringify(page) === JSON.stringify(known[index])
      ? []
      : [{ _tag: 'Put', page, hasContent: hasContent(page) } as const],
  )
}

const changesStep = async (tools: Tools, state: RowsState): Promise<Outcome> => {
  const { data_source_id, since } = state
  let last = state
  let pages: Array<Page> = []
  let gone: Array<Write> = []
  const params = { data_source_id, max_requests: REQUESTS, ...(since && { since }) }
  for await (const change of changes(tools.ctx, params)) {
    if (change._tag === 'Left') {
      const hasProgress = last.step > state.step
      return isOutOfRequests(change.left) && hasProgress ? continueWith(last) : afterError(change.left, last)
    }
    const item = change.right
    if (item._tag === 'Upsert') pages.push(item.page)
    if (item._tag === 'Gone') gone.push({ _tag: 'Remove', id: item.id })
    if (item._tag !== 'Checkpoint') continue
    const todo = item.complete && last.todo[0] === 'changes' ? last.todo.slice(1) : last.todo
    const next: RowsState = { ...last, step: last.step + 1, since: item, todo }
    const now = await stored(tools, next, [...(await newOf(tools, state, pages)), ...gone])
    if (now !== next) return continueWith(now)
    last = next
    pages = []
    gone = []
  }
  return continueWith(last)
}

/** Some rows of the copy in the order of their creation, and the time of creation at which they end; without one there are no more. */
const windowOf = async (
  store: Store,
  state: RowsState,
  count = COMPARED,
): Promise<{ readonly rows: ReadonlyArray<Known>; readonly until?: string }> => {
  const rows = await store.known(state.tenant, state.from, count + 1)
  const until = rows[count]?.created_time
  if (until === undefined) return { rows }
  const before = rows.filter(({ created_time }) => created_time < until)
  // All of them were created in the same minute.
  return before.length > 0 ? { rows: before, until } : windowOf(store, state, count * 2)
}

/** Compares some of the rows: those that were created within a time, which never changes. */
const reconcileStep = async (tools: Tools, state: RowsState): Promise<Outcome> => {
  const { data_source_id, from } = state
  const { rows, until } = await windowOf(tools.store, state)
  const limits = [
    ...(from === undefined ? [] : [{ on_or_after: from }]),
    ...(until === undefined ? [] : [{ before: until }]),
  ]
  const and = limits.map((created_time) => ({ timestamp: 'created_time' as const, created_time }))
  const filter = and.length === 0 ? {} : { filter: { and } }
  const compared = await reconcile(tools.ctx, { data_source_id, known: rows, ...filter, concurrency: CONCURRENCY })()
  if (compared._tag === 'Left') return afterError(compared.left, state)
  const { gone, unknown, found, stale } = compared.right
  if (unknown[0]) return afterError(unknown[0].error, state)
  // A row that does not match is there: it was restored while the others were read.
  const isThere = (reason: string): boolean => reason === 'filtered'
  const restored = gone.flatMap(({ id, reason }) => (isThere(reason) ? [id] : []))
  const removed = gone.flatMap(
    ({ id, reason }): ReadonlyArray<Write> => (isThere(reason) ? [] : [{ _tag: 'Remove', id }]),
  )
  const { from: _, ...rest } = state
  const next: RowsState = {
    ...rest,
    step: state.step + 1,
    reread: [...state.reread, ...found, ...stale, ...restored],
    ...(until === undefined ? { todo: state.todo.slice(1) } : { from: until }),
  }
  return continueWith(await stored(tools, next, removed))
}

const rereadStep = async (tools: Tools, state: RowsState): Promise<Outcome> => {
  const { data_source_id, reread } = state
  const pages: Array<Page> = []
  const gone: Array<Write> = []
  const read = new Set<string>()
  let error: NotionError | undefined
  const ids = reread.slice(0, PAGES)
  for await (const change of readDirty(tools.ctx, { data_source_id, ids, concurrency: CONCURRENCY })) {
    if (change._tag === 'Left') return afterError(change.left, state)
    const item = change.right
    if (item._tag === 'Upsert') pages.push(item.page)
    else if (item._tag === 'Gone') gone.push({ _tag: 'Remove', id: item.id })
    else error = item.error
    if (item._tag !== 'Unread') read.add(item._tag === 'Upsert' ? item.page.id : item.id)
  }
  if (read.size === 0 && error) return afterError(error, state)
  const next: RowsState = { ...state, step: state.step + 1, reread: reread.filter((id) => !read.has(id)) }
  return continueWith(await stored(tools, next, [...(await newOf(tools, state, pages)), ...gone]))
}

/** Reads the content of some pages. Those that could not be read are first in the next step. */
const contentStep = async (tools: Tools, state: ContentState): Promise<Outcome> => {
  const { store, ctx } = tools
  const { tenant } = state
  // Whether there will be more must be known before it is known that there are none.
  const rows = await store.current(tenant, 'rows')
  const taken = state.pages.length > 0 ? [] : await store.wanted(tenant, state.at, PAGES)
  const ids = state.pages.length > 0 ? state.pages : [...new Set(taken)]
  if (ids.length === 0) {
    if (!rows || !isDone(rows)) return continueWith(state, LEAST_WAIT_MS)
    return continueWith(await stored(tools, { ...state, step: state.step + 1, isDone: true }, []))
  }
  const trees = await Promise.all(ids.map((block_id) => getBlockTree(ctx, { block_id, concurrency: 1 })()))
  const known = await store.contents(tenant, ids)
  const writes: Array<Write> = []
  const pages: Array<string> = []
  let error: NotionError | undefined
  for (const [index, id] of ids.entries()) {
    const read = trees[index]
    if (read?._tag === 'Right') {
      const content = read.right.children
      if (JSON.stringify(content) !== JSON.stringify(known[index])) writes.push({ _tag: 'Content', id, content })
    } else if (read?.left._tag !== 'NotFoundError') {
      pages.push(id)
      error = read?.left
    }
  }
  if (pages.length === ids.length && error) return afterError(error, state)
  const next: ContentState = { ...state, step: state.step + 1, at: state.at + taken.length, pages }
  const now = await stored(tools, next, writes)
  return now === next && error ? afterError(error, next) : continueWith(now)
}

/** Does the next step of a chain. */
export const runStep = async (tools: Tools, given: State): Promise<Outcome> => {
  const current = (await tools.store.current(given.tenant, given.chain)) ?? given
  // It was done, by a process that ended before it could say so.
  if (current.step > given.step || isDone(current)) return continueWith(current)
  if (current.chain === 'content') return contentStep(tools, current)
  if (current.reread.length > 0) return rereadStep(tools, current)
  return current.todo[0] === 'changes' ? changesStep(tools, current) : reconcileStep(tools, current)
}
