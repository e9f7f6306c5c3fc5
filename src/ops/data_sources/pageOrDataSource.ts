/** What queries and searches give: pages and data sources, whole or in part. */
import type { Type } from 'io-ts'
import { orUnknown, UnknownObject } from '../../core/objects/unknownObject.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { isFullPage, Page, PartialPage } from '../pages/page.js'
import { type DataSource, DataSourceOrPartial, isFullDataSource, type PartialDataSource } from './dataSource.js'

/**
 * A page or a data source, whole or in part. Only a wiki has data sources among its rows. One that is damaged, and whatever else
 * Notion may come to give, is an `UnknownObject`.
 */
export type PageOrDataSource = Page | PartialPage | DataSource | PartialDataSource | UnknownObject

/** A page or a data source, whole or in part. */
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

/** Whether everything about a page or data source is there. */
export const isFullPageOrDataSource = (found: { readonly object: string }): found is Page | DataSource =>
  isFullPage(found) || isFullDataSource(found)
