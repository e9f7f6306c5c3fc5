/** Finds out why rows are no longer in a data source. */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import type { Meter } from '../shared/meter.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import type { Gone } from './change.js'
import { checkReconcile, dataSourceIdOf, pagesById, type ReconcileParams } from './changesParams.js'
import { editedIn, minuteOf } from './minutes.js'
import { readState } from './readState.js'
import { scanRows } from './scanRows.js'

/** A row that may still exist. Keep it in the copy. */
export interface UnknownRow {
  /** The id of the page, with dashes. */
  readonly id: string
  /** Why it could not be read. */
  readonly error: NotionError
}

/** The differences between a copy and its data source. */
export interface Reconciliation {
  /** The known rows that are no longer in the data source, with the reason. */
  readonly gone: ReadonlyArray<Pick<Gone, 'id' | 'reason'>>
  /** The known rows that were not found and could not be read. */
  readonly unknown: ReadonlyArray<UnknownRow>
  /** The ids of unknown rows: new ones, or rows that were moved here or restored from the trash. Read them with `readDirty`. */
  readonly found: ReadonlyArray<string>
  /** The ids of the known rows whose `last_edited_time` differs from the given one. Read them with `readDirty`. */
  readonly stale: ReadonlyArray<string>
  /** The number of rows in the data source. */
  readonly present: number
  /** The number of requests sent, without retries. */
  readonly requests: number
}

/** The `filter_properties` of a query for ids: the title has the same id everywhere. */
const LEAST_PROPERTIES = ['title']

const readMissing = async (
  { ctx, advance }: Meter,
  missing: ReadonlyArray<string>,
  { filter, concurrency = 4 }: ReconcileParams,
  data_source_id: string,
): Promise<Pick<Reconciliation, 'gone' | 'unknown'>> => {
  const pool = createPool(concurrency)
  const gone: Array<Reconciliation['gone'][number]> = []
  const unknown: Array<UnknownRow> = []
  const states = await Promise.all(
    missing.map((id) =>
      pool(async () => {
        const state = await readState(ctx, id, data_source_id, LEAST_PROPERTIES)
        advance(1)
        return { id, state }
      }),
    ),
  )
  for (const { id, state } of states) {
    if (isLeft(state)) unknown.push({ id, error: state.left })
    else if ('reason' in state.right) gone.push({ id, reason: state.right.reason })
    else if (state.right.page.is_archived) gone.push({ id, reason: 'archived' })
    // Without a filter it is a row: it was restored, or moved here, after the query.
    else if (filter !== undefined) gone.push({ id, reason: 'filtered' })
  }
  return { gone, unknown }
}

const run = async (ctx: Context, params: ReconcileParams): Promise<Either<NotionError, Reconciliation>> => {
  const checked = checkReconcile(params)
  if (isLeft(checked)) return checked
  const pages = pagesById('reconcile', 'known', params.known)
  if (isLeft(pages)) return pages
  const known = pages.right
  const data_source_id = dataSourceIdOf(params.data_source_id)
  const meter = startJob(ctx, params)
  const { filter } = params
  const query = { data_source_id, filter, filter_properties: LEAST_PROPERTIES, result_type: 'page' } as const
  const present = new Map<string, string | undefined>()
  for await (const scanned of scanRows(meter.ctx, query, {})) {
    if (isLeft(scanned)) return scanned
    for (const row of scanned.right.rows) present.set(`${field(row, 'id') ?? ''}`, editedIn(row))
    meter.advance(scanned.right.rows.length)
  }
  const missing = [...known.keys()].filter((id) => !present.has(id))
  const states = await readMissing(meter, missing, params, data_source_id)
  const found = [...present.keys()].filter((id) => id && !known.has(id))
  const stale = [...known].flatMap(([id, time]) =>
    time !== undefined && present.has(id) && present.get(id) !== minuteOf(time) ? [id] : [],
  )
  return right({ ...states, found, stale, present: present.size, requests: meter.requests() })
}

/**
 * Compares the rows of a copy with those of the data source, and finds out why each missing row is no longer there.
 *
 * A row that a query does not return may be in the trash, archived, moved, permanently deleted or no longer shared, none of which `changes`
 * notices. This job reads the ids of all rows, with one request per 100 rows, and each missing page. An unknown row of the data source is
 * in `found`: for example, it was restored from the trash with its old `last_edited_time`. If you pass rows instead of ids, those with a
 * different `last_edited_time` are in `stale`. Run it less often than `changes`.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param params The data source, and the rows of the copy.
 * @returns The differences. A row is never `gone` because of an error, `max_requests` or the `signal`: it is then `unknown`. Fails with a
 * {@link NotionError} if not all rows can be queried.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import type { Context } from 'notion-fp'
 * import { reconcile } from 'notion-fp/changes'
 *
 * const compare = async (ctx: Context, data_source_id: string) => {
 *   const known = new Set<string>() // the ids of the rows that the copy has
 *   const compared = await reconcile(ctx, { data_source_id, known })()
 *   if (compared._tag === 'Left') throw new Error(compared.left.message)
 *   for (const { id, reason } of compared.right.gone) console.log(id, reason)
 *   return compared.right.found
 * }
 */
export const reconcile =
  (ctx: Context, params: ReconcileParams): TaskEither<NotionError, Reconciliation> =>
  () =>
    run(ctx, params)
