import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import {
  blockId,
  bodyCall,
  type Context,
  childrenTag,
  contentRule,
  decodeWith,
  exclusive,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  objects,
  objectTag,
  optional,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { BlockOrPartial } from './block.js'
import type { BlockPosition, BlockRequest } from './blockRequest.js'
import { originTags } from './copyTags.js'

/** What {@link appendBlockChildren} takes. */
export interface AppendBlockChildrenParams {
  /** The id of the block or page, with dashes or without, or its address. */
  readonly block_id: string
  /** The new blocks: at most 100 in any one array, 1000 in all, with two levels of children below the first. */
  readonly children: ReadonlyArray<BlockRequest>
  /** Where they go. Default the end. */
  readonly position?: BlockPosition | undefined
  /** The id of the child that they come after: the older name of a `position` after a block. Give one of the two. */
  readonly after?: string | undefined
}

const Blocks = listOf(BlockOrPartial)

/**
 * The request that {@link appendBlockChildren} sends. From version 2026-03-11 on, `after` is sent as the position that says the
 * same; everything else is sent as given.
 */
export const appendBlockChildrenRequest = (
  params: AppendBlockChildrenParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<List<BlockOrPartial>> => {
  const { call, given } = bodyCall(
    'PATCH',
    'blocks/{block_id}/children',
    params,
    { children: objects(), after: optional(blockId) },
    contentRule(),
  )
  const { position, after } = given
  return {
    op: 'appendBlockChildren',
    kind: 'once',
    ...refusing(call, exclusive({ position, after })),
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(Blocks),
    writes: (answer) => [
      childrenTag(given.block_id),
      objectTag(given.block_id),
      // What is appended to a copy is in its original.
      ...originTags(answer?.results ?? []),
    ],
  }
}

/**
 * Appends new blocks to a page or block, and gives those of the first level. Blocks that are there already cannot be moved.
 * What is more than the limits of one request has to be appended in several.
 *
 * It happens once: a failure that leaves open what became of it is not tried again, and a `ServerError` may tell in
 * `committedChildIds` what was appended all the same. Fails with `InvalidInputError` for a malformed id, for content beyond the
 * limits of the API and for `after` beside `position`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/patch-block-children
 * @example
 * import { appendBlockChildren, type Context } from 'notion-fp'
 *
 * const addNote = (ctx: Context, page_id: string, content: string) =>
 *   appendBlockChildren(ctx, {
 *     block_id: page_id,
 *     children: [{ paragraph: { rich_text: [{ text: { content } }] } }],
 *     position: { type: 'start' },
 *   })
 */
export const appendBlockChildren = (
  ctx: Context,
  params: AppendBlockChildrenParams,
): TaskEither<NotionError, List<BlockOrPartial>> => send(ctx, appendBlockChildrenRequest(params, versionOf(ctx)))
