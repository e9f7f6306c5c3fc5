/**
 * Blocks whose rich text is too long for one block: they are copied as several, so that each part has a copy of its own.
 *
 * @internal
 */
import { isRecord } from '../../../core/internal/json.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { Block } from '../../../ops/blocks/block.js'
import type { BlockLoss } from '../blockLoss.js'
import { REQUEST_LIMITS } from '../requestLimits.js'
import type { BlockNode } from '../tree/blockTree.js'
import { writableRuns } from '../writableText.js'

/** The blocks that a block is copied as. The caption belongs to the last one. */
const partsOf = (block: Block): ReadonlyArray<Block> => {
  const content: unknown = Reflect.get(block, block.type)
  if (!isRecord(content) || !Array.isArray(content.rich_text)) return [block]
  const texts: Array<Array<unknown>> = [[]]
  let count = 0
  for (const run of content.rich_text) {
    const written = writableRuns([run], () => undefined).length
    count += written
    if (count > REQUEST_LIMITS.elements) {
      texts.push([])
      count = written
    }
    texts.at(-1)?.push(run)
  }
  return texts.map((rich_text, index) => {
    const isLast = index === texts.length - 1
    const part = { ...content, rich_text, ...(!isLast && { caption: [] }) }
    // Only its text differs from that of the block.
    return isLast && index === 0
      ? block
      : unsafeCast({ ...block, ...(!isLast && { has_children: false }), [block.type]: part })
  })
}

/** The nodes as they are copied: children follow the last part of their block. */
export const continueBlocks = (nodes: ReadonlyArray<BlockNode>, losses: Array<BlockLoss>): ReadonlyArray<BlockNode> => {
  const top: Array<BlockNode> = []
  const open = [{ nodes, into: top }]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const node of next.nodes) {
      const parts = partsOf(node.block)
      const children: Array<BlockNode> = []
      for (const block of parts.slice(0, -1)) next.into.push({ block, children: [] })
      next.into.push({ ...node, block: parts.at(-1) ?? node.block, children })
      if (parts.length > 1) {
        const { id: block_id, type } = node.block
        const why = `the API accepts ${REQUEST_LIMITS.elements} runs; the text continues in ${parts.length - 1} further blocks`
        losses.push({ block_id, type, what: 'text', why })
      }
      open.push({ nodes: node.children, into: children })
    }
  }
  return top
}
