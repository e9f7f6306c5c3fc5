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
  rowsTag,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { SchemaUpdate } from '../../props/schemaRequest.js'
import type { DataSourceParentRequest } from '../databases/databaseParentRequest.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { treeTags } from '../shared/globalTags.js'
import { relationTags } from '../shared/relationTags.js'
import { type DataSource, DataSourceOrPartial, type PartialDataSource } from './dataSource.js'
import { dataSourceTags } from './dataSourceTags.js'

/** What {@link updateDataSource} takes; what is left out stays as it is. */
export interface UpdateDataSourceParams {
  /** The id of the data source, with dashes or without. */
  readonly data_source_id: string
  /** Its new name, at most 100 runs. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** `null` takes it away. */
  readonly icon?: IconRequest | null | undefined
  /** Changes to the schema: a configuration creates or changes a property, `{ name }` renames it, `null` removes it. */
  readonly properties?: SchemaUpdate | undefined
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** The older name of `in_trash`, sent as that from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  /** The database that it moves to. */
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
    kind: 'repeatable',
    ...call,
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(DataSourceOrPartial),
    writes: (dataSource) => {
      const told = dataSource ? dataSourceTags(dataSource) : []
      return [
        objectTag(data_source_id),
        rowsTag(data_source_id),
        ...told,
        ...(parent ? [objectTag(parent.database_id)] : []),
        ...treeTags(in_trash, archived, parent),
        // Its database shows these, too, and may be any where no answer names it.
        ...(told.length > 1 ? [] : treeTags(title, icon)),
        // For properties that were read one by one: they do not tell their data source.
        ...(properties ? [allRowsTag, relatedTag, ...relationTags(properties)] : []),
      ]
    },
  }
}

/**
 * Changes a data source: its title and icon, its schema, or its place. Only its schema is given where the connection
 * may not read the rest.
 *
 * Options that `properties` leaves out of a list of options are removed. Rich text has at most 100 elements of at most
 * 2000 characters; a schema should stay below 500 properties and 50 kB. Fails with `InvalidInputError` for a malformed
 * id or a limit exceeded, with `ValidationError` for a schema that Notion refuses, and with what every call can fail
 * with.
 *
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
