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

/** Parameters of {@link getPageProperty}. */
export interface GetPagePropertyParams extends PageParams {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The id of the property, such as `%3AUPp`, URL-encoded or not. */
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
    // The response does not name the data source, whose schema may drop the property.
    reads: (property) => [
      objectTag(ids.page_id),
      ...valueTags({ property: isPropertyItemList(property) ? property.property_item : property }, [ids.property_id]),
      allRowsTag,
    ],
  }
}

/**
 * Retrieves one property of a page in full, where the page itself has at most 25 references.
 *
 * `collect(getPageProperty)` returns all items. The result of a rollup is in `property_item.rollup` of the last page of
 * results, which `iteratePages(getPageProperty)` returns; until then it is `incomplete`.
 *
 * @param ctx The context to send the request with.
 * @param params The page, the property and pagination.
 * @returns One page of items for a title, rich text, people, relation or rollup; one item for any other property. Fails
 * with a {@link NotionError}, in particular with `NotFoundError` if the page does not have the property.
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
