/** Reads pages that may have changed. */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import type { Gone, Unread, Upsert } from './change.js'
import { checkReadDirty, dataSourceIdOf, pagesById, type ReadDirtyParams } from './changesParams.js'
import { readPage } from './readState.js'

type Yielded = Either<NotionError, Upsert | Gone | Unread>

async function* run(ctx: Context, params: ReadDirtyParams): AsyncGenerator<Yielded, void> {
  const checked = checkReadDirty(params)
  if (isLeft(checked)) return yield checked
  const pages = pagesById('readDirty', 'ids', params.ids)
  if (isLeft(pages)) return yield pages
  const { concurrency = 4, filter_properties, body } = params
  const options = { data_source_id: dataSourceIdOf(params.data_source_id), filter_properties, body }
  const meter = startJob(ctx, params)
  const pool = createPool(concurrency)
  const waiting = [...pages.right.keys()]
  for (let at = 0; at < waiting.length; at += concurrency) {
    const some = waiting.slice(at, at + concurrency)
    const read = await Promise.all(some.map((id) => pool(() => readPage(meter.ctx, id, options))))
    meter.advance(some.length, waiting.length)
    for (const change of read.flat()) yield right(change)
  }
}

/**
 * Reads the current state of pages that may have changed, such as those of webhook events: each page once. The result does not depend on
 * whether events were late, repeated or out of order.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param params The data source, the ids of the pages, and the parts of each to read.
 * @returns For each page: an `Upsert` if it is a row of the data source, `Gone` if it is not, or `Unread` if it could not be read, for
 * example because of `max_requests` or the `signal`. The only {@link NotionError} is `InvalidInputError`.
 * @see https://developers.notion.com/reference/retrieve-a-page
 * @example
 * import type { Context, WebhookEvent } from 'notion-fp'
 * import { dirtyPages, readDirty } from 'notion-fp/changes'
 *
 * const update = async (ctx: Context, data_source_id: string, event: WebhookEvent) => {
 *   for await (const change of readDirty(ctx, { data_source_id, ids: dirtyPages(event) })) {
 *     if (change._tag === 'Left') throw new Error(change.left.message)
 *     if (change.right._tag === 'Upsert') console.log('changed', change.right.page.url)
 *     if (change.right._tag === 'Gone') console.log('gone', change.right.id, change.right.reason)
 *   }
 * }
 */
export const readDirty = (ctx: Context, params: ReadDirtyParams): AsyncIterable<Yielded> => ({
  [Symbol.asyncIterator]: () => run(ctx, params),
})
