import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { Block } from '../../ops/blocks/block.js'
import type { BlockLoss, BlockUpload } from './blockLoss.js'
import type { BlockTreeRequest } from './blockTreeRequest.js'
import type { BlockNode } from './tree/blockTree.js'
import { type WritableBlock, writableBlock } from './writableBlock.js'

/** A block that was read, converted for writing. */
export interface WritableTree {
  /** The block with its children; absent if it cannot be written at all: see `losses`. */
  readonly request?: BlockTreeRequest
  /** Everything that is lost or changed, in document order. */
  readonly losses: ReadonlyArray<BlockLoss>
  /** The files hosted by Notion that must be uploaded again; `withUploads` inserts the ids of the uploads. */
  readonly uploads: ReadonlyArray<BlockUpload>
}

/** Blocks that were read, converted for writing. */
export interface WritableTrees extends Omit<WritableTree, 'request'> {
  /** The blocks with their children, without those that cannot be written. */
  readonly children: ReadonlyArray<BlockTreeRequest>
}

/** A block that is being converted. */
interface Step {
  /** What was given. */
  readonly source: unknown
  readonly node: BlockNode
  readonly above: Step | undefined
  readonly below: ReadonlyArray<Step>
  readonly losses: Array<BlockLoss>
  written: WritableBlock | undefined
  request: JsonObject | undefined
  /** Its index among the written children of its parent. */
  index: number
}

/** A node with the fields that every node has, whatever was given: a response may be damaged. */
const nodeOf = (given: unknown): BlockNode => {
  const inside = field(given, 'block')
  const [block, children] = isRecord(inside) ? [inside, field(given, 'children')] : [given, undefined]
  const id = field(block, 'id')
  // Any value may be given; only the parts that the conversion relies on are checked.
  return unsafeCast({
    ...(isRecord(inside) && { missing: field(given, 'missing'), skipped: field(given, 'skipped') }),
    block: {
      ...tryTo(() => ({ ...Object(block) })),
      id: typeof id === 'string' ? id : '',
      type: `${field(block, 'type')}`,
    },
    children: Array.isArray(children) ? children : [],
  })
}

const SKIPPED = 'they were left out when the tree was read'

const EMPTY_PARAGRAPH = { paragraph: { rich_text: [] } }

/** Rows with as many cells as the table has columns. */
const fitRow = (row: JsonObject, width: number, lose: (why: string) => void): JsonObject => {
  const given = field(row.table_row, 'cells')
  const cells: ReadonlyArray<unknown> = Array.isArray(given) ? given : []
  if (cells !== given) lose('a table has rows only; an empty one is written in place of another block')
  if (cells.length > width)
    lose(`a row has ${cells.length} cells, the table ${width} columns; the last cells are left out`)
  return { type: 'table_row', table_row: { cells: Array.from({ length: width }, (_, at) => cells[at] ?? []) } }
}

/** The children as they are written, with those that Notion requires of their parent. */
const childrenOf = (
  type: string,
  content: JsonObject,
  written: ReadonlyArray<JsonObject>,
  lose: (why: string) => void,
): ReadonlyArray<JsonObject> => {
  if (type === 'table') {
    const width = Number(content.table_width) || 1
    if (written.length === 0) lose('a table needs a row; written with an empty one')
    const rows = written.length > 0 ? written : [{ type: 'table_row', table_row: { cells: [] } }]
    return rows.map((row) => fitRow(row, width, lose))
  }
  if (type === 'column' && written.length === 0) {
    lose('a column needs a block; written with an empty paragraph')
    return [EMPTY_PARAGRAPH]
  }
  if (type === 'tab' && written.length === 0) {
    lose('a tab block needs a tab; written with an empty one')
    return [EMPTY_PARAGRAPH]
  }
  if (type === 'column_list' && written.length < 2) {
    lose('a column list needs two columns; written with empty ones in addition')
    // The widths of the others would not add up to 1.
    const columns = written.map(({ column }) => ({ column: { children: field(column, 'children') } }))
    const empty = { column: { children: [EMPTY_PARAGRAPH] } }
    return [...columns, empty, empty].slice(0, 2)
  }
  return written
}

/** Converts a block whose children were converted before. */
const finish = (step: Step): void => {
  const { node, below, losses, written } = step
  if (!written) return
  const { block, missing, skipped } = node
  const lose = (what: string, why: string): void => {
    losses.push({ block_id: block.id, type: block.type, what, why })
  }
  const { type, content } = written
  const requests = below.flatMap(({ request }) => (request ? [request] : []))
  if (type === 'synced_block' && content.synced_from !== null) {
    step.request = { type, [type]: content }
    return
  }
  if (type === 'synced_block' && field(field(block, type), 'synced_from') !== null) {
    lose('synced_from', 'the original is not shared with the connection; written as an original')
  }
  const isUnread = missing || skipped || (field(block, 'has_children') === true && below.length === 0)
  if (isUnread) lose('children', missing ? 'they were not read' : skipped ? SKIPPED : 'they were not given')
  const children = childrenOf(type, content, requests, (why) => lose('children', why))
  const isHeading = type.startsWith('heading_') && children.length > 0
  const full = { ...content, ...(isHeading && { is_toggleable: true }), ...(children.length > 0 && { children }) }
  step.request = { type, [type]: full }
}

