import * as E from 'fp-ts/Either'
import { takeParams } from '../../core/input/takeParams.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import { type EntriesParams, getDataSourceEntries } from '../data_sources/getDataSourceEntries.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { type DataSourceOfParams, dataSourceOf } from './dataSourceOf.js'

/** What {@link getDatabaseEntries} takes. */
export interface GetDatabaseEntriesParams extends DataSourceOfParams, EntriesParams {}

/**
 * Gives all rows of a database, however many there are: finds its data source, through the cache where there is one,
 * and reads that to its end as `getDataSourceEntries` does.
 *
 * Fails with `InvalidInputError` for a malformed id, and, listing the data sources, where the database has several and
 * `data_source_id` picks none of them; and with what `getDatabase` and `getDataSourceEntries` can fail with.
 *
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, getDatabaseEntries } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const countRows = (ctx: Context, database_id: string) =>
 *   pipe(
 *     getDatabaseEntries(ctx, { database_id }),
 *     TE.map((rows) => rows.length),
 *   )
 */
export const getDatabaseEntries =
  (ctx: Context, params: GetDatabaseEntriesParams): TaskEither<NotionError, ReadonlyArray<PageOrDataSource>> =>
  async () => {
    const taken = takeParams('getDatabaseEntries', params)
    if (E.isLeft(taken)) return taken
    const found = await dataSourceOf(ctx, 'getDatabaseEntries', taken.right)()
    const { database_id: _, ...rest } = taken.right
    return E.isLeft(found) ? found : getDataSourceEntries(ctx, { ...rest, data_source_id: found.right })()
  }
