/** Notices pages and databases that were moved since the last run, while what showed them has the time that it had. */
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

/** Whether something is not in the page any more whose stored content shows it. If so, that is noted. */
export const wasMoved = async (
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