/** The path of a block in the list of the first level, as keys. */
const pathOf = (step: Step): Array<string | number> => {
  const path: Array<string | number> = []
  for (let at: Step | undefined = step; at; at = at.above) {
    path.push(at.index)
    if (at.above?.written) path.push('children', at.above.written.type)
  }
  return path.reverse()
}

/** The name of a file: that of its block, or the last part of its URL. */
const nameOf = (block: Block, url: string): string => {
  const name = field(field(block, block.type), 'name')
  if (typeof name === 'string' && name !== '') return name
  const last = `${/([^/?#]*)([?#].*)?$/s.exec(url)?.[1]}`
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Converts all blocks, children before their parents. Trees may be deeper than the stack. */
const convert = (given: ReadonlyArray<Block | BlockNode>): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  const stepOf = (source: unknown, above: Step | undefined): Step => {
    const losses: Array<BlockLoss> = []
    const node = nodeOf(source)
    const { id, type } = node.block
    // The interfaces of blocks have no index signature, which a `JsonObject` needs.
    const written = writableBlock(unsafeCast(node.block), (what, why) => losses.push({ block_id: id, type, what, why }))
    return { source, node, above, below: [], losses, written, request: undefined, index: 0 }
  }
  /** The steps above the current one, with their sources: nodes that a program created may contain themselves. */
  const trail: Array<Step> = []
  const inside = new Set<unknown>()
  const waiting = given.map((each) => stepOf(each, undefined)).reverse()
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const parent = step
    for (let last = trail.at(-1); last && last !== parent.above; last = trail.at(-1)) {
      inside.delete(last.source)
      trail.pop()
    }
    trail.push(parent)
    inside.add(parent.source)
    const { node, written, losses } = parent
    const children = node.children.filter((child) => !inside.has(child))
    if (written && children.length < node.children.length) {
      losses.push({
        block_id: node.block.id,
        type: node.block.type,
        what: 'children',
        why: 'a block cannot contain itself',
      })
    }
    // The descendants of a block that cannot be written are lost with it.
    const below = written ? children.map((child) => stepOf(child, parent)) : []
    steps.push(Object.assign(parent, { below }))
    waiting.push(...[...below].reverse())
  }
  for (const step of [...steps].reverse()) finish(step)
  for (const { below } of [{ below: steps.filter(({ above }) => !above) }, ...steps]) {
    below.filter(({ request }) => request).forEach((step, index) => Object.assign(step, { index }))
  }
  return steps
}

const uploadsOf = (step: Step): ReadonlyArray<BlockUpload> => {
  const { node, written } = step
  if (!written) return []
  return written.hosted.map(({ at, file }) => ({
    block_id: node.block.id,
    at: [...pathOf(step), written.type, ...at],
    ...file,
    name: nameOf(node.block, file.url),
  }))
}

/**
 * Converts blocks that were read into blocks to write: see {@link toBlockRequest}.
 *
 * @param nodes The blocks with their children, such as `children` of a `BlockTree`; or blocks alone.
 * @returns The blocks that can be written, what is lost, and the files to upload; the `at` of each begins with an index of `children`.
 * @example
 * import type { Context } from 'notion-fp'
 * import { appendTree, getBlockTree, toBlockRequests } from 'notion-fp/blocks'
 *
 * const copyContent = async (ctx: Context, page_id: string, block_id: string) => {
 *   const tree = await getBlockTree(ctx, { block_id: page_id, enter: { synced_copy: 'leave' } })()
 *   if (tree._tag === 'Left') return tree
 *   const { children, losses } = toBlockRequests(tree.right.children)
 *   for (const { type, what, why } of losses) console.log(`${type}: ${what}: ${why}`)
 *   return appendTree(ctx, { block_id, children })()
 * }
 */
export const toBlockRequests = (nodes: ReadonlyArray<Block | BlockNode>): WritableTrees => {
  const steps = convert(nodes)
  return {
    // A converted block is a `JsonObject` whose type is known as a string only.
    children: steps.flatMap(({ above, request }) => (above || !request ? [] : [unsafeCast<BlockTreeRequest>(request)])),
    losses: steps.flatMap(({ losses }) => losses),
    uploads: steps.flatMap((step) => (step.request ? uploadsOf(step) : [])),
  }
}

/**
 * Converts a block that was read into a block to write, with everything that the API can create.
 *
 * Read-only fields such as ids, times and counts are omitted, and so are values that the API does not accept, such as `icon: null`. All
 * losses are listed: blocks that cannot be created (pages, databases, meeting notes, unsupported and unknown blocks), mentions that become
 * text, and the number at which a list starts. A synced copy stays a copy of its original. A file hosted by Notion becomes an upload
 * without id; `withUploads` inserts the id. Pass the result to `planAppend` or `appendTree`, which split content that exceeds the limits of
 * a request.
 *
 * @param node The block with its children, as in a `BlockTree`, or a block alone.
 * @returns The block to write, what is lost, and the files to upload.
 * @example
 * import type { Block } from 'notion-fp'
 * import { toBlockRequest } from 'notion-fp/blocks'
 *
 * const reportOf = (block: Block) => toBlockRequest(block).losses.map(({ what, why }) => `${what}: ${why}`)
 */
export const toBlockRequest = (node: Block | BlockNode): WritableTree => {
  const { children, losses, uploads } = toBlockRequests([node])
  const [request] = children
  return {
    ...(request && { request }),
    losses,
    uploads: uploads.map(({ at, ...upload }) => ({ ...upload, at: at.slice(1) })),
  }
}
