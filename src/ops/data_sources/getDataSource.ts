import { DATA_SOURCE_HINT } from '../../core/input/hints.js'
import {
  allRowsTag,
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { DataSource } from './dataSource.js'
import { dataSourceTags } from './dataSourceTags.js'

/** Parameters of {@link getDataSource}. */
export interface GetDataSourceParams {
  /** The id of the data source, with or without dashes. */
  readonly data_source_id: string
}

/** The request that {@link getDataSource} sends. */
export const getDataSourceRequest = (params: GetDataSourceParams): NotionRequest<DataSource> => ({
  op: 'getDataSource',
  kind: 'read',
  ...queryCall('GET', 'data_sources/{data_source_id}', params, { data_source_id: id }).call,
  hint: DATA_SOURCE_HINT,
  decode: decodeWith(DataSource),
  cache: { resource: 'data_sources' },
  reads: (dataSource) => [...dataSourceTags(dataSource), treeTag, allRowsTag],
})

/**
 * Retrieves a data source: the schema of a table, without its rows.
 *
 * The id of a data source differs from that of its database; `getDatabase` returns the ids of its data sources.
 *
 * @param ctx The context to send the request with.
 * @param params The data source.
 * @returns The data source. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-data-source
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 *
 * const schemaOf = (ctx: Context, data_source_id: string) => getDataSource(ctx, { data_source_id })
 */
export const getDataSource = (ctx: Context, params: GetDataSourceParams): TaskEither<NotionError, DataSource> =>
  send(ctx, getDataSourceRequest(params))
