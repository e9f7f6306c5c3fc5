/**
 * Finds the blocks that a job wrote among the children that are read back.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import { isInvalidCursor } from '../../core/pagination/readPages.js'
import type { Block } from '../../ops/blocks/block.js'
import { getBlockChildren, getBlockChildrenRequest } from '../../ops/blocks/getBlockChildren.js'
import { patiently } from '../shared/patiently.js'
import { printOf } from './blockPrint.js'

/** A child that was read: its id, its fingerprint, its creator, and the minute of its creation. */
export interface ChildRead {
  readonly id: string
  readonly print: string
  readonly created_time: unknown
  readonly created_by: unknown
}

const childOf = (block: Block): ChildRead => ({
  id: block.id,
  print: printOf(block.type, field(block, block.type)),
  created_time: block.created_time,
  created_by: field(block.created_by, 'id'),
})

/** The children of a block, from the first one. */
export interface ChildrenRead {
  readonly children: ReadonlyArray<ChildRead>
  /** Whether the list is complete. */
  readonly isWhole: boolean
}

/** The maximum number of times that a list is read from its start because its cursor has expired. */
const MAX_RESTARTS = 3

/** Reads children page by page, until `isEnough` returns `true` or all are read. */
export const readChildren = async (
  ctx: Context,
  block_id: string,
  signal: AbortSignal | undefined,
  isEnough: (children: ReadonlyArray<ChildRead>) => boolean,
  page_size?: number,
): Promise<Either<NotionError, ChildrenRead>> => {
  let children: Array<ChildRead> = []
  let start_cursor: string | undefined
  for (let restarts = 0; ; ) {
    const params = { block_id, start_cursor, page_size }
    const page = await patiently(ctx, getBlockChildren(ctx, params), signal)
    if (isLeft(page)) {
      if (!start_cursor || !isInvalidCursor(page.left) || ++restarts > MAX_RESTARTS) return page
      children = []
      start_cursor = undefined
      continue
    }
    const { results, has_more, next_cursor } = page.right
    for (const block of results) children.push(childOf(block))
    if (!has_more || isEnough(children)) return right({ children, isWhole: !has_more })
    if (!next_cursor || next_cursor === start_cursor) {
      const answer = { status: 200, headers: {}, body: page.right }
      const request = getBlockChildrenRequest(params)
      return left(failedCall('UnexpectedResponseError', request, 'not-applied', 'no list with a new cursor', answer))
    }
    start_cursor = next_cursor
  }
}

/** The runs of consecutive children with these fingerprints. */
export const findRuns = (
  children: ReadonlyArray<ChildRead>,
  prints: ReadonlyArray<string>,
): ReadonlyArray<ReadonlyArray<ChildRead>> =>
  children.flatMap((_, start) =>
    prints.every((print, index) => children[start + index]?.print === print)
      ? [children.slice(start, start + prints.length)]
      : [],
  )

/** The ids of blocks with these fingerprints in order, with anything between them; `undefined` if one is missing. */
export const findInOrder = (
  children: ReadonlyArray<ChildRead>,
  prints: ReadonlyArray<string>,
): ReadonlyArray<string> | undefined => {
  const ids: Array<string> = []
  for (const { id, print } of children) if (print === prints[ids.length]) ids.push(id)
  return ids.length === prints.length ? ids : undefined
}
