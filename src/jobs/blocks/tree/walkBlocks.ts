/** Walks through the blocks of a page in document order. */
import { type Either, left, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { metered, OUT_OF_REQUESTS } from '../../shared/meter.js'
import { type Stoppable, stoppable } from '../../shared/stoppable.js'
import type { WalkedBlock } from './blockTree.js'
import { checkTreeParams, rootOf } from './treeChecks.js'
import type { BlockTreeParams } from './treeOptions.js'
import { walkTree } from './walkTree.js'

/** The number of blocks to read ahead for each request that may run; a page of children has at most 100. */
const AHEAD = 200

type Walked = Either<NotionError, WalkedBlock>

async function* walk(ctx: Context, params: BlockTreeParams, { signal, stop }: Stoppable): AsyncGenerator<Walked, void> {
  const { block_id, concurrency = 8, on_missing } = params
  const meter = metered(ctx, { ...params, signal })
  const limits = { root: rootOf(block_id), concurrency, ahead: AHEAD * concurrency, onRead: meter.advance }
  try {
    for await (const { block, error, parent_id, path, missing, skipped } of walkTree(meter.ctx, params, limits)) {
      if (block) {
        const why = { ...(missing && { missing }), ...(skipped && { skipped }) }
        yield right({ block, parent_id, depth: path.length, path, ...why })
      }
      if (error) {
        yield left(error)
        const isAborted = error._tag === 'AbortError' && error.reason !== OUT_OF_REQUESTS
        if (on_missing !== 'keep' || isAborted) return
      }
    }
  } finally {
    stop()
  }
}

async function* once<A>(value: A): AsyncGenerator<A, void> {
  yield value
}

/**
 * Walks through the blocks of a page or block in document order: each block, then its children. It reads ahead, what comes next in
 * the document first, and holds a bounded number of blocks, however many there are.
 *
 * The requests are those of {@link getBlockTree}. Leaving the loop aborts those in flight.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param params The page or block, and what to read of it.
 * @returns The blocks, each with its place. The first {@link NotionError} ends the walk. With `on_missing: 'keep'`, an error stands in
 * place of the children that could not be read, whose parent its `call.path` names, and the walk goes on, unless it was aborted.
 * @see https://developers.notion.com/reference/get-block-children
 * @example
 * import { type Context } from 'notion-fp'
 * import { walkBlocks } from 'notion-fp/blocks'
 *
 * const findToDo = async (ctx: Context, page_id: string) => {
 *   for await (const walked of walkBlocks(ctx, { block_id: page_id })) {
 *     if (walked._tag === 'Left') return walked
 *     const { block } = walked.right
 *     if (block.type === 'to_do' && !block.to_do.checked) return block
 *   }
 *   return undefined
 * }
 */
export const walkBlocks = (ctx: Context, params: BlockTreeParams): AsyncIterable<Walked> => ({
  [Symbol.asyncIterator]: () => {
    const checked = checkTreeParams('walkBlocks', params)
    if (checked._tag === 'Left') return once(checked)
    const requests = stoppable(params.signal)
    const blocks = walk(ctx, params, requests)
    return {
      next: () => blocks.next(),
      // Stops requests in flight at once: `blocks.return` alone would wait for them.
      return: () => {
        requests.stop()
        return blocks.return()
      },
    }
  },
})
