/** Brings the copy of a data source up to date. */
import { type Context, NotionException, type Page, toPromise } from 'notion-fp'
import { type Change, changes, readDirty, reconcile } from 'notion-fp/changes'
import type { Store } from './store.js'

/** What a sync has changed in the copy. */
export interface Synced {
  readonly written: number
  readonly removed: number
}

/** Rows that are new or were edited since the last sync. The first one reads all rows. */
export const syncChanges = async (ctx: Context, store: Store, data_source_id: string): Promise<Synced> => {
  const since = store.checkpoint(data_source_id)
  let written = 0
  let removed = 0
  let upserts: ReadonlyArray<Page> = []
  let gone: ReadonlyArray<string> = []
  for await (const change of changes(ctx, { data_source_id, since })) {
    if (change._tag === 'Left') throw new NotionException(change.left)
    const item: Change = change.right
    if (item._tag === 'Upsert') upserts = [...upserts, item.page]
    if (item._tag === 'Gone') gone = [...gone, item.id]
    if (item._tag === 'Checkpoint') {
      // What came before a checkpoint is stored with it.
      store.write(data_source_id, { upserts, gone, checkpoint: item })
      written += upserts.length
      removed += gone.length
      upserts = []
      gone = []
    }
  }
  return { written, removed }
}

/** Rows that were trashed, moved or restored, which no query tells of. Once a day is often enough. */
export const syncRemovals = async (ctx: Context, store: Store, data_source_id: string): Promise<Synced> => {
  const { gone, found, stale } = await toPromise(reconcile(ctx, { data_source_id, known: store.known(data_source_id) }))
  const upserts: Array<Page> = []
  for await (const change of readDirty(ctx, { data_source_id, ids: [...found, ...stale] })) {
    if (change._tag === 'Left') throw new NotionException(change.left)
    if (change.right._tag === 'Upsert') upserts.push(change.right.page)
  }
  store.write(data_source_id, { upserts, gone: gone.map(({ id }) => id) })
  return { written: upserts.length, removed: gone.length }
}
