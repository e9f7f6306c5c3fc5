import type { TaskEither } from 'fp-ts/TaskEither'
import { type DataSource, DataSourceOrPartial, type PartialDataSource } from '../../core/codec/dataSource.js'
import { decodeWith } from '../../core/codec/decode.js'
import type { Context } from '../../core/context.js'
import type { NotionError } from '../../core/error.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { parseId } from '../../core/id.js'
import { bodyIds } from '../../core/ids.js'
import { checkedContent } from '../../core/limits.js'
import type { IconRequest } from '../../core/params/icon.js'
import type { DataSourceParentRequest } from '../../core/params/parent.js'
import type { RichTextRequest } from '../../core/params/richText.js'
import type { SchemaUpdate } from '../../core/params/schema.js'
import { schemaIds } from '../../core/params/schemaIds.js'
import { id, route } from '../../core/route.js'
import { send } from '../../core/send.js'
import { objectTag, rowsTag } from '../../core/tag.js'
import { DEFAULT_NOTION_VERSION, type NotionVersion, worded } from '../../core/version.js'
import { dataSourceTags } from '../shared/dataSourceTags.js'
import { relationTags } from '../shared/relationTags.js'
import { allRowsTag, relatedTag, treeTags } from '../shared/wideTags.js'

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
  const { data_source_id, title, icon, in_trash, archived } = params
  const parent = params.parent && bodyIds('parent', params.parent, ['database_id'])
  const content = checkedContent('', { title, icon })
  const schema = schemaIds('properties', params.properties)
  const issues = [...(parent?.issues ?? []), ...content.issues, ...schema.issues]
  return {
    op: 'updateDataSource',
    kind: 'repeatable',
    ...route('PATCH', 'data_sources/{data_source_id}', { data_source_id: id(data_source_id) }, issues),
    body: worded(version, { ...content.value, properties: schema.value, in_trash, archived, parent: parent?.value }),
    decode: decodeWith(DataSourceOrPartial),
    writes: (dataSource) => {
      const known = parseId(data_source_id) ?? data_source_id
      return [
        objectTag(known),
        rowsTag(known),
        ...(dataSource ? dataSourceTags(dataSource) : []),
        ...(parent ? [objectTag(parent.value.database_id)] : []),
        ...treeTags(in_trash, archived, parent),
        // For properties that were read one by one: they do not tell their data source.
        ...(schema.value ? [allRowsTag, relatedTag, ...relationTags(schema.value)] : []),
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
 *       Stage: { name: 'Status' },
 *       Obsolete: null,
 *     },
 *   })
 */
export const updateDataSource = (
  ctx: Context,
  params: UpdateDataSourceParams,
): TaskEither<NotionError, DataSource | PartialDataSource> =>
  send(ctx, updateDataSourceRequest(params, ctx.config.notionVersion))
