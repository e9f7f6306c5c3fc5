import { field } from '../values/json.js'

/** The original of a copy of a synced block; `undefined` for an original and for other blocks. */
export const syncedFrom = (block: unknown): string | undefined => {
  const id = field(field(field(block, 'synced_block'), 'synced_from'), 'block_id')
  return typeof id === 'string' ? id : undefined
}
