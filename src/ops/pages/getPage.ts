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

/** Parameters of {@link getPage}. */
export interface GetPageParams {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** Ids or names of the properties to return. Default all. */
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
    // A schema change affects the values of every row of the data source.
    reads: ({ id, parent, properties }) => [
      objectTag(id),
      ...valueTags(properties, call.query.filter_properties),
      ...(parent.type === 'data_source_id' ? [objectTag(parent.data_source_id)] : []),
    ],
  }
}

/**
 * Retrieves a page and its properties, without its content.
 *
 * Notion returns at most 25 references of each property; `getPageProperty` returns all of them.
 *
 * @param ctx The context to send the request with.
 * @param params The page, and which properties to return.
 * @returns The page. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-page
 * @example
 * import { type Context, getPage } from 'notion-fp'
 *
 * const statusOf = (ctx: Context, page_id: string) => getPage(ctx, { page_id, filter_properties: ['Status'] })
 */
export const getPage = (ctx: Context, params: GetPageParams): TaskEither<NotionError, Page> =>
  send(ctx, getPageRequest(params))
