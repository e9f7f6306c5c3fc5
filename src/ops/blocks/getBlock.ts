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

/** What {@link getBlock} takes. */
export interface GetBlockParams {
  /** The id of the block, with dashes or without, or the address that points at it (`…#…`). A page is a block too. */
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
 * Retrieves a block, not its children. The id of a page gives its `child_page` block.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-a-block
 * @example
 * import { type Context, getBlock } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, block_id: string) => getBlock(ctx, { block_id })
 */
export const getBlock = (ctx: Context, params: GetBlockParams): TaskEither<NotionError, Block> =>
  send(ctx, getBlockRequest(params))
