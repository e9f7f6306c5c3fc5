/**
 * Makes a tree of the lists of blocks that were read.
 *
 * @internal
 */
import type { Block } from '../../../ops/blocks/block.js'
import { type Below, below, type Place } from './below.js'
import type { BlockNode, BlockTree, MissingChildren, MissingPart } from './blockTree.js'
import type { BlockTreeParams } from './treeOptions.js'

/** The children of one block, as far as they were read. */
export interface ChildList {
  readonly blocks: ReadonlyArray<Block>
  /** Why the rest of them is missing. */
  readonly missing?: MissingChildren
}

/** A node while its children are added; the root has no block. */
type GrowingNode = { -readonly [name in keyof Omit<BlockNode, 'block' | 'children'>]: BlockNode[name] } & {
  readonly block?: Block
  children: ReadonlyArray<BlockNode>
}

/** A node to which children are to be added; without one, all that is in a list was added. */
interface Addition {
  readonly node?: GrowingNode
  readonly path: ReadonlyArray<number>
  /** The id of that list. */
  readonly closes?: string
}

/** Every place that a tree reaches was read; the compiler cannot know. */
const NO_LIST: ChildList = { blocks: [] }

/** Makes a tree, in document order and without recursion. */
export const assembleTree = (
  root: Place,
  lists: ReadonlyMap<string, ChildList>,
  params: BlockTreeParams,
): Pick<BlockTree, 'children' | 'missing'> => {
  const missing: Array<MissingPart> = []
  const open = new Set<string>()
  const once = new Set<string>()
  const top: GrowingNode = { children: [] }
  const additions: Array<Addition> = [{ node: top, path: [] }]
  for (let next = additions.pop(); next; next = additions.pop()) {
    const { node, path, closes } = next
    if (closes) open.delete(closes)
    if (!node) continue
    const { block } = node
    const { place, ...why }: Below = block ? below(block, path.length, open, once, params) : { place: root }
    Object.assign(node, why)
    if (place) {
      const { id, isOnce } = place
      open.add(id)
      if (isOnce) once.add(id)
      const { blocks, missing: rest } = lists.get(id) ?? NO_LIST
      if (rest) node.missing = rest
      const added = blocks.map((child, index) => ({ node: { block: child, children: [] }, path: [...path, index] }))
      node.children = added.map((addition) => addition.node)
      additions.push({ path, closes: id })
      for (const addition of added.reverse()) additions.push(addition)
    }
    if (node.missing) missing.push({ ...node.missing, block_id: block?.id ?? root.id, path })
  }
  return { children: top.children, missing }
}
