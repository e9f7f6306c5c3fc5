import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import type { DataSource, PartialDataSource } from '../data_sources/dataSource.js'
import { type SearchAllParams, searchAll } from './searchAll.js'

/** Parameters of {@link getAllDatabases}. */
export interface GetAllDatabasesParams extends SearchAllParams {}

/**
 * Retrieves all data sources shared with the connection that Notion's search finds.
 *
 * Earlier versions of the API called them databases. The database of a data source is the `database_id` of its
 * `parent`.
 *
 * @param ctx The context to send the request with.
 * @param params The query, sort and scope of the search.
 * @returns All data sources found, each once. Fails with a {@link NotionError}, in particular with
 * `UnexpectedResponseError` if there are more than the 10,000 results of one search.
 * @see https://developers.notion.com/reference/post-search
 * @example
 * import { type Context, getAllDatabases, isFullDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const schemas = (ctx: Context) =>
 *   pipe(
 *     getAllDatabases(ctx),
 *     TE.map((found) => found.filter(isFullDataSource).map(({ id, properties }) => ({ id, names: Object.keys(properties) }))),
 *   )
 */
export const getAllDatabases = (
  ctx: Context,
  params: GetAllDatabasesParams = {},
): TaskEither<NotionError, ReadonlyArray<DataSource | PartialDataSource | UnknownObject>> =>
  searchAll(ctx, 'data_source', 'getAllDatabases', params)
