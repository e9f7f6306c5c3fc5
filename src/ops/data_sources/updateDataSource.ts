import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import type { IconRequest } from '../../core/objects/icon.js'
import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import {
  allRowsTag,
  bodyCall,
  type Context,
  contentRule,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  optional,
  record,
  relatedTag,
  repeatable,
  rowsTag,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { SchemaUpdate } from '../../props/schemaRequest.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { treeTags } from '../shared/globalTags.js'
import { relationTags } from '../shared/relationTags.js'
import { type DataSource, DataSourceOrPartial, type PartialDataSource } from './dataSource.js'
import type { DataSourceParentRequest } from './dataSourceParentRequest.js'
import { dataSourceTags } from './dataSourceTags.js'

/** Parameters of {@link updateDataSource}; omitted fields are left unchanged. */
export interface UpdateDataSourceParams {
  /** The id of the data source, with or without dashes. */
  readonly data_source_id: string
  /** The new title, at most 100 rich text objects. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** `null` removes it. */
  readonly icon?: IconRequest | null | undefined
  /** Schema changes: a configuration creates or updates a property, `{ name }` renames it, `null` removes it. */
  readonly properties?: SchemaUpdate | undefined
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** The former name of `in_trash`; sent as `in_trash` from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  /** The database to move it to. */
  readonly parent?: DataSourceParentRequest | undefined
}

/** The request that {@link updateDataSource} sends. */
export const updateDataSourceRequest = (
  params: UpdateDataSourceParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<DataSource | PartialDataSource> => {
  const { call, given } = bodyCall(
    'PATCH',
    'data_sources/{data_source_id}',
    params,
    { parent: optional(record), properties: optional(record) },
    contentRule(),
  )
  const { data_source_id, title, icon, properties, in_trash, archived, parent } = given
  return {
    op: 'updateDataSource',
    ...repeatable,
    ...call,
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(DataSourceOrPartial),
    writes: (dataSource) => {
      const responseTags = dataSource ? dataSourceTags(dataSource) : []
      return [
        objectTag(data_source_id),
        rowsTag(data_source_id),
        ...responseTags,
        ...(parent ? [objectTag(parent.database_id)] : []),
        ...treeTags(in_trash, archived, parent),
        // Its database repeats these fields, and is unknown if the response does not name it.
        ...(responseTags.length > 1 ? [] : treeTags(title, icon)),
        // For cached properties (`getPageProperty`), which do not name their data source.
        ...(properties ? [allRowsTag, relatedTag, ...relationTags(properties)] : []),
      ]
    },
  }
}

/**
 * Updates the title, icon or schema of a data source, moves it to another database, or moves it to the trash or
 * restores it.
 *
 * A list of options in `properties` replaces the previous one: options that it omits are removed. Notion recommends at
 * most 500 properties and 50 kB for a schema.
 *
 * @param ctx The context to send the request with.
 * @param params The data source and the changes.
 * @returns The updated data source; only its schema if the connection can write but not read. Fails with a
 * {@link NotionError}, in particular with `ValidationError` if Notion rejects the schema.
 * @see https://developers.notion.com/reference/update-a-data-source
 * @example
 * import { type Context, updateDataSource } from 'notion-fp'
 *
 * const changeSchema = (ctx: Context, data_source_id: string) =>
 *   updateDataSource(ctx, {
 *     data_source_id,
 *     properties: {
 *       Estimate: { number: { format: 'number' } },
 *       Stage: { name: 'Phase' },
 *       Obsolete: null,
 *     },
 *   })
 */
export const updateDataSource = (
  ctx: Context,
  params: UpdateDataSourceParams,
): TaskEither<NotionError, DataSource | PartialDataSource> => send(ctx, updateDataSourceRequest(params, versionOf(ctx)))
