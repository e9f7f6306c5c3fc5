/**
 * Walks through a tree of blocks in document order, and reads ahead.
 *
 * @internal
 */
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import type { Block } from '../../../ops/blocks/block.js'
import { type Below, below, NONE, type Place } from './below.js'
import { readChildren } from './readChildren.js'
import type { BlockTreeParams } from './treeOptions.js'

/** A place, and those above it. */
interface Found extends Place {
  readonly above?: Found
}

/** Whether the children of a block contain a place. */
const contains = (place: Found, id: string): boolean => {
  for (let at: Found | undefined = place; at; at = at.above) if (at.id === id) return true
  return false
}

/** One page of the children of a block. */
interface Page {
  readonly pages: ReturnType<typeof readChildren>
  /** The place where the children were found first. */
  readonly place: Found
  isQueued?: boolean
  isRequested?: boolean
  /** The page to request after this one: the next in document order. */
  following?: Page | undefined
  /** What was read, once it was; the walk takes entries off. */
  entries?: Array<Entry>
  /** The next page of the same children; absent after the last. */
  more?: Page | undefined
  /** Why it cannot be read. */
  error?: NotionError
}

/** A block, and the first page of its children if they are likely to be needed. */
interface Entry {
  readonly block: Block
  readonly page: Page | undefined
}

/** A block whose children are walked. */
interface Frame {
  readonly id: string
  /** The block that has its children: for a copy, the original. */
  readonly list: string
  page: Page
  /** The index of the last child among its siblings. */
  index: number
}

/** A step of the walk: a block, or an error in place of children that cannot be read. */
export interface Step extends Below {
  readonly block?: Block
  readonly error?: NotionError
  /** The id of the block above. */
  readonly parent_id: string
  /** The index at each level. */
  readonly path: ReadonlyArray<number>
}

/** What limits a walk besides the parameters. */
export interface WalkLimits {
  /** The id of the root, with dashes. */
  readonly root: string
  readonly concurrency: number
  /** The maximum number of blocks to read ahead, as far as the walk itself needs no more. */
  readonly ahead: number
  /** Called with the number of blocks of each page. */
  readonly onRead: (blocks: number) => void
}

/**
 * Walks through a tree. A page of children is requested once it is the next in document order and fewer than `concurrency` requests
 * are running: so what the walk needs soonest comes first. After an error, the walk goes on.
 */
export async function* walkTree(
  ctx: Context,
  params: BlockTreeParams,
  { root, concurrency, ahead, onRead }: WalkLimits,
): AsyncGenerator<Step, void> {
  const { on_missing } = params
  /** The synced blocks whose children the walk has entered. */
  const once = new Set<string>()
  /** The blocks that contain the block where the walk is. */
  const open = new Set([root])
  /** The first pages of synced blocks that the walk has not entered yet. */
  const shared = new Map<string, Page>()
  let running = 0
  /** The number of blocks that are read, but not walked yet. */
  let buffered = 0
  let wake = (): void => undefined

  const firstPage = (place: Found): Page => ({ pages: readChildren(ctx, place.id), place })

  let wanted = firstPage({ id: root, depth: 1 })
  /** Stands before the first page. */
  const start: Page = { ...wanted, isRequested: true }

  /** The first page to request ahead below a block, if any. */
  const pageBelow = (block: Block, above: Found): Page | undefined => {
    // Only synced blocks can contain themselves, and the way up may be long.
    const openAhead = block.type === 'synced_block' ? { has: (id: string) => contains(above, id) } : NONE
    const { place } = below(block, above.depth, openAhead, once, params)
    if (!place) return undefined
    const page = (place.isOnce && shared.get(place.id)) || firstPage({ ...place, above })
    if (place.isOnce) shared.set(place.id, page)
    return page
  }

  /** Queues a page behind another one. A page that several synced blocks share is queued once. */
  const enqueue = (page: Page, before: Page): Page => {
    if (page.isQueued) return before
    page.isQueued = true
    page.following = before.following
    before.following = page
    return page
  }

  /** The first page in the queue that is not requested. */
  const nextPage = (): Page | undefined => {
    let before = start
    for (;;) {
      const page = before.following
      if (!page?.isRequested) return page
      if (page.entries || page.error) {
        before.following = page.following
        // A page that something still holds would otherwise hold all that follow.
        page.following = undefined
      } else before = page
    }
  }

  const request = async (page: Page): Promise<void> => {
    page.isRequested = true
    running++
    const { value: result, done } = await page.pages.next()
    running--
    if (result._tag === 'Left') {
      page.error = result.left
      // The walk will end here: nothing that follows is needed.
      if (on_missing !== 'keep') page.following = undefined
    } else {
      const { pages, place } = page
      let last = page
      page.entries = result.right.map((block) => {
        const first = pageBelow(block, place)
        if (first) last = enqueue(first, last)
        return { block, page: first }
      })
      if (!done) {
        page.more = { pages, place }
        enqueue(page.more, last)
      }
      buffered += page.entries.length
      onRead(page.entries.length)
    }
    wake()
    requestAhead()
  }

  const requestAhead = (): void => {
    while (running < concurrency) {
      const isUrgent = !wanted.isRequested
      // A page has at most 100 blocks.
      if (!isUrgent && buffered + 100 * running >= ahead) return
      const page = isUrgent ? wanted : nextPage()
      if (!page) return
      void request(page)
    }
  }

  const frames: Array<Frame> = [{ id: root, list: root, page: wanted, index: -1 }]
  const path = (): ReadonlyArray<number> => frames.map(({ index }) => index)
  enqueue(wanted, start)
  for (let frame = frames[0]; frame; frame = frames[frames.length - 1]) {
    const { id, page } = frame
    wanted = page
    requestAhead()
    const entry = page.entries?.shift()
    if (entry) {
      const { block } = entry
      buffered--
      frame.index++
      const step = below(block, frames.length, open, once, params)
      yield { block, parent_id: id, path: path(), ...step }
      if (step.place) {
        open.add(step.place.id)
        if (step.place.isOnce) {
          once.add(step.place.id)
          shared.delete(step.place.id)
        }
        const first = entry.page ?? firstPage(step.place)
        enqueue(first, start)
        frames.push({ id: block.id, list: step.place.id, page: first, index: -1 })
      }
    } else if (page.entries && page.more) frame.page = page.more
    else if (page.entries || page.error) {
      frames.pop()
      open.delete(frame.list)
      if (page.error) yield { error: page.error, parent_id: id, path: path() }
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}
