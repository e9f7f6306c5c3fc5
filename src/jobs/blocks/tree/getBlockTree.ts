/** Reads the content of a page as a tree. */
import { type Either, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { tryTo } from '../../../core/internal/orUndefined.js'
import type { Block } from '../../../ops/blocks/block.js'
import { type Meter, metered, OUT_OF_REQUESTS } from '../../shared/meter.js'
import { stoppable } from '../../shared/stoppable.js'
import { assembleTree } from './assembleTree.js'
import { below, NONE, type Place } from './below.js'
import type { BlockTree, MissingChildren } from './blockTree.js'
import { readChildren } from './readChildren.js'
import { checkTreeParams, rootOf } from './treeChecks.js'
import type { BlockTreeParams } from './treeOptions.js'

const MINUTE_MS = 60_000

const reasonOf = (error: NotionError) =>
  error._tag !== 'AbortError' ? 'error' : error.reason === OUT_OF_REQUESTS ? OUT_OF_REQUESTS : 'aborted'

/** The children of one block, while they are read. */
interface GrowingList {
  place: Place
  readonly pages: ReturnType<typeof readChildren>
  readonly blocks: Array<Block>
  missing?: MissingChildren
}

/** Reads all children below the root. The rest of a list is requested before what is below it. */
const readLists = (
  { ctx, advance }: Meter,
  root: Place,
  params: BlockTreeParams,
): Promise<Either<NotionError, ReadonlyMap<string, GrowingList>>> =>
  new Promise((resolve) => {
    const { concurrency = 8, depth, on_missing } = params
    const lists = new Map<string, GrowingList>()
    const waiting: Array<GrowingList> = []
    let running = 0
    const add = (place: Place | undefined): void => {
      if (!place) return
      const list = lists.get(place.id)
      if (!list) {
        const added = { place, pages: readChildren(ctx, place.id), blocks: [] }
        lists.set(place.id, added)
        waiting.push(added)
      } else if (depth && place.depth < list.place.depth) {
        // A synced block was found further down before: at this place, more of it is within the depth.
        list.place = place
        addBelow(list, list.blocks)
      }
    }
    const addBelow = ({ place }: GrowingList, blocks: ReadonlyArray<Block>): void => {
      for (const block of blocks) add(below(block, place.depth, NONE, NONE, params).place)
    }
    const readPage = async (list: GrowingList): Promise<void> => {
      running++
      const { value: page, done } = await list.pages.next()
      running--
      if (page._tag === 'Left') {
        const { left: error } = page
        const reason = reasonOf(error)
        // There is nothing to keep if nothing of the root can be read.
        if (on_missing !== 'keep' || (reason === 'error' && lists.size === 1 && list.blocks.length === 0))
          return resolve(page)
        list.missing = { reason, error }
      } else {
        list.blocks.push(...page.right)
        addBelow(list, page.right)
        advance(page.right.length)
        if (!done) waiting.unshift(list)
      }
      requestNext()
    }
    const requestNext = (): void => {
      while (running < concurrency) {
        const list = waiting.shift()
        if (!list) break
        void readPage(list)
      }
      if (running === 0) resolve(right(lists))
    }
    add(root)
    requestNext()
  })

const readTree = async (ctx: Context, params: BlockTreeParams): Promise<Either<NotionError, BlockTree>> => {
  const checked = checkTreeParams('getBlockTree', params)
  if (checked._tag === 'Left') return checked
  const root: Place = { id: rootOf(params.block_id), depth: 1 }
  const began = tryTo(() => ctx.config.clock.now(), 0)
  const { signal, stop } = stoppable(params.signal)
  const meter = metered(ctx, { ...params, signal })
  const read = await readLists(meter, root, params)
  stop()
  if (read._tag === 'Left') return read
  const { children, missing } = assembleTree(root, read.right, params)
  return right({
    block_id: root.id,
    children,
    complete: missing.length === 0,
    missing,
    maybe_edited_while_read: [...read.right.values()].some(({ blocks }) =>
      blocks.some(({ last_edited_time }) => Date.parse(String(last_edited_time)) > began - MINUTE_MS),
    ),
    requests: meter.requests(),
  })
}

/**
 * Reads the content of a page or block as a tree: every block with its children, at any depth.
 *
 * It sends one request for each 100 children of each block that has any, and none for the page itself: a page of 1,000 toggles with
 * one child each takes 1,010 requests. `has_children` decides, whatever the type. The children of one block are read page by page,
 * those of different blocks at the same time. If a cursor expires, the list is read again, without doubling a block. A page that is
 * so large that this takes too long can be read with one request by `getPageMarkdown`, as text.
 *
 * A database has no blocks below it: its rows are pages, which `queryDataSource` returns.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param params The page or block, and what to read of it.
 * @returns The tree. It is complete, except for what is below `depth`, and for `inline` copies of synced blocks inside their
 * original: `missing` names both. With `on_missing: 'keep'`, it names the children that could not be read as well. Fails with a
 * {@link NotionError}: the first error by default, and always if nothing of the page or block can be read; `AbortError` with the
 * reason `max_requests` if it takes more requests.
 * @see https://developers.notion.com/reference/get-block-children
 * @example
 * import { type Context } from 'notion-fp'
 * import { getBlockTree } from 'notion-fp/blocks'
 *
 * const readPage = async (ctx: Context, page_id: string) => {
 *   const tree = await getBlockTree(ctx, { block_id: page_id, on_missing: 'keep' })()
 *   if (tree._tag === 'Left') throw new Error(tree.left.message)
 *   for (const { block_id, reason } of tree.right.missing) console.warn(`Below ${block_id}: ${reason}`)
 *   return tree.right.children
 * }
 */
export const getBlockTree =
  (ctx: Context, params: BlockTreeParams): TaskEither<NotionError, BlockTree> =>
  () =>
    readTree(ctx, params)
