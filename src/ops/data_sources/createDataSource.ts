import type { IconRequest } from '../../core/objects/icon.js'
import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import {
  bodyCall,
  type Context,
  contentRule,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  once,
  record,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { SchemaRequest } from '../../props/schemaRequest.js'
import { relationTags } from '../shared/relationTags.js'
import { type DataSource, DataSourceOrPartial, type PartialDataSource } from './dataSource.js'
import type { DataSourceParentRequest } from './dataSourceParentRequest.js'

/** Parameters of {@link createDataSource}. */
export interface CreateDataSourceParams {
  /** The database of the new data source. */
  readonly parent: DataSourceParentRequest
  /** The schema, with exactly one `title` property. */
  readonly properties: SchemaRequest
  /** The title, at most 100 rich text objects. Default none. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** Default none. */
  readonly icon?: IconRequest | null | undefined
}

/** The request that {@link createDataSource} sends. */
export const createDataSourceRequest = (
  params: CreateDataSourceParams,
): NotionRequest<DataSource | PartialDataSource> => {
  const { call, given } = bodyCall(
    'POST',
    'data_sources',
    params,
    { parent: record, properties: record },
    contentRule(),
  )
  return {
    op: 'createDataSource',
    ...once,
    ...call,
    decode: decodeWith(DataSourceOrPartial),
    writes: () => [objectTag(given.parent.database_id), ...relationTags(given.properties)],
  }
}

/**
 * Adds a data source to a database.
 *
 * Not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The database, and the schema of the new data source.
 * @returns The new data source; only its schema if the connection can write but not read. Fails with a
 * {@link NotionError}, in particular with `ValidationError` if Notion rejects the schema.
 * @see https://developers.notion.com/reference/create-a-data-source
 * @example
 * import { type Context, createDataSource } from 'notion-fp'
 *
 * const addNotes = (ctx: Context, database_id: string) =>
 *   createDataSource(ctx, {
 *     parent: { type: 'database_id', database_id },
 *     title: [{ text: { content: 'Notes' } }],
 *     properties: { Name: { title: {} }, Written: { date: {} } },
 *   })
 */
export const createDataSource = (
  ctx: Context,
  params: CreateDataSourceParams,
): TaskEither<NotionError, DataSource | PartialDataSource> => send(ctx, createDataSourceRequest(params))
