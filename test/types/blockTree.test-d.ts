/** What the compiler accepts and refuses of trees of blocks. Nothing here runs. */
import type { BlockTreeRequest } from '../../src/jobs/blocks/blockTreeRequest.js'
import type { BlockRequest, LeafBlockRequest, NestedBlockRequest } from '../../src/ops/blocks/blockRequest.js'

const rich_text = [{ text: { content: 'words' } }]

/** Every block that one request can create is a tree. */
export const trees = (
  ...blocks: ReadonlyArray<BlockRequest | NestedBlockRequest | LeafBlockRequest>
): ReadonlyArray<BlockTreeRequest> => blocks

const deep: BlockTreeRequest = {
  toggle: {
    rich_text,
    children: [{ toggle: { rich_text, children: [{ toggle: { rich_text, children: [{ divider: {} }] } }] } }],
  },
}

export const anyDepth: ReadonlyArray<BlockTreeRequest> = [
  deep,
  { column_list: { children: [{ column: { children: [deep] } }, { column: { children: [deep], width_ratio: 0.5 } }] } },
  { tab: { children: [{ paragraph: { rich_text, children: [deep] } }] } },
  { toggle: { rich_text, children: [{ column_list: { children: [{ column: { children: [deep] } }] } }] } },
]

export const refused: ReadonlyArray<BlockTreeRequest> = [
  // @ts-expect-error An image has no children.
  { image: { external: { url: 'https://example.com/a.png' }, children: [deep] } },
  // @ts-expect-error A block has one type.
  { divider: {}, breadcrumb: {} },
  // @ts-expect-error A column list contains columns.
  { column_list: { children: [deep] } },
]
