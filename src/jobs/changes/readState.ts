/**
 * Reads the current state of single pages.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { compactId } from '../../core/call/id.js'
import { getPage } from '../../ops/pages/getPage.js'
import type { Page } from '../../ops/pages/page.js'
import { incompleteProps } from '../../props/incompleteProps.js'
import type { BlockTree } from '../blocks/tree/blockTree.js'
import { getBlockTree } from '../blocks/tree/getBlockTree.js'
import type { Gone, GoneReason, Unread, Upsert } from './change.js'

/** Why a page is not among the rows of a data source; `undefined` if it is. Before version 2025-09-03, parents are databases. */
export const absenceOf = (page: Page, data_source_id: string): GoneReason | undefined => {
  const { parent } = page
  if (page.in_trash ?? page.archived) return 'trashed'
  if (
    parent.type === 'data_source_id'
      ? compactId(parent.data_source_id) !== compactId(data_source_id)
      : isElsewhere(parent.type)
  )
    return 'moved'
  return undefined
}

const isElsewhere = (type: string): boolean => ['page_id', 'block_id', 'workspace', 'agent_id'].includes(type)

/** A page that was read, or the reason why it is not a row. */
export type PageState = { readonly page: Page } | { readonly reason: GoneReason }

/** Reads a page. It is gone only if Notion says so: after any other failure its state is unknown. */
export const readState = async (
  ctx: Context,
  page_id: string,
  data_source_id: string,
  filter_properties?: ReadonlyArray<string>,
): Promise<Either<NotionError, PageState>> => {
  const read = await getPage(ctx, { page_id, filter_properties })()
  if (isLeft(read)) {
    const { left: error } = read
    return error._tag === 'NotFoundError' && error.code === 'object_not_found'
      ? right({ reason: 'no_access' })
      : left(error)
  }
  const reason = absenceOf(read.right, data_source_id)
  return right(reason ? { reason } : { page: read.right })
}

/** Reads the content of a page, one request at a time: several pages are read at the same time. */
export const readBody = (ctx: Context, block_id: string): Promise<Either<NotionError, BlockTree>> =>
  getBlockTree(ctx, { block_id, concurrency: 1 })()

/** A row, and its content if it was read. */
export const upsertOf = (page: Page, body?: BlockTree): Upsert => ({
  _tag: 'Upsert',
  page,
  incomplete: incompleteProps(page),
  ...(body && { body }),
})

/** How to read pages. */
export interface ReadOptions {
  readonly data_source_id: string
  readonly filter_properties?: ReadonlyArray<string> | undefined
  readonly body?: boolean | undefined
}

/** Reads the current state of a page, and its content if requested. */
export const readPage = async (
  ctx: Context,
  id: string,
  { data_source_id, filter_properties, body }: ReadOptions,
): Promise<ReadonlyArray<Upsert | Gone | Unread>> => {
  const state = await readState(ctx, id, data_source_id, filter_properties)
  if (isLeft(state)) return [{ _tag: 'Unread', id, part: 'page', error: state.left }]
  if ('reason' in state.right) return [{ _tag: 'Gone', id, reason: state.right.reason }]
  const { page } = state.right
  if (!body) return [upsertOf(page)]
  const content = await readBody(ctx, id)
  return isLeft(content)
    ? [upsertOf(page), { _tag: 'Unread', id, part: 'body', error: content.left }]
    : [upsertOf(page, content.right)]
}
