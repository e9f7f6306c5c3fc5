/** Databases, complete or partial. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type Cover, FileObject } from '../../core/objects/file.js'
import { Icon } from '../../core/objects/icon.js'
import { Parent } from '../../core/objects/parent.js'
import { RichText } from '../../core/objects/richText.js'
import { boolean, list, literal, nullable, string, struct } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** A database with only its id, for connections that can write but not read. */
export interface PartialDatabase {
  readonly object: 'database'
  /** A UUID with dashes; differs from the id of its data source. */
  readonly id: string
}

/** A reference from a database to its data source. */
export interface DataSourceReference {
  /** The id for `getDataSource` and `queryDataSource`. */
  readonly id: string
  /** The title of the data source as plain text. */
  readonly name: string
}

/**
 * A database: a container of data sources, which have the schemas and the rows.
 *
 * @see https://developers.notion.com/reference/database
 */
export interface Database extends PartialDatabase {
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Empty if it has no title. */
  readonly title: RichText
  /** Empty or absent if there is none. */
  readonly description?: RichText
  /** The page, block, database or workspace that contains it. */
  readonly parent: Parent
  /** The data sources that the connection can see. */
  readonly data_sources: ReadonlyArray<DataSourceReference>
  /** Whether it is shown inline in its page. */
  readonly is_inline?: boolean
  /** Whether it is in the trash; if absent, see `archived`. */
  readonly in_trash?: boolean
  /** The former name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** Whether it is locked for editing in the Notion app. */
  readonly is_locked?: boolean
  /** `null` or absent if it has none. */
  readonly icon?: Icon | null
  /** `null` or absent if it has none. */
  readonly cover?: Cover | null
  /** The URL in Notion. */
  readonly url?: string
  /** The public URL; `null` if it is not published. */
  readonly public_url?: string | null
  /** The id of the request, if the database is the whole response. */
  readonly request_id?: string
}

/** A database with only its id. */
export const PartialDatabase: Type<PartialDatabase> = struct<PartialDatabase>({
  object: literal('database'),
  id: string,
})

/** A reference from a database to its data source. */
export const DataSourceReference: Type<DataSourceReference> = struct<DataSourceReference>({ id: string, name: string })

/** A database: a container of data sources. */
export const Database: Type<Database> = struct<Database>(
  {
    object: literal('database'),
    id: string,
    created_time: string,
    last_edited_time: string,
    title: RichText,
    parent: Parent,
    data_sources: list(DataSourceReference),
  },
  {
    description: RichText,
    is_inline: boolean,
    in_trash: boolean,
    archived: boolean,
    is_locked: boolean,
    icon: nullable(Icon),
    cover: nullable(FileObject),
    url: string,
    public_url: nullable(string),
    request_id: string,
  },
)

/**
 * Type guard: whether a database is complete, not partial.
 *
 * @example
 * import { type Context, getDatabase, isFullDatabase } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const sourcesOf = (ctx: Context, database_id: string) =>
 *   pipe(
 *     getDatabase(ctx, { database_id }),
 *     TE.map((database) => (isFullDatabase(database) ? database.data_sources : [])),
 *   )
 */
export const isFullDatabase = (database: { readonly object: string }): database is Database =>
  tryTo(() => database.object === 'database' && 'data_sources' in database, false)

/** A database, complete or partial. */
export const DatabaseOrPartial: Type<Database | PartialDatabase> = discriminate(
  (value) => 'created_time' in value,
  Database,
  PartialDatabase,
)
