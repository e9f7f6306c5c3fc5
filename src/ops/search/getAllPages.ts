import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import type { Page, PartialPage } from '../pages/page.js'
import { type SearchAllParams, searchAll } from './searchAll.js'

/** Parameters of {@link getAllPages}. */
export interface GetAllPagesParams extends SearchAllParams {}

/**
 * Retrieves all pages shared with the connection that Notion's search finds, including rows of data sources.
 *
 * The search index is updated with a delay and can be incomplete: use `getDataSourceEntries` to read a data source.
 *
 * @param ctx The context to send the request with.
 * @param params The query, sort and scope of the search.
 * @returns All pages found, each once. Fails with a {@link NotionError}, in particular with `UnexpectedResponseError`
 * if there are more than the 10,000 results of one search.
 * @see https://developers.notion.com/reference/post-search
 * @example
 * import { type Context, getAllPages, isFullPage } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const addresses = (ctx: Context) =>
 *   pipe(
 *     getAllPages(ctx, { query: 'minutes' }),
 *     TE.map((pages) => pages.filter(isFullPage).map(({ url }) => url)),
 *   )
 */
export const getAllPages = (
  ctx: Context,
  params: GetAllPagesParams = {},
): TaskEither<NotionError, ReadonlyArray<Page | PartialPage | UnknownObject>> =>
  searchAll(ctx, 'page', 'getAllPages', params)
