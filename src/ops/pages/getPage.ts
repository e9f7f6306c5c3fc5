import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  pageId,
  propertyIds,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { valueTags } from '../shared/globalTags.js'
import { Page } from './page.js'

/** What {@link getPage} takes. */
export interface GetPageParams {
  /** The id of the page, with dashes or without, or its address. */
  readonly page_id: string
  /** Ids or names of the properties to give; all, where it is left out. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
}

/** The request that {@link getPage} sends. */
export const getPageRequest = (params: GetPageParams): NotionRequest<Page> => {
  const { call } = queryCall('GET', 'pages/{page_id}', params, { page_id: pageId, filter_properties: propertyIds })
  return {
    op: 'getPage',
    kind: 'read',
    ...call,
    decode: decodeWith(Page),
    cache: { resource: 'pages' },
    // A change of the schema changes what every row of the data source holds.
    reads: ({ id, parent, properties }) => [
      objectTag(id),
      ...valueTags(properties, call.query.filter_properties),
      ...(parent.type === 'data_source_id' ? [objectTag(parent.data_source_id)] : []),
    ],
  }
}

/**
 * Retrieves a page and its properties, not its content. Of each list of references at most 25 are given.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-a-page
 * @example
 * import { type Context, getPage } from 'notion-fp'
 *
 * const statusOf = (ctx: Context, page_id: string) => getPage(ctx, { page_id, filter_properties: ['Status'] })
 */
export const getPage = (ctx: Context, params: GetPageParams): TaskEither<NotionError, Page> =>
  send(ctx, getPageRequest(params))
