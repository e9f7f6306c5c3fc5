import { DATABASE_HINT } from '../../core/input/hints.js'
import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { Database } from './database.js'

/** Parameters of {@link getDatabase}. */
export interface GetDatabaseParams {
  /** The id of the database, with or without dashes, or its URL. */
  readonly database_id: string
}

/** The request that {@link getDatabase} sends. */
export const getDatabaseRequest = (params: GetDatabaseParams): NotionRequest<Database> => ({
  op: 'getDatabase',
  kind: 'read',
  ...queryCall('GET', 'databases/{database_id}', params, { database_id: id }).call,
  hint: DATABASE_HINT,
  decode: decodeWith(Database),
  cache: { resource: 'databases' },
  // The response has the names of the data sources: it is stale when one of them is renamed or moved.
  reads: (database) => [
    objectTag(database.id),
    treeTag,
    ...database.data_sources.map((dataSource) => objectTag(dataSource.id)),
  ],
})

/**
 * Retrieves a database, with the ids and names of its data sources.
 *
 * The schema and the rows belong to its data sources: see `getDataSource` and `queryDataSource`.
 *
 * @param ctx The context to send the request with.
 * @param params The database.
 * @returns The database. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-database
 * @example
 * import { type Context, getDatabase } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const tablesOf = (ctx: Context, database_id: string) =>
 *   pipe(
 *     getDatabase(ctx, { database_id }),
 *     TE.map(({ data_sources }) => data_sources.map(({ name }) => name)),
 *   )
 */
export const getDatabase = (ctx: Context, params: GetDatabaseParams): TaskEither<NotionError, Database> =>
  send(ctx, getDatabaseRequest(params))
