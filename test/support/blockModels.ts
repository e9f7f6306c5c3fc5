/** Trees of blocks for planners: made of requests, as if they had been written and read. */
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import type { BlockTreeRequest } from '../../src/jobs/blocks/blockTreeRequest.js'
import type { BlockNode, BlockTree } from '../../src/jobs/blocks/tree/blockTree.js'

/** A block with an id, whose content can change. */
export interface ModelBlock {
  readonly id: string
  readonly type: string
  content: Readonly<Record<string, unknown>>
  readonly children: Array<ModelBlock>
}

type Fields = Readonly<Record<string, unknown>>

/** The type of a request. */
export const typeOf = (request: BlockTreeRequest): string =>
  Object.keys(request).find((key) => key !== 'type' && key !== 'object') ?? ''

/** Blocks as Notion would have them. `newId` gives the id of each. */
export const modelOf = (requests: ReadonlyArray<BlockTreeRequest>, newId: () => string): Array<ModelBlock> =>
  requests.map((request) => {
    const type = typeOf(request)
    const { children, ...content } = unsafeCast<Fields>(Reflect.get(request, type))
    const isToggle = type.startsWith('heading') && Array.isArray(children) && children.length > 0
    return {
      id: newId(),
      type,
      content: isToggle ? { ...content, is_toggleable: true } : content,
      children: modelOf(unsafeCast(children ?? []), newId),
    }
  })

const KINDS = ['text', 'mention', 'equation', 'external', 'file', 'emoji', 'page_id', 'database_id']

/** Content as responses have it: with the type of each part. */
const asRead = (content: unknown): unknown => {
  if (Array.isArray(content)) return content.map(asRead)
  if (typeof content !== 'object' || content === null) return content
  const kind = KINDS.find((one) => one in content)
  const parts = Object.fromEntries(Object.entries(content).map(([key, value]) => [key, asRead(value)]))
  return { ...(kind !== undefined && { type: kind }), ...parts }
}

const nodeOf = ({ id, type, content, children }: ModelBlock): BlockNode =>
  unsafeCast({
    block: { object: 'block', id, type, has_children: children.length > 0, [type]: asRead(content) },
    children: children.map(nodeOf),
  })

/** The tree that reading the blocks gives. */
export const treeOf = (block_id: string, blocks: ReadonlyArray<ModelBlock>): BlockTree => ({
  block_id,
  children: blocks.map(nodeOf),
  complete: true,
  missing: [],
  maybe_edited_while_read: false,
  requests: 0,
})

/** All blocks, with the list that each is in. */
export const everyBlock = (
  blocks: Array<ModelBlock>,
): ReadonlyArray<{ readonly block: ModelBlock; readonly siblings: Array<ModelBlock> }> =>
  blocks.flatMap((block) => [{ block, siblings: blocks }, ...everyBlock(block.children)])
