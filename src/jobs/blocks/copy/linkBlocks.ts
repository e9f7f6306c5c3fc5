/**
 * Makes links to blocks of copied pages lead to the copies of the blocks, and copies of synced blocks show the copied originals. The ids
 * of the new blocks are known only once all content is written.
 *
 * @internal
 */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { compactId } from '../../../core/call/id.js'
import { isRecord } from '../../../core/internal/json.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { appendBlockChildren } from '../../../ops/blocks/appendBlockChildren.js'
import type { BlockRequest } from '../../../ops/blocks/blockRequest.js'
import { deleteBlock } from '../../../ops/blocks/deleteBlock.js'
import { updateBlock } from '../../../ops/blocks/updateBlock.js'
import { patiently } from '../../shared/patiently.js'
import { writtenAs } from '../replace/keepNodes.js'
import type { BlockNode } from '../tree/blockTree.js'
import { getBlockTree } from '../tree/getBlockTree.js'
import { type CopyRun, copyOf } from './copyRun.js'
import { copyIds } from './createCopies.js'
import type { SourcePage } from './readSource.js'
import { type CopyIds, refersTo, rewriteLinks } from './rewriteLinks.js'

interface Pair {
  readonly source: BlockNode
  readonly copy: BlockNode
  readonly parent_id: string
}

const isPage = ({ block }: BlockNode): boolean => block.type === 'child_page'

/** Whether a block has a copy that links can lead to. */
const isLinked = ({ block }: BlockNode): boolean => !/^child_(page|database)$/.test(block.type)

/** The blocks that were written, with their copies. A list of which some blocks were written otherwise is left out. */
const pairsOf = (
  sources: ReadonlyArray<BlockNode>,
  copies: ReadonlyArray<BlockNode>,
  root: string,
): ReadonlyArray<Pair> => {
  const pairs: Array<Pair> = []
  const open = [{ sources, copies, parent_id: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { parent_id } = next
    const written = next.sources.filter((node) => writtenAs(node.block) !== undefined)
    const there = next.copies.filter((node) => !isPage(node))
    if (written.length !== there.length) continue
    written.forEach((source, index) => {
      const copy = there[index]
      if (!copy) return
      pairs.push({ source, copy, parent_id })
      open.push({ sources: source.children, copies: copy.children, parent_id: copy.block.id })
    })
  }
  return pairs
}

/** All nodes in document order. */
const everyNode = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<BlockNode> => {
  const all: Array<BlockNode> = []
  const open = [...nodes].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next)
    open.push(...[...next.children].reverse())
  }
  return all
}

const everyId = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<string> =>
  everyNode(nodes)
    .filter(isLinked)
    .map(({ block }) => compactId(block.id))

/** A copy of a synced block in place of one of the old original. Its source cannot be changed. */
const replaceCopy = async (
  run: CopyRun,
  { copy, parent_id }: Pair,
  content: object,
): Promise<NotionError | undefined> => {
  const { ctx } = run.meter
  const { id } = copy.block
  const position = { type: 'after_block', after_block: { id } } as const
  const params = {
    block_id: parent_id,
    // It is the content of a synced copy, and its type says only that it is an object.
    children: [unsafeCast<BlockRequest>({ synced_block: content })],
    position,
  }
  const added = await patiently(ctx, appendBlockChildren(ctx, params), run.signal)
  if (isLeft(added)) return added.left
  const deleted = await patiently(ctx, deleteBlock(ctx, { block_id: id }), run.signal)
  return isLeft(deleted) && deleted.left._tag !== 'NotFoundError' ? deleted.left : undefined
}

const relink = async (
  run: CopyRun,
  pair: Pair,
  { type, content }: NonNullable<ReturnType<typeof writtenAs>>,
  ids: CopyIds,
): Promise<NotionError | undefined> => {
  const rewritten = rewriteLinks(content, ids)
  if (isRecord(content.synced_from)) return replaceCopy(run, pair, rewritten)
  const text = Object.fromEntries(
    Object.entries(rewritten).filter(([name]) => /^(rich_text|caption|cells|url)$/.test(name)),
  )
  const { ctx } = run.meter
  // The type of the block is known as a string only, and so is the key of its content.
  const params = unsafeCast<{ readonly block_id: string }>({ block_id: pair.copy.block.id, [type]: text })
  const updated = await patiently(ctx, updateBlock(ctx, params), run.signal)
  return isLeft(updated) ? updated.left : undefined
}

const readPairs = async (
  run: CopyRun,
  { page, children }: SourcePage,
): Promise<Either<NotionError, ReadonlyArray<Pair>>> => {
  const block_id = copyOf(run, page.id) ?? ''
  const { concurrency, meter } = run
  const tree = await getBlockTree(meter.ctx, { block_id, concurrency, enter: { synced_copy: 'leave' } })()
  return isLeft(tree) ? tree : right(pairsOf(children, tree.right.children, block_id))
}

/** Changes links to blocks. Reads and writes nothing if there are none. */
export const linkBlocks = async (
  run: CopyRun,
  sources: ReadonlyArray<SourcePage>,
): Promise<NotionError | undefined> => {
  const all = new Map(sources.flatMap(({ children }) => everyId(children)).map((id) => [id, id.replace(/./g, '0')]))
  const refers = ({ block }: BlockNode): boolean => refersTo(writtenAs(block)?.content ?? {}, all)
  if (!sources.some(({ children }) => everyNode(children).some(refers))) return undefined
  const pairs: Array<Pair> = []
  for (const source of sources) {
    const read = await readPairs(run, source)
    if (isLeft(read)) return read.left
    pairs.push(...read.right)
  }
  const ids = new Map([
    // A block that continues in further ones is where its first part is.
    ...[...pairs].reverse().map(({ source, copy }) => [compactId(source.block.id), compactId(copy.block.id)] as const),
    ...copyIds(run),
  ])
  const paired = new Map(pairs.map((pair) => [pair.source, pair]))
  const without = new Map([...all].filter(([id]) => !ids.has(id)))
  for (const node of sources.flatMap(({ children }) => everyNode(children))) {
    const written = writtenAs(node.block)
    if (!written || !refersTo(written.content, all)) continue
    const pair = paired.get(node)
    if (!pair || refersTo(written.content, without)) {
      const { id: block_id, type } = node.block
      run.losses.push({ block_id, type, what: 'link', why: 'it leads to a block of the original, which has no copy' })
    }
    const failed = pair && refersTo(written.content, ids) ? await relink(run, pair, written, ids) : undefined
    if (failed) return failed
  }
  return undefined
}
