/** Pages and databases that were moved since the last run. Moving one does not change the `last_edited_time` of the page that showed it. */

import { field } from '../values/json.js'
import { idle, type Job, type Moved, type StoredContent } from './job.js'

const parentIn = (parent: unknown): string => {
  const id = field(parent, String(field(parent, 'type')))
  return typeof id === 'string' ? id : ''
}

/** Whether something is no longer in the page whose stored content shows it. If so, this is recorded. */
export const wasMovedSinceBackup = (
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

/** Reads the pages again that showed what was moved, and what was moved to a place in the backup. */
export const backUpMoved = async (job: Job): Promise<void> => {
  const { store, moved, outdated, roots } = job
  const again = new Set<string>()
  for (;;) {
    for (const id of outdated) {
      if (again.has(id)) continue
      again.add(id)
      job.begun.delete(id)
      job.open.page(id)
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
      // A backup of everything has what is shared, wherever it was moved to.
      ([id, { parent }]) => 'everything' in roots || job.found.has(parent) || blocks.has(parent) || shown.has(id),
    )
    if (back.length === 0) return
    for (const [id, { kind, parent }] of back) {
      moved.delete(id)
      job.begun.delete(id)
      if (store.has('pages', parent) && !shown.has(id)) outdated.add(parent)
      job.open[kind](id)
    }
  }
}
