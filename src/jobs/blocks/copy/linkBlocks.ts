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
import { costOf } from '../../shared/cost.js'
import type { BlockTreeRequest } from '../blockTreeRequest.js'
import { executeReplace, nothingDone } from '../replace/executeReplace.js'
import { writtenAs } from '../replace/keepNodes.js'
import type { PlannedDelete, PlannedInsert, PlannedUpdate } from '../replace/replacePlan.js'
import type { BlockNode } from '../tree/blockTree.js'
import { getBlockTree } from '../tree/getBlockTree.js'
import { type CopyRun, copyOf } from './copyRun.js'
import { copyIds } from './createCopies.js'
import type { SourcePage } from './readSource.js'
import { type CopyIds, refersTo, rewriteLinks } from './rewriteLinks.js'

interface LinkPlan {
  readonly update: Array<PlannedUpdate>
  readonly insert: Array<PlannedInsert>
  readonly delete: Array<PlannedDelete>
}

interface Pair {
  readonly source: BlockNode
  readonly copy: BlockNode
  readonly parent_id: string
  /** The id of the child after the copy; `null` at the end. */
  readonly before: string | null
}

const isPage = ({ block }: BlockNode): boolean => block.type === 'child_page'

/** Whether a block has a copy that links can lead to. */
const isLinked = ({ block }: BlockNode): boolean => !/^child_(page|database)$/.test(block.type)

/** The blocks that were written, with their copies. A list in which some blocks were written differently is omitted. */
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
    const there = next.copies.flatMap((copy, index) =>
      isPage(copy) ? [] : [{ copy, before: next.copies[index + 1]?.block.id ?? null }],
    )
    if (written.length !== there.length) continue
    written.forEach((source, index) => {
      const found = there[index]
      if (!found) return
      const { block, children } = found.copy
      pairs.push({ source, parent_id, ...found })
      open.push({ sources: source.children, copies: children, parent_id: block.id })
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

/** Adds to a plan the writes that make the links of a block lead to the copies. */
const relink = (
  { copy, parent_id, before }: Pair,
  { type, content }: NonNullable<ReturnType<typeof writtenAs>>,
  ids: CopyIds,
  plan: LinkPlan,
): void => {
  const { id: block_id } = copy.block
  const rewritten = rewriteLinks(content, ids)
  if (isRecord(content.synced_from)) {
    // The source of a synced copy cannot be changed: a new block replaces it.
    const position = { type: 'after_block', after_block: { id: block_id } } as const
    // It is the content of a synced copy, and its type says only that it is an object.
    const children = [unsafeCast<BlockTreeRequest>({ synced_block: rewritten })]
    plan.insert.push({ parent_id, position, before, children })
    plan.delete.push({ block_id, type })
    return
  }
  const text = Object.fromEntries(
    Object.entries(rewritten).filter(([name]) => /^(rich_text|caption|cells|url)$/.test(name)),
  )
  // The type of the block is known as a string only, and so is the key of its content.
  plan.update.push({ block_id, type, request: unsafeCast({ [type]: text }) })
}

const readPairs = async (
  run: CopyRun,
  { page, children }: SourcePage,
): Promise<Either<NotionError, ReadonlyArray<Pair>>> => {
  const block_id = `${copyOf(run, page.id)}`
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
    // A block that continues in additional ones is at the place of its first part.
    ...[...pairs].reverse().map(({ source, copy }) => [compactId(source.block.id), compactId(copy.block.id)] as const),
    ...copyIds(run),
  ])
  const paired = new Map(pairs.map((pair) => [pair.source, pair]))
  const without = new Map([...all].filter(([id]) => !ids.has(id)))
  const plan: LinkPlan = { update: [], insert: [], delete: [] }
  for (const node of sources.flatMap(({ children }) => everyNode(children))) {
    const written = writtenAs(node.block)
    if (!written || !refersTo(written.content, all)) continue
    const pair = paired.get(node)
    if (!pair || refersTo(written.content, without)) {
      const { id: block_id, type } = node.block
      run.losses.push({ block_id, type, what: 'link', why: 'it leads to a block of the original, which has no copy' })
    }
    if (pair && refersTo(written.content, ids)) relink(pair, written, ids, plan)
  }
  const { meter, signal, concurrency } = run
  const cost = costOf(plan.update.length + plan.insert.length + plan.delete.length)
  const whole = { block_id: '', keep: [], spared: [], cost, ...plan }
  return executeReplace({ op: 'copyPage', meter, signal, concurrency }, whole, nothingDone())
}
