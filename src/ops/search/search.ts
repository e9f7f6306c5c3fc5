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

/** The order of what a search finds. */
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

/** What a search finds: one kind of object, or what is in the trash, or both. */
export type SearchFilter =
  | { readonly property: 'object'; readonly value: 'page' | 'data_source'; readonly in_trash?: boolean | undefined }
  | { readonly in_trash: boolean; readonly property?: undefined; readonly value?: undefined }

/** What {@link search} takes. */
export interface SearchParams extends PageParams {
  /** Words of the title; everything that is shared with the connection, where it is left out. */
  readonly query?: string | undefined
  /** One kind of object, or what is in the trash. Default both pages and data sources. */
  readonly filter?: SearchFilter | undefined
  /** Default what was edited last comes first. */
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
 * Finds pages and data sources by their titles, a page of results at a time; never cached. Notion's index lags behind
 * and does not promise to be complete: to read all rows of a data source, query it.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/post-search
 * @example
 * import { type Context, search } from 'notion-fp'
 *
 * const findPages = (ctx: Context, query: string) =>
 *   search(ctx, { query, filter: { property: 'object', value: 'page' }, page_size: 10 })
 */
export const search = (ctx: Context, params: SearchParams): TaskEither<NotionError, List<PageOrDataSource>> =>
  send(ctx, searchRequest(params))
