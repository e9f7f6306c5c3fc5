import * as E from 'fp-ts/Either'
import { takeParams } from '../../core/input/takeParams.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import { type EntriesParams, getDataSourceEntries } from '../data_sources/getDataSourceEntries.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { type DataSourceOfParams, dataSourceOf } from './dataSourceOf.js'

/** Parameters of {@link getDatabaseEntries}. */
export interface GetDatabaseEntriesParams extends DataSourceOfParams, EntriesParams {}

/**
 * Retrieves all rows of a database: finds its data source and calls `getDataSourceEntries`.
 *
 * @param ctx The context to send the request with.
 * @param params The database, which of its data sources to read, filter and sorts.
 * @returns All rows. Fails with a {@link NotionError}, in particular with `InvalidInputError`, which lists the data
 * sources, if there are several and `data_source_id` selects none of them, and the errors of `getDataSourceEntries`.
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
    const checked = takeParams('getDatabaseEntries', params)
    if (E.isLeft(checked)) return checked
    const dataSourceId = await dataSourceOf(ctx, 'getDatabaseEntries', checked.right)()
    const { database_id: _, ...rest } = checked.right
    return E.isLeft(dataSourceId)
      ? dataSourceId
      : getDataSourceEntries(ctx, { ...rest, data_source_id: dataSourceId.right })()
  }
