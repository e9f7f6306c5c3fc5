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
  once,
  optional,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { BlockOrPartial } from './block.js'
import type { BlockPosition, BlockRequest } from './blockRequest.js'
import { originTags } from './copyTags.js'

/** Parameters of {@link appendBlockChildren}. */
export interface AppendBlockChildrenParams {
  /** The id of the block or page, with or without dashes, or its URL. */
  readonly block_id: string
  /** The new blocks: at most 100 per array and 1000 in total, with two levels of children below the first. */
  readonly children: ReadonlyArray<BlockRequest>
  /** The position of the new blocks. Default the end. */
  readonly position?: BlockPosition | undefined
  /** The id of the child to insert after: the former form of `position`. Give only one of the two. */
  readonly after?: string | undefined
}

const Blocks = listOf(BlockOrPartial)

/**
 * The request that {@link appendBlockChildren} sends. From version 2026-03-11 on, `after` is sent as the equivalent
 * `position`.
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
    ...once,
    ...withIssues(call, exclusive({ position, after })),
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(Blocks),
    writes: (answer) => [
      ...new Set([
        childrenTag(given.block_id),
        objectTag(given.block_id),
        // Children appended to a synced copy belong to its original.
        ...originTags(answer?.results ?? []),
      ]),
    ],
  }
}

/**
 * Appends new blocks to a page or block.
 *
 * Existing blocks cannot be moved. Content beyond the limits of one request needs several calls. Not idempotent: not
 * retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The parent block, the new blocks and their position.
 * @returns The new blocks of the first level. Fails with a {@link NotionError}, in particular with `InvalidInputError`
 * if `after` and `position` are both given; a `ServerError` may list blocks that were appended anyway in
 * `committedChildIds`.
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
