/** Invalidates cached responses after a change that was not made through the cache, such as one that a webhook reports. */

import type { Context } from '../call/context.js'
import { EVERYTHING, type Tag } from '../call/tag.js'
import { orUndefined } from '../internal/orUndefined.js'

/**
 * Invalidates the cached responses and the reads in flight that depend on any of the tags. Does nothing without a cache. Never
 * rejects.
 *
 * `eventTags` returns the tags of a webhook event; `objectTag`, `childrenTag` and `rowsTag` return those of an object, its children
 * and the rows of a data source.
 *
 * @param ctx The context with the cache.
 * @param tags The tags to invalidate.
 * @example
 * import { type Context, invalidate, objectTag } from 'notion-fp'
 *
 * const pageHasChanged = (ctx: Context, page_id: string): Promise<void> => invalidate(ctx, [objectTag(page_id)])
 */
export const invalidate = async (ctx: Context, tags: ReadonlyArray<Tag>): Promise<void> => {
  await orUndefined(() => (tags.includes(EVERYTHING) ? ctx.cache?.clear() : ctx.cache?.invalidate(tags)))
}
