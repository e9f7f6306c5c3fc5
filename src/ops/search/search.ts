import type { SortDirection } from '../../core/objects/sort.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  type PageParams,
  paging,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { AbsentInThisSort } from '../../core/schema/absent.js'
import { PageOrDataSource } from '../data_sources/pageOrDataSource.js'

/** The sort order of search results. */
export type SearchSort =
  | {
      readonly timestamp: 'last_edited_time'
      readonly direction: SortDirection
      readonly property?: AbsentInThisSort | undefined
    }
  | {
      readonly property: 'relevance'
      readonly timestamp?: AbsentInThisSort | undefined
      readonly direction?: AbsentInThisSort | undefined
    }

/** Filters search results: one type of object, or objects in the trash, or both. */
export type SearchFilter =
  | { readonly property: 'object'; readonly value: 'page' | 'data_source'; readonly in_trash?: boolean | undefined }
  | { readonly in_trash: boolean; readonly property?: undefined; readonly value?: undefined }

/** Parameters of {@link search}. */
export interface SearchParams extends PageParams {
  /** The words to find in titles. Default everything shared with the connection. */
  readonly query?: string | undefined
  /** One type of object, or the trash. Default pages and data sources. */
  readonly filter?: SearchFilter | undefined
  /** Default the most recently edited first. */
  readonly sort?: SearchSort | undefined
}

/** The request that {@link search} sends. */
export const searchRequest = (params: SearchParams): NotionRequest<List<PageOrDataSource>> => ({
  op: 'search',
  kind: 'read',
  ...bodyCall('POST', 'search', params, paging).call,
  decode: decodeWith(listOf(PageOrDataSource)),
})

/**
 * Searches pages and data sources by title, one page of results at a time.
 *
 * The search index is updated with a delay and can be incomplete: query a data source to read all its rows. Never
 * cached.
 *
 * @param ctx The context to send the request with.
 * @param params The query, filter, sort and pagination.
 * @returns One page of pages and data sources. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/post-search
 * @example
 * import { type Context, search } from 'notion-fp'
 *
 * const findPages = (ctx: Context, query: string) =>
 *   search(ctx, { query, filter: { property: 'object', value: 'page' }, page_size: 10 })
 */
export const search = (ctx: Context, params: SearchParams): TaskEither<NotionError, List<PageOrDataSource>> =>
  send(ctx, searchRequest(params))
