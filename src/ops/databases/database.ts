/** Databases, whole or by their id alone. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type Cover, FileObject } from '../../core/objects/file.js'
import { Icon } from '../../core/objects/icon.js'
import { Parent } from '../../core/objects/parent.js'
import { RichText } from '../../core/objects/richText.js'
import { boolean, list, literal, nullable, string, struct } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** A database of which only the id is told, where the connection may write but not read. */
export interface PartialDatabase {
  readonly object: 'database'
  /** A UUID with dashes; not the id of its data source. */
  readonly id: string
}

/** A data source as its database names it. */
export interface DataSourceReference {
  /** What `getDataSource` and `queryDataSource` take. */
  readonly id: string
  /** The title of the data source as plain text. */
  readonly name: string
}

/**
 * A database: it holds data sources, and these hold the schemas and the rows.
 *
 * @see https://developers.notion.com/reference/database
 */
export interface Database extends PartialDatabase {
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Empty where it has no title. */
  readonly title: RichText
  /** Empty or absent where nobody wrote any. */
  readonly description?: RichText
  /** The page, block, database or workspace that it is in. */
  readonly parent: Parent
  /** The data sources in it that the connection may see. */
  readonly data_sources: ReadonlyArray<DataSourceReference>
  /** Whether it shows within the page, not as a page of its own. */
  readonly is_inline?: boolean
  /** Whether it is in the trash; where it is absent, `archived` tells. */
  readonly in_trash?: boolean
  /** The older name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** Whether it is locked against edits in Notion's own app. */
  readonly is_locked?: boolean
  /** `null` or absent where it has none. */
  readonly icon?: Icon | null
  /** `null` or absent where it has none. */
  readonly cover?: Cover | null
  /** Where it is in Notion. */
  readonly url?: string
  /** Where everybody can read it; `null` where it is not published. */
  readonly public_url?: string | null
  /** Notion's id of the request, where the database is the whole answer. */
  readonly request_id?: string
}

/** A database of which only the id is told. */
export const PartialDatabase: Type<PartialDatabase> = struct<PartialDatabase>({
  object: literal('database'),
  id: string,
})

/** A data source as its database names it. */
export const DataSourceReference: Type<DataSourceReference> = struct<DataSourceReference>({ id: string, name: string })

/** A database: it holds data sources. */
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

/** Whether everything about a database is there. */
export const isFullDatabase = (database: { readonly object: string }): database is Database =>
  tryTo(() => database.object === 'database' && 'data_sources' in database, false)

/** A database, whole or by its id alone. */
export const DatabaseOrPartial: Type<Database | PartialDatabase> = discriminate(
  (value) => 'created_time' in value,
  Database,
  PartialDatabase,
)
