/**
 * Finds the blocks that a job wrote among the children that are read back.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import { getBlockChildren } from '../../ops/blocks/getBlockChildren.js'
import { printOf } from './blockPrint.js'
import { patiently } from './patiently.js'

/** A child that was read: its id and its fingerprint. */
export interface ChildRead {
  readonly id: string
  readonly print: string
}

/** Reads children page by page, until `isEnough` returns `true` or all are read. */
export const readChildren = async (
  ctx: Context,
  block_id: string,
  signal: AbortSignal | undefined,
  isEnough: (children: ReadonlyArray<ChildRead>) => boolean,
  page_size?: number,
): Promise<Either<NotionError, ReadonlyArray<ChildRead>>> => {
  const children: Array<ChildRead> = []
  let start_cursor: string | null = null
  do {
    const page: Either<
      NotionError,
      Awaited<ReturnType<ReturnType<typeof getBlockChildren>>> extends Either<NotionError, infer A> ? A : never
    > = await patiently(ctx, getBlockChildren(ctx, { block_id, start_cursor, page_size }), signal)
    if (isLeft(page)) return left(page.left)
    for (const block of page.right.results) {
      children.push({ id: block.id, print: printOf(block.type, field(block, block.type)) })
    }
    start_cursor = page.right.has_more ? page.right.next_cursor : null
  } while (start_cursor && !isEnough(children))
  return right(children)
}

/** The ids of blocks with these fingerprints one after the other, from one index on; `undefined` if they are not there. */
export const findRun = (
  children: ReadonlyArray<ChildRead>,
  prints: ReadonlyArray<string>,
  from: number,
  until: number,
): ReadonlyArray<string> | undefined => {
  for (let start = from; start + prints.length <= until; start++) {
    if (prints.every((print, index) => children[start + index]?.print === print)) {
      return children.slice(start, start + prints.length).map(({ id }) => id)
    }
  }
  return undefined
}

/** The ids of blocks with these fingerprints in order, with anything between them; `undefined` if one is missing. */
export const findInOrder = (
  children: ReadonlyArray<ChildRead>,
  prints: ReadonlyArray<string>,
): ReadonlyArray<string> | undefined => {
  const ids: Array<string> = []
  for (const { id, print } of children) if (print === prints[ids.length]) ids.push(id)
  return ids.length === prints.length ? ids : undefined
}
