import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import {
  bodyCall,
  type Context,
  childrenTag,
  contentRule,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { parentTags } from '../shared/parentTags.js'
import { belowTags } from './belowTags.js'
import { BlockOrPartial } from './block.js'
import type { BlockUpdate } from './blockRequest.js'

interface BlockToUpdate {
  /** The id of the block, with dashes or without, or the address that points at it. */
  readonly block_id: string
  /** `true` moves it to the trash, `false` brings it back. */
  readonly in_trash?: boolean | undefined
  /** The older name of `in_trash`, sent as that from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
}

/** What {@link updateBlock} takes: the block, and its new content under the name of its type. */
export type UpdateBlockParams = BlockToUpdate & BlockUpdate

/** The request that {@link updateBlock} sends. */
export const updateBlockRequest = (
  params: UpdateBlockParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<BlockOrPartial> => {
  const { call, given } = bodyCall('PATCH', 'blocks/{block_id}', params, {}, contentRule())
  return {
    op: 'updateBlock',
    kind: 'repeatable',
    ...call,
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(BlockOrPartial),
    writes: (answer) => [
      objectTag(given.block_id),
      childrenTag(given.block_id),
      ...(answer?.type ? parentTags(answer.parent) : []),
      ...((given.in_trash ?? given.archived) === undefined ? [] : belowTags(answer)),
    ],
  }
}

/**
 * Changes the content of a block, or moves it to the trash or back. A list, such as `rich_text`, takes the place of the one that
 * was there. Neither the type of a block nor its children can be changed with it.
 *
 * The answer is a `PartialBlock` where the connection may write but not read. Fails with `InvalidInputError` for a malformed id
 * and for content beyond the limits of the API, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/update-a-block
 * @example
 * import { type Context, updateBlock } from 'notion-fp'
 *
 * const check = (ctx: Context, block_id: string) => updateBlock(ctx, { block_id, to_do: { checked: true } })
 */
export const updateBlock = (ctx: Context, params: UpdateBlockParams): TaskEither<NotionError, BlockOrPartial> =>
  send(ctx, updateBlockRequest(params, versionOf(ctx)))
