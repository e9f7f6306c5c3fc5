/**
 * Detects pages and databases that were moved since the last run. Moving one does not change the `last_edited_time` of the page that
 * showed it.
 */
import type { BlockTree } from 'notion-fp/blocks'
import type { ReadRun } from './readRun.js'
import { type Child, parentOf } from './records.js'

const hasBlock = (tree: BlockTree | undefined, id: string): boolean => {
  const waiting = [...(tree?.children ?? [])]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.block.id === id) return true
    waiting.push(...node.children)
  }
  return false
}

/** Whether something is no longer in the page whose stored content shows it. If so, this is recorded. */
export const wasMovedSinceExport = async (
  run: ReadRun,
  child: Child,
  given: unknown,
  storedIn: string | undefined,
): Promise<boolean> => {
  const parent = parentOf(given)
  if (storedIn === undefined || (parent.type === 'page_id' && parent.id === storedIn)) return false
  if (parent.type === 'block_id' && hasBlock(await run.records.tree(storedIn), parent.id)) return false
  run.moved.set(child.id, { ...child, parent })
  run.outdated.add(storedIn)
  return true
}
