/**
 * Reads the children of one block, a page at a time.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import { failedCall, type NotionError } from '../../../core/call/error.js'
import { send } from '../../../core/call/send.js'
import { tryTo } from '../../../core/internal/orUndefined.js'
import { isInvalidCursor } from '../../../core/pagination/readPages.js'
import type { Block } from '../../../ops/blocks/block.js'
import { getBlockChildrenRequest } from '../../../ops/blocks/getBlockChildren.js'

/** The failures in a row after which a list is given up. */
const MAX_FAILURES = 4

/** One page of children, or why it cannot be read. */
type ChildPage = Either<NotionError, ReadonlyArray<Block>>

/**
 * Yields the children of a block, a page at a time. It returns the last page, or the error that ends it.
 *
 * If a cursor has expired, it reads the list from the beginning again, and leaves out the blocks that it had. After a conflict with
 * a change, it requests the page again.
 */
export async function* readChildren(ctx: Context, block_id: string): AsyncGenerator<ChildPage, ChildPage> {
  let start_cursor: string | undefined
  /** The cursors since the beginning of the list. */
  let cursors: Array<unknown> = []
  /** The ids so far, as one text: it takes a third of the memory of a set, and is needed only if a cursor expires. */
  let ids = ''
  let known = new Set<string>()
  for (let failures = 0; ; ) {
    const request = getBlockChildrenRequest({ block_id, start_cursor })
    const page = await send(ctx, request)()
    if (page._tag === 'Left') {
      const isExpired = start_cursor && isInvalidCursor(page.left)
      if (!(isExpired || page.left._tag === 'ConflictError') || ++failures >= MAX_FAILURES) return page
      if (isExpired) {
        known = new Set(ids.split(','))
        cursors = []
        start_cursor = undefined
      } else await ctx.config.clock.sleep(ctx.config.clock.random() * 500 * 2 ** failures)
    } else {
      const { results, has_more, next_cursor } = page.right
      const blocks = tryTo(() => results.filter(({ id }) => !known.has(id)))
      // Without a new cursor, the rest would be lost, or the list would never end.
      if (!blocks || (has_more && (!next_cursor || cursors.includes(next_cursor)))) {
        const answer = { status: 200, headers: {}, body: page.right }
        return left(failedCall('UnexpectedResponseError', request, 'not-applied', 'no list with a new cursor', answer))
      }
      if (!has_more) return right(blocks)
      if (blocks.length > 0) failures = 0
      ids += `${blocks.map(({ id }) => id)},`
      start_cursor = next_cursor ?? undefined
      cursors.push(next_cursor)
      yield right(blocks)
    }
  }
}
