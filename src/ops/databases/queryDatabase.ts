import * as E from 'fp-ts/Either'
import { takeParams } from '../../core/input/takeParams.js'
import type { Context, List, NotionError, PageParams, TaskEither } from '../../core/operation.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { queryDataSource, type RowsParams } from '../data_sources/queryDataSource.js'
import { type DataSourceOfParams, dataSourceOf } from './dataSourceOf.js'

/** Parameters of {@link queryDatabase}. */
export interface QueryDatabaseParams extends DataSourceOfParams, RowsParams, PageParams {}

/**
 * Queries the rows of a database, one page of results at a time, as earlier versions of the API did: finds its data
 * source and calls `queryDataSource`.
 *
 * Without a cache, each page of results looks up the data source again: call `queryDataSource` if you know its id.
 *
 * @param ctx The context to send the request with.
 * @param params The database, which of its data sources to query, filter, sorts and pagination.
 * @returns One page of rows. Fails with a {@link NotionError}, in particular with `InvalidInputError`, which lists the
 * data sources, if there are several and `data_source_id` selects none of them, and the errors of `queryDataSource`.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, queryDatabase } from 'notion-fp'
 *
 * const doneTasks = (ctx: Context, database_id: string) =>
 *   queryDatabase(ctx, { database_id, filter: { property: 'Done', checkbox: { equals: true } } })
 */
export const queryDatabase =
  (ctx: Context, params: QueryDatabaseParams): TaskEither<NotionError, List<PageOrDataSource>> =>
  async () => {
    const checked = takeParams('queryDatabase', params)
    if (E.isLeft(checked)) return checked
    const dataSourceId = await dataSourceOf(ctx, 'queryDatabase', checked.right)()
    const { database_id: _, ...rest } = checked.right
    return E.isLeft(dataSourceId)
      ? dataSourceId
      : queryDataSource(ctx, { ...rest, data_source_id: dataSourceId.right })()
  }
