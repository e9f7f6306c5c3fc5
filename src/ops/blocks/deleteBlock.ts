import {
  blockId,
  type Context,
  childrenTag,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { parentTags } from '../shared/parentTags.js'
import { belowTags } from './belowTags.js'
import { BlockOrPartial } from './block.js'

/** Parameters of {@link deleteBlock}. */
export interface DeleteBlockParams {
  /** The id of the block or page, with or without dashes, or its URL. */
  readonly block_id: string
}

/** The request that {@link deleteBlock} sends. */
export const deleteBlockRequest = (params: DeleteBlockParams): NotionRequest<BlockOrPartial> => {
  const { call, ids } = queryCall('DELETE', 'blocks/{block_id}', params, { block_id: blockId })
  return {
    op: 'deleteBlock',
    ...repeatable,
    ...call,
    decode: decodeWith(BlockOrPartial),
    writes: (answer) => [
      objectTag(ids.block_id),
      childrenTag(ids.block_id),
      ...(answer?.type ? parentTags(answer.parent) : []),
      ...belowTags(answer),
    ],
  }
}

/**
 * Moves a block or page to the trash, with its content.
 *
 * To restore it, call `updateBlock` with `in_trash: false`.
 *
 * @param ctx The context to send the request with.
 * @param params The block to delete.
 * @returns The deleted block; a `PartialBlock` if the connection can write but not read. Fails with a
 * {@link NotionError}.
 * @see https://developers.notion.com/reference/delete-a-block
 * @example
 * import { type Context, deleteBlock } from 'notion-fp'
 *
 * const remove = (ctx: Context, block_id: string) => deleteBlock(ctx, { block_id })
 */
export const deleteBlock = (ctx: Context, params: DeleteBlockParams): TaskEither<NotionError, BlockOrPartial> =>
  send(ctx, deleteBlockRequest(params))
