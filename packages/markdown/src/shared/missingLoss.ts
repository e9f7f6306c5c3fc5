/**
 * Children that are missing from a tree.
 *
 * @internal
 */
import type { BlockNode } from 'notion-fp/blocks'
import { record } from './json.js'
import type { Lose } from './printOptions.js'

/** Reports the children of a block that are not in the tree. Pages and databases are documents of their own. */
export const missingLoss = ({ block, children, missing, skipped }: BlockNode, lose: Lose): void => {
  if (missing) lose('children', `they were not read: ${missing.reason}`)
  else if (skipped === 'synced_copy' || skipped === 'read_elsewhere')
    lose(
      'children',
      skipped === 'synced_copy' ? 'they were left out when the tree was read' : 'they are in the tree already',
    )
  else if (!skipped && children.length === 0 && record(block).has_children === true && !/^child_/.test(block.type))
    lose('children', 'they were not given')
}
