import {
  blockId,
  type Context,
  childrenTag,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  objectTag,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { Block } from './block.js'
import { copyTags, originTags } from './copyTags.js'

/** Parameters of {@link getBlockChildren}. */
export interface GetBlockChildrenParams extends PageParams {
  /** The id of the block or page, with or without dashes, or its URL. */
  readonly block_id: string
}

const Blocks = listOf(Block)

/** The request that {@link getBlockChildren} sends. */
export const getBlockChildrenRequest = (params: GetBlockChildrenParams): NotionRequest<List<Block>> => {
  const { call, ids } = queryCall('GET', 'blocks/{block_id}/children', params, { block_id: blockId, ...paging })
  return {
    op: 'getBlockChildren',
    kind: 'read',
    ...call,
    decode: decodeWith(Blocks),
    cache: { resource: 'blocks' },
    reads: ({ results }) => [
      ...new Set([
        childrenTag(ids.block_id),
        treeTag,
        ...results.flatMap((block) => [objectTag(block.id), ...copyTags(block)]),
        // The children of a synced copy belong to its original.
        ...originTags(results),
      ]),
    ],
  }
}

/**
 * Retrieves the children of a block or page, one page of results at a time.
 *
 * Returns the first level only: blocks whose `has_children` is true have children of their own.
 * `collect(getBlockChildren)` returns every page of results.
 *
 * @param ctx The context to send the request with.
 * @param params The parent block and pagination.
 * @returns One page of blocks. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/get-block-children
 * @example
 * import { collect, type Context, getBlockChildren } from 'notion-fp'
 *
 * const contentOf = (ctx: Context, page_id: string) => collect(getBlockChildren)(ctx, { block_id: page_id })
 */
export const getBlockChildren = (ctx: Context, params: GetBlockChildrenParams): TaskEither<NotionError, List<Block>> =>
  send(ctx, getBlockChildrenRequest(params))
