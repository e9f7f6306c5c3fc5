import {
  blockId,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { Block } from './block.js'
import { copyTags } from './copyTags.js'

/** Parameters of {@link getBlock}. */
export interface GetBlockParams {
  /** The id of the block, with or without dashes, or a URL that points to it (`…#…`). The id of a page works too. */
  readonly block_id: string
}

/** The request that {@link getBlock} sends. */
export const getBlockRequest = (params: GetBlockParams): NotionRequest<Block> => ({
  op: 'getBlock',
  kind: 'read',
  ...queryCall('GET', 'blocks/{block_id}', params, { block_id: blockId }).call,
  decode: decodeWith(Block),
  cache: { resource: 'blocks' },
  reads: (block) => [objectTag(block.id), treeTag, ...copyTags(block)],
})

/**
 * Retrieves a block, without its children.
 *
 * @param ctx The context to send the request with.
 * @param params The block.
 * @returns The block; for the id of a page, its `child_page` block. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-block
 * @example
 * import { type Context, getBlock } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, block_id: string) => getBlock(ctx, { block_id })
 */
export const getBlock = (ctx: Context, params: GetBlockParams): TaskEither<NotionError, Block> =>
  send(ctx, getBlockRequest(params))
