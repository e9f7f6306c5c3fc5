/**
 * Reads the pages to copy, with their content, before anything is written, so that copying a page into itself ends.
 *
 * @internal
 */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { collect } from '../../../core/pagination/paginate.js'
import { getPage } from '../../../ops/pages/getPage.js'
import { getPageProperty } from '../../../ops/pages/getPageProperty.js'
import type { Page } from '../../../ops/pages/page.js'
import { incompleteProps } from '../../../props/incompleteProps.js'
import { patiently } from '../../shared/patiently.js'
import type { BlockNode } from '../tree/blockTree.js'
import { getBlockTree } from '../tree/getBlockTree.js'
import { continueBlocks } from './continueBlocks.js'
import type { CopyRun } from './copyRun.js'

/** A page to copy. */
export interface SourcePage {
  readonly page: Page
  /** The page that contains it; absent for the first one. */
  readonly parent?: SourcePage
  readonly children: ReadonlyArray<BlockNode>
}

/** The properties that are truncated in a page. */
const LISTS = /^(title|rich_text|people|relation)$/

/** The page with all elements of its properties. */
const completed = async ({ meter: { ctx }, signal }: CopyRun, page: Page): Promise<Either<NotionError, Page>> => {
  const properties: { [name: string]: unknown } = { ...page.properties }
  for (const { name, property_id, type } of incompleteProps(page)) {
    if (!LISTS.test(type)) continue
    const items = await patiently(ctx, collect(getPageProperty)(ctx, { page_id: page.id, property_id }), signal)
    if (isLeft(items)) return items
    const whole = items.right.map((item): unknown => Reflect.get(item, type))
    properties[name] = { ...page.properties[name], [type]: whole }
  }
  // Each value keeps its type.
  return right({ ...page, properties: unsafeCast(properties) })
}

const pagesBelow = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<BlockNode> => {
  const found: Array<BlockNode> = []
  const open = [...nodes].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.block.type === 'child_page') found.push(next)
    else open.push(...[...next.children].reverse())
  }
  return found
}

/**
 * Reads pages, parents first.
 *
 * @param skipped The ids of pages that are copies themselves.
 */
export const readSource = async (
  run: CopyRun,
  page_id: string,
  isDeep: boolean,
  skipped: ReadonlySet<string>,
): Promise<Either<NotionError, ReadonlyArray<SourcePage>>> => {
  const { meter, signal, concurrency, losses } = run
  const { ctx } = meter
  const pages: Array<SourcePage> = []
  const known = new Set(skipped)
  const open: Array<{ readonly id: string; readonly parent?: SourcePage }> = [{ id: page_id }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { id, parent } = next
    if (known.has(id)) continue
    known.add(id)
    const read = await patiently(ctx, getPage(ctx, { page_id: id }), signal)
    if (isLeft(read)) return read
    const page = await completed(run, read.right)
    if (isLeft(page)) return page
    const tree = await getBlockTree(ctx, { block_id: id, concurrency, enter: { synced_copy: 'leave' } })()
    if (isLeft(tree)) return tree
    run.maybeEdited ||= tree.right.maybe_edited_while_read
    const children = continueBlocks(tree.right.children, losses)
    const source: SourcePage = { page: page.right, children, ...(parent && { parent }) }
    pages.push(source)
    const below = isDeep ? pagesBelow(source.children) : []
    open.push(...below.map(({ block }) => ({ id: block.id, parent: source })).reverse())
  }
  return right(pages)
}
