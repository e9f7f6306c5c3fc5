import * as E from 'fp-ts/Either'
import { takeParams } from '../../core/input/takeParams.js'
import type { Context, List, NotionError, PageParams, TaskEither } from '../../core/operation.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { queryDataSource, type RowsParams } from '../data_sources/queryDataSource.js'
import { type DataSourceOfParams, dataSourceOf } from './dataSourceOf.js'

/** What {@link queryDatabase} takes. */
export interface QueryDatabaseParams extends DataSourceOfParams, RowsParams, PageParams {}

/**
 * Queries the rows of a database, at most 100 a time, as older versions of the API did: finds its data source, through
 * the cache where there is one, and queries that. Without a cache each page of results finds it anew: use
 * `queryDataSource` where its id is known.
 *
 * Fails with `InvalidInputError` for a malformed id, and, listing the data sources, where the database has several and
 * `data_source_id` picks none of them; and with what `getDatabase` and `queryDataSource` can fail with.
 *
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
    const taken = takeParams('queryDatabase', params)
    if (E.isLeft(taken)) return taken
    const found = await dataSourceOf(ctx, 'queryDatabase', taken.right)()
    const { database_id: _, ...rest } = taken.right
    return E.isLeft(found) ? found : queryDataSource(ctx, { ...rest, data_source_id: found.right })()
  }
