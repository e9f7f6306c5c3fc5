/** Data sources, complete or partial. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type Cover, FileObject } from '../../core/objects/file.js'
import { Icon } from '../../core/objects/icon.js'
import { Parent } from '../../core/objects/parent.js'
import { RichText } from '../../core/objects/richText.js'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { boolean, dict, literal, nullable, string, struct } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { PropertyConfig } from '../../props/propertyConfig.js'

/** The schema of a data source: the configurations of its properties, by name. */
export interface DataSourceSchema {
  readonly [name: string]: PropertyConfig
}

/** A data source with only its id and schema. */
export interface PartialDataSource {
  readonly object: 'data_source'
  /** A UUID with dashes; differs from the id of its database. */
  readonly id: string
  /** The schema: the property configurations, by name. */
  readonly properties: DataSourceSchema
}

/**
 * A data source: a table of a database, with the schema of its rows.
 *
 * @see https://developers.notion.com/reference/data-source
 */
export interface DataSource extends PartialDataSource {
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Usually only the id; `getUser` returns the rest. */
  readonly created_by?: User | PartialUser
  /** Usually only the id; `getUser` returns the rest. */
  readonly last_edited_by?: User | PartialUser
  /** Empty if it has no title; its database has its own title. */
  readonly title: RichText
  /** Empty or absent if there is none. */
  readonly description?: RichText
  /** Its database; for a synced data source, the data source that it is synced from. */
  readonly parent: Parent
  /** The parent of its database. */
  readonly database_parent: Parent
  /** Whether its database is shown inline in its page. */
  readonly is_inline?: boolean
  /** Whether it is in the trash. */
  readonly in_trash: boolean
  /** The former name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** `null` if it has none. */
  readonly icon: Icon | null
  /** `null` or absent if it has none. */
  readonly cover?: Cover | null
  /** The URL in Notion. */
  readonly url?: string
  /** The public URL; `null` if it is not published. */
  readonly public_url?: string | null
  /** The id of the request, if the data source is the whole response. */
  readonly request_id?: string
}

const Schema: Type<DataSourceSchema> = dict(PropertyConfig)

/** A data source with only its id and schema. */
export const PartialDataSource: Type<PartialDataSource> = struct<PartialDataSource>({
  object: literal('data_source'),
  id: string,
  properties: Schema,
})

/** A data source: a table of a database. */
export const DataSource: Type<DataSource> = struct<DataSource>(
  {
    object: literal('data_source'),
    id: string,
    properties: Schema,
    created_time: string,
    last_edited_time: string,
    title: RichText,
    parent: Parent,
    database_parent: Parent,
    in_trash: boolean,
    icon: nullable(Icon),
  },
  {
    created_by: UserOrPartial,
    last_edited_by: UserOrPartial,
    description: RichText,
    is_inline: boolean,
    archived: boolean,
    cover: nullable(FileObject),
    url: string,
    public_url: nullable(string),
    request_id: string,
  },
)

/**
 * Type guard: whether a data source is complete, not partial. A partial one has `properties` too.
 *
 * @example
 * import { type Context, getDataSource, isFullDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const namesOf = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.map((source) => (isFullDataSource(source) ? Object.keys(source.properties) : [])),
 *   )
 */
export const isFullDataSource = (dataSource: { readonly object: string }): dataSource is DataSource =>
  tryTo(() => dataSource.object === 'data_source' && 'created_time' in dataSource, false)

/** A data source, complete or partial. */
export const DataSourceOrPartial: Type<DataSource | PartialDataSource> = discriminate(
  (value) => 'created_time' in value,
  DataSource,
  PartialDataSource,
)
