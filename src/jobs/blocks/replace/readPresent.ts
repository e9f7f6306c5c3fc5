/**
 * Reads the existing content before it is replaced.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import { failedCall, type NotionError } from '../../../core/call/error.js'
import { parseBlockId } from '../../../core/input/idKinds.js'
import { getBlock, getBlockRequest } from '../../../ops/blocks/getBlock.js'
import { invalidJob } from '../../shared/jobParams.js'
import { patiently } from '../../shared/patiently.js'
import { createPool } from '../../shared/pool.js'
import type { BlockNode, BlockTree } from '../tree/blockTree.js'
import { getBlockTree } from '../tree/getBlockTree.js'

/** The children between two blocks. */
export interface Region {
  /** The id of the child before the region. Default: the region begins with the first child. */
  readonly after?: string | undefined
  /** The id of the child after the region. Default: the region ends with the last child. */
  readonly before?: string | undefined
}

/** The children that are replaced, and those around them. */
export interface Present {
  readonly tree: Pick<BlockTree, 'block_id' | 'children' | 'missing'>
  readonly around: { readonly after: string | null; readonly before: string | null }
}

/** Reads the children with all their descendants. Copies of synced blocks are not entered: their content is that of the original. */
const readTree = (ctx: Context, block_id: string, concurrency: number, depth?: number) =>
  getBlockTree(ctx, { block_id, concurrency, depth, enter: { synced_copy: 'leave' } })

const markerIssue = (op: string, name: string, given: unknown, allowed: string): Either<NotionError, never> =>
  left(invalidJob(op, [{ field: `region.${name}`, given, allowed }]))

/** The children between the blocks of a region. */
const childrenIn = (
  op: string,
  nodes: ReadonlyArray<BlockNode>,
  region: Region,
): Either<NotionError, Present['around'] & { readonly nodes: ReadonlyArray<BlockNode> }> => {
  const [after, before] = [region.after, region.before].map((id) => (id === undefined ? undefined : parseBlockId(id)))
  const indexOf = (id: string | undefined): number => nodes.findIndex(({ block }) => block.id === id)
  const [from, to] = [indexOf(after), before === undefined ? nodes.length : indexOf(before)]
  if (after !== undefined && from < 0) return markerIssue(op, 'after', after, 'a child of block_id')
  if (to < 0) return markerIssue(op, 'before', before, 'a child of block_id')
  if (to <= from) return markerIssue(op, 'before', before, 'a child that follows region.after')
  return right({ nodes: nodes.slice(from + 1, to), after: after ?? null, before: before ?? null })
}

/** Reads the children to replace: only those in the region, if one is given. */
export const readPresent = async (
  op: string,
  ctx: Context,
  block_id: string,
  concurrency: number,
  region: Region | undefined,
): Promise<Either<NotionError, Present>> => {
  const read = await readTree(ctx, block_id, concurrency, region ? 1 : undefined)()
  if (isLeft(read)) return read
  if (!region) return right({ tree: read.right, around: { after: null, before: null } })
  const found = childrenIn(op, read.right.children, region)
  if (isLeft(found)) return found
  const { nodes, ...around } = found.right
  const pool = createPool(concurrency)
  const trees = await Promise.all(
    nodes.map((node) => (node.missing ? pool(readTree(ctx, node.block.id, 1)) : undefined)),
  )
  const failed = trees.find((tree) => tree?._tag === 'Left')
  if (failed?._tag === 'Left') return failed
  const children = nodes.map(({ block, skipped }, index): BlockNode => {
    const tree = trees[index]
    return { block, children: tree?._tag === 'Right' ? tree.right.children : [], ...(skipped && { skipped }) }
  })
  return right({ tree: { block_id: read.right.block_id, children, missing: [] }, around })
}

const MINUTE = 'YYYY-MM-DDTHH:MM'.length

const minuteOf = (time: string): string => {
  const ms = Date.parse(time)
  return Number.isNaN(ms) ? time : new Date(ms).toISOString().slice(0, MINUTE)
}

/** The error if the page or block was edited after the expected minute; `undefined` if it was not. */
export const editedSince = async (
  op: string,
  ctx: Context,
  block_id: string,
  expected: string,
): Promise<NotionError | undefined> => {
  const block = await patiently(ctx, getBlock(ctx, { block_id }))
  if (isLeft(block)) return block.left
  const { last_edited_time = '' } = block.right
  if (minuteOf(String(last_edited_time)) === minuteOf(expected)) return undefined
  const message =
    `the content was last edited at ${last_edited_time}, but expected_last_edited_time is ${expected}. ` +
    'Nothing was written. Read the content again, then decide whether to replace it'
  return failedCall('ConflictError', { ...getBlockRequest({ block_id }), op }, 'not-applied', message, {
    status: 409,
    code: 'edited_since',
    headers: {},
    body: { expected_last_edited_time: expected, last_edited_time },
  })
}
