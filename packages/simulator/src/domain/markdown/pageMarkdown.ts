/** The Markdown of a page in a response. It ends after 20,000 blocks, and names the others by id. */
import { findPage } from '../state/find.js'
import { isNotShared } from '../state/isNotShared.js'
import { liveChildren } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { type Chunk, chunksOf, MAX_DEPTH, referenceTo, unknownIn } from './renderBlocks.js'

/** Finds a page, or a block that was omitted from the Markdown of its page. */
export const findContent = (workspace: Workspace, id: string): BlockNode | PageNode => {
  const node = workspace.nodes.get(id)
  return node?.kind === 'block' && node.shared ? node : findPage(workspace, id)
}

/** The maximum number of rendered blocks; the others are named by id, to be retrieved separately. */
const MAX_WRITTEN = 20_000

const sizeOf = (workspace: Workspace, node: Node, depth = 0): number =>
  node.kind !== 'block' || depth > MAX_DEPTH
    ? 1
    : liveChildren(workspace, node).reduce((sum, child) => sum + sizeOf(workspace, child, depth + 1), 1)

/** The number of rendered chunks: as many as the limit allows, and at least one. */
const writtenOf = (workspace: Workspace, chunks: ReadonlyArray<Chunk>): number => {
  let total = 0
  const over = chunks.findIndex(({ node }) => {
    total += sizeOf(workspace, node)
    return total > MAX_WRITTEN
  })
  return over < 0 ? chunks.length : Math.max(1, over)
}

/** The chunks in a response: all of them or, with the quirk `cutsMarkdownAtDivider`, those before the first divider. */
const shownChunks = ({ quirks }: Workspace, chunks: ReadonlyArray<Chunk>): ReadonlyArray<Chunk> => {
  const divider = chunks.findIndex(({ node }) => node.kind === 'block' && node.type === 'divider')
  return quirks.cutsMarkdownAtDivider === true && divider >= 0 ? chunks.slice(0, divider) : chunks
}

/** The Markdown of a page or a block in a response; `transcript` is whether it includes transcripts. */
export const pageMarkdown = (workspace: Workspace, container: BlockNode | PageNode, transcript = false): JsonObject => {
  const chunks = shownChunks(workspace, chunksOf(workspace, container, { depth: 0, transcript }))
  const written = writtenOf(workspace, chunks)
  const left = chunks.slice(written).map(({ node }) => node)
  const unknown = unknownIn(workspace, container)
  return {
    object: 'page_markdown',
    id: container.id,
    markdown: [
      ...chunks.slice(0, written).map(({ text }) => text),
      ...left.map((node) => referenceTo(workspace, node)),
    ].join('\n'),
    truncated: left.length > 0 || unknown.some((node) => isNotShared(workspace, node)),
    unknown_block_ids: [...new Set([...unknown, ...left].map(({ id }) => id))],
  }
}
