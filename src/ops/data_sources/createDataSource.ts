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
  record,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { SchemaRequest } from '../../props/schemaRequest.js'
import type { DataSourceParentRequest } from '../databases/databaseParentRequest.js'
import { relationTags } from '../shared/relationTags.js'
import { type DataSource, DataSourceOrPartial, type PartialDataSource } from './dataSource.js'

/** What {@link createDataSource} takes. */
export interface CreateDataSourceParams {
  /** The database that it is added to. */
  readonly parent: DataSourceParentRequest
  /** The schema; exactly one property is a `title`. */
  readonly properties: SchemaRequest
  /** Its name, at most 100 runs. Default none. */
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
    kind: 'once',
    ...call,
    decode: decodeWith(DataSourceOrPartial),
    writes: () => [objectTag(given.parent.database_id), ...relationTags(given.properties)],
  }
}

/**
 * Adds a data source to a database. Only its schema is given where the connection may not read the rest.
 *
 * Rich text has at most 100 elements of at most 2000 characters. Fails with `InvalidInputError` for a malformed id or a
 * limit exceeded, with `ValidationError` for a schema that Notion refuses, and with what every call can fail with. It
 * is never sent twice.
 *
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
