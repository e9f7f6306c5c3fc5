import {
  allRowsTag,
  decodeWith,
  encodedSegment,
  type NotionRequest,
  objectTag,
  type PageParams,
  pageId,
  paging,
  queryCall,
  send,
} from '../../core/operation.js'
import { withResultsOf } from '../../core/pagination/paginate.js'
import type { HasResultsOf, PaginatedOp } from '../../core/pagination/readPages.js'
import { valueTags } from '../shared/globalTags.js'
import { isPropertyItemList, PageProperty, type PropertyItem } from './propertyItem.js'

/** What {@link getPageProperty} takes. */
export interface GetPagePropertyParams extends PageParams {
  /** The id of the page, with dashes or without, or its address. */
  readonly page_id: string
  /** The id of the property as a page or data source gives it, such as `%3AUPp`: encoded, or plain. */
  readonly property_id: string
}

/** The request that {@link getPageProperty} sends. */
export const getPagePropertyRequest = (params: GetPagePropertyParams): NotionRequest<PageProperty> => {
  const checks = { page_id: pageId, property_id: encodedSegment, ...paging }
  const { call, ids } = queryCall('GET', 'pages/{page_id}/properties/{property_id}', params, checks)
  return {
    op: 'getPageProperty',
    kind: 'read',
    ...call,
    decode: decodeWith(PageProperty),
    cache: { resource: 'pages' },
    // The answer does not tell the data source, a change of whose schema may take the property away.
    reads: (property) => [
      objectTag(ids.page_id),
      ...valueTags({ property: isPropertyItemList(property) ? property.property_item : property }, [ids.property_id]),
      allRowsTag,
    ],
  }
}

/**
 * Retrieves one property of a page, in full where the page itself gives 25 references at most. A title, a text, people, a relation
 * and a rollup come as a list of items, a page at a time; any other property as one item. `collect(getPageProperty)` gives the
 * items of the list, or the one item. What a rollup comes to stands beside the items, in `property_item.rollup` of the last page:
 * `iteratePages(getPageProperty)` gives it, and until then it is `incomplete`.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, with `NotFoundError` for a property that the page does
 * not have, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-a-page-property
 * @example
 * import { collect, type Context, getPageProperty } from 'notion-fp'
 *
 * const relatedTo = (ctx: Context, page_id: string, property_id: string) =>
 *   collect(getPageProperty)(ctx, { page_id, property_id })
 */
export const getPageProperty: PaginatedOp<GetPagePropertyParams, PageProperty> &
  HasResultsOf<PageProperty, PropertyItem> = withResultsOf(
  (ctx, params: GetPagePropertyParams) => send(ctx, getPagePropertyRequest(params)),
  (property) => (isPropertyItemList(property) ? property : { results: [property], next_cursor: null, has_more: false }),
)
