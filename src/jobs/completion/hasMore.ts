/**
 * Whether a relation currently has more pages than its page shows.
 *
 * @internal
 */
import type { Context } from '../../core/call/context.js'
import { send } from '../../core/call/send.js'
import { getPageRequest } from '../../ops/pages/getPage.js'
import { isFullPage } from '../../ops/pages/page.js'
import { isOutOfRequests } from '../shared/meter.js'

/** Reads the page again, for one property. */
export const hasMore = async (
  ctx: Context,
  page_id: string,
  property_id: string,
): Promise<{ readonly has_more: boolean | undefined; readonly requests: number }> => {
  const page = await send(ctx, getPageRequest({ page_id, filter_properties: [property_id] }))()
  if (page._tag === 'Left') return { has_more: undefined, requests: isOutOfRequests(page.left) ? 0 : 1 }
  const values = isFullPage(page.right) ? Object.values(page.right.properties) : []
  const has_more = values.find(({ id }) => id === property_id)?.has_more
  return { has_more: typeof has_more === 'boolean' ? has_more : undefined, requests: 1 }
}
