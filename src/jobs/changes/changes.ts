/** Yields the changes of a data source. */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import { queryDataSource } from '../../ops/data_sources/queryDataSource.js'
import { isFullPage, type Page } from '../../ops/pages/page.js'
import type { BlockTree } from '../blocks/tree/blockTree.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import type { Gone, Unread, Upsert } from './change.js'
import { type ChangesParams, checkChanges, dataSourceIdOf, queryPrint } from './changesParams.js'
import type { Checkpoint, ScanPosition } from './checkpoint.js'
import { earlier, editedIn, minutesAfter } from './minutes.js'
import { readBody, readPage, upsertOf } from './readState.js'
import { printOfJson } from './rowPrint.js'
import { scanRows } from './scanRows.js'
import { OVERLAP_MINUTES, seenRows } from './seenRows.js'

/** What {@link changes} yields: a change, or a checkpoint. */
export type Change = Upsert | Gone | Unread | Checkpoint

type Yielded = Either<NotionError, Change>

/** The number of pages to read again between two checkpoints. */
const DIRTY_PAGES = 25

/** The start of a run. */
type Start = Pick<Checkpoint, 'position' | 'reread_to'> & { readonly reread_from?: string | undefined }

/**
 * A run begins two minutes before the position of a checkpoint. If it is stopped before it has read these two minutes, the next run
 * continues from where it stopped; otherwise runs that are stopped early would never make progress.
 */
const startOf = (since: Checkpoint | undefined): Start => {
  const { position = {}, reread_to = '', reread_from } = since ?? {}
  const { from } = position
  if (from === undefined) return { position }
  // The rows before may have been edited since.
  if (from <= reread_to) return { position, reread_to, reread_from: earlier(reread_from, from) }
  return { position: { from: minutesAfter(from, -OVERLAP_MINUTES) }, reread_to: from, reread_from }
}

/** A row of a page of rows that is to be yielded. */
interface Candidate {
  readonly page: Page
  readonly minute: string | undefined
  readonly print: string
  /** The fingerprint of its content, if nothing else of it has changed. */
  readonly oldBody?: string | undefined
}

async function* run(ctx: Context, params: ChangesParams): AsyncGenerator<Yielded, void> {
  const checked = checkChanges(params)
  if (isLeft(checked)) return yield checked
  const { since, filter, filter_properties, page_size, body = false, concurrency = 4 } = params
  const data_source_id = dataSourceIdOf(params.data_source_id)
  const meter = startJob(ctx, params)
  const start = startOf(since)
  let { reread_from } = start
  /** The minute that is being read: its rows may be returned again until its end. */
  let current = start.position.from
  const seen = seenRows(since, () => earlier(reread_from, current))
  const dirty = { page: new Set(since?.dirty.page), body: new Set(since?.dirty.body) }
  const failed = new Set<string>()
  /** The rows whose content was read in the minute of their edit, as far as is known. */
  const open = new Set<string>()
  /** The time in Notion is at least this minute. */
  let latest = ''
  const pool = createPool(concurrency)
  const print = queryPrint(params)
  const query = { data_source_id, filter, filter_properties, page_size, result_type: 'page' } as const

  const checkpoint = (position: ScanPosition | undefined): Checkpoint => {
    const newest = seen.newest()
    const { reread_to } = start
    const from = earlier(newest, reread_from)
    const end = from === undefined ? {} : { from }
    return {
      _tag: 'Checkpoint',
      version: 1,
      data_source_id,
      query: print,
      complete: position === undefined,
      position: position ?? end,
      ...(newest !== undefined && { newest }),
      ...(position && reread_to !== undefined && { reread_to }),
      ...(position && reread_from !== undefined && { reread_from }),
      seen: seen.toJson(),
      dirty: { page: [...dirty.page], body: [...dirty.body] },
    }
  }
  const fail = (unread: Unread): Unread => {
    if (unread.id) dirty[unread.part].add(unread.id)
    failed.add(unread.id)
    return unread
  }
  const settle = (id: string): void => {
    dirty.page.delete(id)
    dirty.body.delete(id)
  }

  /** The change of a row, or an `Unread` if it does not have the form of a page; `undefined` if it was already yielded. */
  const look = (row: PageOrDataSource): Candidate | Unread | undefined => {
    const id = `${field(row, 'id') ?? ''}`
    const minute = editedIn(row)
    const print = printOfJson(row)
    const known = seen.get(id)
    if (minute !== undefined && minute > (seen.newest() ?? '')) {
      // It is not known whether the minute was over when their content was read.
      for (const other of open) dirty.body.add(other)
      open.clear()
      seen.advance(minute)
    }
    const isSame = known?.print === print && known.minute === minute
    if (!isFullPage(row)) {
      if (isSame) return undefined
      if (minute !== undefined) seen.add(id, { minute, print, isNew: true })
      return { _tag: 'Unread', id, part: 'page', row }
    }
    if (!isSame) return { page: row, minute, print }
    return body && known.body !== undefined && !known.isNew
      ? { page: row, minute, print, oldBody: known.body }
      : undefined
  }

  /** Remembers the yielded state of a row. A row that was edited after the newest one that was queried is queried again. */
  const remember = (id: string, minute: string | undefined, print: string, body: string | undefined): void => {
    const newest = seen.newest() ?? ''
    if (minute === undefined || minute > newest) return
    // A second edit in the same minute does not change last_edited_time: the content is certain only once the minute is over.
    const isOpen = body !== undefined && minute >= newest && minute >= latest
    seen.add(id, { minute, print, isNew: true, body: isOpen ? body : undefined })
    if (isOpen) open.add(id)
    else open.delete(id)
  }

  /** Updates the lower bound of the time in Notion, from the row that was edited last. */
  const lookAtClock = async (): Promise<void> => {
    const sorts = [{ timestamp: 'last_edited_time', direction: 'descending' }] as const
    const read = await queryDataSource(meter.ctx, { ...query, sorts, page_size: 1 })()
    const minute = isLeft(read) ? undefined : editedIn(read.right.results[0])
    if (minute !== undefined && minute > latest) latest = minute
  }

  /** Yields a row, unless only its content could have changed and has not. */
  const yieldRow = (
    { page, minute, print, oldBody }: Candidate,
    content: Either<NotionError, BlockTree> | undefined,
  ): ReadonlyArray<Upsert | Unread> => {
    const tree = content && !isLeft(content) ? content.right : undefined
    const newBody = tree && printOfJson(tree)
    remember(page.id, minute, print, newBody ?? oldBody)
    if (content && isLeft(content)) {
      const unread = fail({ _tag: 'Unread', id: page.id, part: 'body', error: content.left })
      dirty.page.delete(page.id)
      return oldBody === undefined ? [upsertOf(page), unread] : [unread]
    }
    settle(page.id)
    return oldBody !== undefined && oldBody === newBody ? [] : [upsertOf(page, tree)]
  }

  for await (const scanned of scanRows(meter.ctx, query, start.position)) {
    if (isLeft(scanned)) return yield scanned
    const { rows, next } = scanned.right
    const found = new Map<string, Candidate | Unread>()
    for (const row of rows) {
      const one = look(row)
      if (one) found.set('page' in one ? one.page.id : one.id, one)
    }
    // The next pages are of one minute, which may not be over: rows that were read may be edited before the last one is.
    const isMinuteNext = next?.from !== undefined && next.created === ''
    if (next?.from !== undefined && (isMinuteNext || body) && next.from >= latest) await lookAtClock()
    if (isMinuteNext && next.from >= latest) reread_from = earlier(reread_from, next.from)
    const contents = new Map(
      await Promise.all(
        [...found.values()].map(async (one) => {
          if (!body || !('page' in one)) return ['', undefined] as const
          return [one.page.id, await pool(() => readBody(meter.ctx, one.page.id))] as const
        }),
      ),
    )
    for (const one of found.values()) {
      if (!('page' in one)) yield right(fail(one))
      else for (const change of yieldRow(one, contents.get(one.page.id))) yield right(change)
    }
    meter.advance(rows.length)
    current = next?.from
    yield right(checkpoint(next))
  }

  const again = [...new Set([...dirty.page, ...dirty.body])].filter((id) => id && !failed.has(id))
  for (let at = 0; at < again.length; at += DIRTY_PAGES) {
    const ids = again.slice(at, at + DIRTY_PAGES)
    const read = await Promise.all(
      ids.map((id) => pool(() => readPage(meter.ctx, id, { data_source_id, filter_properties, body }))),
    )
    for (const change of read.flat()) {
      if (change._tag === 'Unread') fail(change)
      else settle(change._tag === 'Upsert' ? change.page.id : change.id)
      if (change._tag === 'Upsert') {
        const { page, body: content } = change
        remember(page.id, editedIn(page), printOfJson(page), content && printOfJson(content))
      }
    }
    for (const change of read.flat()) yield right(change)
    yield right(checkpoint(undefined))
  }
}

