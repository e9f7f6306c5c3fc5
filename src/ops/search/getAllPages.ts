import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import type { Page, PartialPage } from '../pages/page.js'
import { type SearchAllParams, searchAll } from './searchAll.js'

/** What {@link getAllPages} takes. */
export interface GetAllPagesParams extends SearchAllParams {}

/**
 * Gives all pages that are shared with the connection and that Notion's search finds, rows of data sources among them.
 * The search lags behind and does not promise to be complete: `getDataSourceEntries` reads a data source reliably.
 *
 * Fails with `UnexpectedResponseError` where there are more than the 10,000 that one search gives, and with what every
 * call can fail with.
 *
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
