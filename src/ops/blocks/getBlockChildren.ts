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

/** What {@link getBlockChildren} takes. */
export interface GetBlockChildrenParams extends PageParams {
  /** The id of the block or page, with dashes or without, or its address. */
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
      childrenTag(ids.block_id),
      treeTag,
      ...results.flatMap((block) => [objectTag(block.id), ...copyTags(block)]),
      // Those of a copy are the children of its original.
      ...originTags(results),
    ],
  }
}

/**
 * Retrieves the children of a block or page, one page of results at a time: the first level only. Those whose
 * `has_children` is true have more.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/get-block-children
 * @example
 * import { collect, type Context, getBlockChildren } from 'notion-fp'
 *
 * const contentOf = (ctx: Context, page_id: string) => collect(getBlockChildren)(ctx, { block_id: page_id })
 */
export const getBlockChildren = (ctx: Context, params: GetBlockChildrenParams): TaskEither<NotionError, List<Block>> =>
  send(ctx, getBlockChildrenRequest(params))
