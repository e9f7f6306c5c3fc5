/** Data sources, whole or in part. */

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

/** The configurations of the properties of a data source, by their names. */
export interface DataSourceSchema {
  readonly [name: string]: PropertyConfig
}

/** A data source of which only the schema is told. */
export interface PartialDataSource {
  readonly object: 'data_source'
  /** A UUID with dashes; not the id of its database. */
  readonly id: string
  /** The schema, by the names of the properties. */
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
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly created_by?: User | PartialUser
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly last_edited_by?: User | PartialUser
  /** Empty where it has no title; its database has one of its own. */
  readonly title: RichText
  /** Empty or absent where nobody wrote any. */
  readonly description?: RichText
  /** Its database or, where it is synced from elsewhere, the data source that it is synced from. */
  readonly parent: Parent
  /** What its database belongs to. */
  readonly database_parent: Parent
  /** Whether its database shows within the page, not as a page of its own. */
  readonly is_inline?: boolean
  /** Whether it is in the trash. */
  readonly in_trash: boolean
  /** The older name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** `null` where it has none. */
  readonly icon: Icon | null
  /** `null` or absent where it has none. */
  readonly cover?: Cover | null
  /** Where it is in Notion. */
  readonly url?: string
  /** Where everybody can read it; `null` where it is not published. */
  readonly public_url?: string | null
  /** Notion's id of the request, where the data source is the whole answer. */
  readonly request_id?: string
}

const Schema: Type<DataSourceSchema> = dict(PropertyConfig)

/** A data source of which only the schema is told. */
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

/** Whether everything about a data source is there. A partial one has its properties too, so they tell nothing. */
export const isFullDataSource = (dataSource: { readonly object: string }): dataSource is DataSource =>
  tryTo(() => dataSource.object === 'data_source' && 'created_time' in dataSource, false)

/** A data source, whole or in part. */
export const DataSourceOrPartial: Type<DataSource | PartialDataSource> = discriminate(
  (value) => 'created_time' in value,
  DataSource,
  PartialDataSource,
)
