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
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { parentTags } from '../shared/parentTags.js'
import { belowTags } from './belowTags.js'
import { BlockOrPartial } from './block.js'
import type { BlockUpdate } from './blockRequest.js'

interface UpdateBlockOptions {
  /** The id of the block, with or without dashes, or a URL that points to it. */
  readonly block_id: string
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** The former name of `in_trash`; sent as `in_trash` from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
}

/** Parameters of {@link updateBlock}: the block, and its new content under the name of its type. */
export type UpdateBlockParams = UpdateBlockOptions & BlockUpdate

/** The request that {@link updateBlock} sends. */
export const updateBlockRequest = (
  params: UpdateBlockParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<BlockOrPartial> => {
  const { call, given } = bodyCall('PATCH', 'blocks/{block_id}', params, {}, contentRule())
  return {
    op: 'updateBlock',
    ...repeatable,
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
 * Updates the content of a block, or moves it to the trash or restores it.
 *
 * An array such as `rich_text` replaces the previous one. The type and the children of a block cannot be changed.
 *
 * @param ctx The context to send the request with.
 * @param params The block, and its new content under the name of its type.
 * @returns The updated block; a `PartialBlock` if the connection can write but not read. Fails with a
 * {@link NotionError}.
 * @see https://developers.notion.com/reference/update-a-block
 * @example
 * import { type Context, updateBlock } from 'notion-fp'
 *
 * const check = (ctx: Context, block_id: string) => updateBlock(ctx, { block_id, to_do: { checked: true } })
 */
export const updateBlock = (ctx: Context, params: UpdateBlockParams): TaskEither<NotionError, BlockOrPartial> =>
  send(ctx, updateBlockRequest(params, versionOf(ctx)))
