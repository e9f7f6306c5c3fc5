/** The paths of an export, which the next run keeps: they are stored under the key `n:` and the id. */
import { unsafeCast } from '../unsafeCast.js'
import type { OldPlace, Placed } from './placeAll.js'
import type { ExportRecords } from './records.js'

/** The paths of the last run. */
export const readPlaces = async ({ store }: ExportRecords): Promise<ReadonlyMap<string, OldPlace>> => {
  const places = new Map<string, OldPlace>()
  // Only `storePlaces` writes keys that begin with `n:`.
  for (const key of store.keys('n:')) places.set(key.slice(2), unsafeCast<OldPlace>(await store.get(key)))
  return places
}

/** Stores the paths of this run. */
export const storePlaces = async (
  { store }: ExportRecords,
  old: ReadonlyMap<string, OldPlace>,
  placed: ReadonlyArray<Placed>,
): Promise<void> => {
  const now = new Set(placed.map(({ id }) => id))
  for (const id of old.keys()) if (!now.has(id)) await store.remove(`n:${id}`)
  for (const { id, path, title } of placed) {
    const before = old.get(id)
    if (before?.path !== path || before.title !== title) await store.put(`n:${id}`, { path, title })
  }
}