/**
 * Yields the rows of a data source that have changed since a checkpoint; without one, all rows. It does not find removed rows: `reconcile`
 * does.
 *
 * Rows are read in the order of their last edit, in time windows, without a limit on their number. `last_edited_time` is rounded to the
 * minute, so a run reads the last two minutes of the previous run again, and yields the differences. Only times of Notion are used. A row
 * that is edited during the run is yielded again. A checkpoint follows each page of rows; the last one of a run has `complete: true`. After
 * a run that fails, or whose loop you leave, the next run continues from the last checkpoint. A row may be yielded twice, so store rows
 * under their ids.
 *
 * A page, or with `body` its content, that cannot be read is yielded as `Unread`, does not delay others, and is added to the `dirty` list
 * of the checkpoint: each run ends by reading the pages of this list. With `body`, the content of the rows of the newest minute is read
 * again in each run until a later edit shows that the minute is over.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param params The data source, the last checkpoint, and the parts of each row to read.
 * @returns The changes and checkpoints. Ends after the first `Left`, a {@link NotionError}: `InvalidInputError` for a checkpoint of another
 * data source or of other parameters; `UnexpectedResponseError` with the code `query_result_limit_reached` if more than 10,000 rows have
 * the same times of creation and last edit; `AbortError` with the reason `max_requests`.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import type { Context, Page } from 'notion-fp'
 * import { type Checkpoint, changes } from 'notion-fp/changes'
 *
 * const readAll = async (ctx: Context, data_source_id: string) => {
 *   const copy = new Map<string, Page>()
 *   let last: Checkpoint | undefined
 *   for await (const change of changes(ctx, { data_source_id })) {
 *     if (change._tag === 'Left') throw new Error(change.left.message)
 *     if (change.right._tag === 'Upsert') copy.set(change.right.page.id, change.right.page)
 *     if (change.right._tag === 'Gone') copy.delete(change.right.id)
 *     if (change.right._tag === 'Checkpoint') last = change.right
 *   }
 *   return { copy, last }
 * }
 */
export const changes = (ctx: Context, params: ChangesParams): AsyncIterable<Yielded> => ({
  [Symbol.asyncIterator]: () => run(ctx, params),
})
