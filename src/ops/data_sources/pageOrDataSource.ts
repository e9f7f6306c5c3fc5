/** Results of queries and searches: pages and data sources, complete or partial. */
import type { Type } from 'io-ts'
import { orUnknown, UnknownObject } from '../../core/objects/unknownObject.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { isFullPage, Page, PartialPage } from '../pages/page.js'
import { type DataSource, DataSourceOrPartial, isFullDataSource, type PartialDataSource } from './dataSource.js'

/**
 * A page or a data source, complete or partial. Only a wiki has data sources among its rows. A damaged object, or one
 * of an unknown kind, is an `UnknownObject`.
 */
export type PageOrDataSource = Page | PartialPage | DataSource | PartialDataSource | UnknownObject

/** A page or a data source, complete or partial. */
export const PageOrDataSource: Type<PageOrDataSource> = orUnknown(
  discriminate(
    ({ object }) => object === 'data_source',
    DataSourceOrPartial,
    discriminate(
      ({ object }) => object === 'page',
      discriminate((value) => 'created_time' in value, Page, PartialPage),
      UnknownObject,
    ),
  ),
)

/**
 * Type guard: whether a page or data source is complete, not partial.
 *
 * @example
 * import { type Context, collect, isFullPageOrDataSource, search } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const urlsOf = (ctx: Context, query: string) =>
 *   pipe(
 *     collect(search)(ctx, { query }),
 *     TE.map((found) => found.filter(isFullPageOrDataSource).map(({ url }) => url)),
 *   )
 */
export const isFullPageOrDataSource = (found: { readonly object: string }): found is Page | DataSource =>
  isFullPage(found) || isFullDataSource(found)
