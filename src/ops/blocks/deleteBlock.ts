import {
  blockId,
  type Context,
  childrenTag,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { parentTags } from '../shared/parentTags.js'
import { belowTags } from './belowTags.js'
import { BlockOrPartial } from './block.js'

/** What {@link deleteBlock} takes. */
export interface DeleteBlockParams {
  /** The id of the block or page, with dashes or without, or its address. */
  readonly block_id: string
}

/** The request that {@link deleteBlock} sends. */
export const deleteBlockRequest = (params: DeleteBlockParams): NotionRequest<BlockOrPartial> => {
  const { call, ids } = queryCall('DELETE', 'blocks/{block_id}', params, { block_id: blockId })
  return {
    op: 'deleteBlock',
    kind: 'repeatable',
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
 * Moves a block or page to the trash, with everything in it. `updateBlock` with `in_trash: false` brings it back.
 *
 * The answer is a `PartialBlock` where the connection may write but not read. Fails with `InvalidInputError` for a malformed id,
 * and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/delete-a-block
 * @example
 * import { type Context, deleteBlock } from 'notion-fp'
 *
 * const remove = (ctx: Context, block_id: string) => deleteBlock(ctx, { block_id })
 */
export const deleteBlock = (ctx: Context, params: DeleteBlockParams): TaskEither<NotionError, BlockOrPartial> =>
  send(ctx, deleteBlockRequest(params))
