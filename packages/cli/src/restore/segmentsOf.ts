/** The content of a page, split at the pages and databases in it. */
import type { Block } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import type { PageRecord, StoredBlock } from '../backup/records.js'
import type { RestoreRun } from './restoreRun.js'

/** A part of the content between two pages or databases. */
export interface Segment {
  /** The page or database before it; `undefined` at the start. */
  readonly after: string | undefined
  /** The page or database after it. */
  readonly before: string | undefined
  readonly nodes: ReadonlyArray<BlockNode>
}

interface Growing {
  readonly block: Block
  readonly children: Array<Growing>
}

/** Blocks as a tree, in order. */
const treeOf = (id: string, blocks: ReadonlyArray<StoredBlock>): ReadonlyArray<BlockNode> => {
  const top: Array<Growing> = []
  const open = new Map<string, Array<Growing>>([[id, top]])
  for (const { parent_id, block } of blocks) {
    const node: Growing = { block, children: [] }
    open.get(parent_id)?.push(node)
    open.set(block.id, node.children)
  }
  return top
}

/** The nodes of a tree in document order. */
export const everyNode = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<BlockNode> => {
  const all: Array<BlockNode> = []
  const open = [...nodes].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next)
    open.push(...[...next.children].reverse())
  }
  return all
}

/** Whether a block is a page or a database. */
export const isContainer = ({ block: { type } }: BlockNode): boolean =>
  type === 'child_page' || type === 'child_database'

/** The segments of the content of a page. Its pages and databases exist already; the blocks between them are written. */
export const segmentsOf = ({ state }: RestoreRun, { id, blocks }: PageRecord): ReadonlyArray<Segment> => {
  const segments: Array<Segment> = []
  let nodes: Array<BlockNode> = []
  let after: string | undefined
  const end = (before: string | undefined): void => {
    if (nodes.length > 0) segments.push({ after, before, nodes })
    nodes = []
  }
  for (const node of treeOf(id, blocks)) {
    const isHere = isContainer(node) && state.to(node.block.id) !== undefined
    if (!isHere) nodes.push(node)
    // A page in a block comes after the block: the API cannot create a page inside a block.
    for (const { block } of isHere ? [node] : everyNode([node]).filter(isContainer)) {
      if (state.to(block.id) === undefined) continue
      if (!isHere) {
        state.lose({
          kind: `block ${block.type}`,
          what: 'place',
          why: 'the API cannot create it inside of a block; it follows the block',
          of: block.id,
        })
      }
      end(block.id)
      after = block.id
    }
  }
  end(undefined)
  return segments
}
