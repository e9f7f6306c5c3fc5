/** The last step of a restore: locks pages, and removes the marker property of rows. */
import { updateDatabase, updateDataSource, updatePage } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { liveSource } from './liveSource.js'
import { MARKER } from './marker.js'
import type { RestoreRun } from './restoreRun.js'
import { isRefusal } from './uploadContent.js'

/** Locks what was locked, and removes the marker property. */
export const finishObjects = async (run: RestoreRun): Promise<Result<void>> => {
  const { ctx, store, state, outline } = run
  for (const id of outline.locked) {
    const to = state.to(id)
    if (to === undefined || state.isDone(`lock:${id}`)) continue
    const locked = store.has('databases', id)
      ? await updateDatabase(ctx, { database_id: to, is_locked: true })()
      : await updatePage(ctx, { page_id: to, is_locked: true })()
    if (locked._tag === 'Left') return locked
    state.did(`lock:${id}`)
  }
  for (const id of store.ids('data_sources')) {
    const to = state.to(id)
    if (to === undefined || state.isDone(`marker:${id}`)) continue
    const live = await liveSource(run, to)
    if (live._tag === 'Left') return live
    if (Object.hasOwn(live.right.properties, MARKER)) {
      const removed = await updateDataSource(ctx, { data_source_id: to, properties: { [MARKER]: null } })()
      if (removed._tag === 'Left') {
        const after = isRefusal(removed.left) ? await liveSource(run, to) : removed
        // If the request was sent twice, the second one is rejected because there is nothing to remove.
        if (after._tag === 'Left' || Object.hasOwn(after.right.properties, MARKER)) return removed
      }
    }
    state.did(`marker:${id}`)
  }
  return ok(undefined)
}
