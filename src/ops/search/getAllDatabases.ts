import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { Context, NotionError, TaskEither } from '../../core/operation.js'
import type { DataSource, PartialDataSource } from '../data_sources/dataSource.js'
import { type SearchAllParams, searchAll } from './searchAll.js'

/** What {@link getAllDatabases} takes. */
export interface GetAllDatabasesParams extends SearchAllParams {}

/**
 * Gives all data sources that are shared with the connection and that Notion's search finds. They are what older
 * versions of the API called databases, with title and schema; the database that holds one now is the `database_id` of
 * its `parent`.
 *
 * Fails with `UnexpectedResponseError` where there are more than the 10,000 that one search gives, and with what every
 * call can fail with.
 *
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
