import type { CoverRequest } from '../../core/objects/file.js'
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
  optional,
  record,
  repeatable,
  rowsTag,
  send,
  type Tag,
  type TaskEither,
} from '../../core/operation.js'
import { treeTags } from '../shared/globalTags.js'
import { type Database, DatabaseOrPartial, isFullDatabase, type PartialDatabase } from './database.js'
import type { DatabaseParentRequest } from './databaseParentRequest.js'
import { databaseParentTags } from './databaseParentTags.js'

/** Parameters of {@link updateDatabase}; omitted fields are left unchanged. */
export interface UpdateDatabaseParams {
  /** The id of the database, with or without dashes, or its URL. */
  readonly database_id: string
  /** The new parent. */
  readonly parent?: DatabaseParentRequest | undefined
  /** The new title, at most 100 rich text objects. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** The description, at most 100 rich text objects; an empty array removes it. */
  readonly description?: ReadonlyArray<RichTextRequest> | undefined
  /** Whether it is shown inline in its page. */
  readonly is_inline?: boolean | undefined
  /** `null` removes it. */
  readonly icon?: IconRequest | null | undefined
  /** `null` removes it. */
  readonly cover?: CoverRequest | null | undefined
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** Whether it is locked for editing in the Notion app. */
  readonly is_locked?: boolean | undefined
}

/** The parent and the data sources of the database: their rows are trashed with it. */
const contentTags = (database: Database | PartialDatabase | undefined): ReadonlyArray<Tag> =>
  database && isFullDatabase(database)
    ? [
        ...databaseParentTags(database.parent),
        ...database.data_sources.flatMap(({ id }) => [objectTag(id), rowsTag(id)]),
      ]
    : []

/** The request that {@link updateDatabase} sends. */
export const updateDatabaseRequest = (params: UpdateDatabaseParams): NotionRequest<Database | PartialDatabase> => {
  const { call, given } = bodyCall(
    'PATCH',
    'databases/{database_id}',
    params,
    { parent: optional(record) },
    contentRule(),
  )
  return {
    op: 'updateDatabase',
    ...repeatable,
    ...call,
    decode: decodeWith(DatabaseOrPartial),
    writes: (database) => [
      objectTag(given.database_id),
      ...databaseParentTags(given.parent ?? {}),
      ...contentTags(database),
      // Without a complete response its parent and data sources are unknown.
      ...treeTags(given.in_trash, given.parent, database && isFullDatabase(database) ? undefined : (database ?? null)),
    ],
  }
}

/**
 * Updates the title, description, icon, cover or lock of a database, moves it, or moves it to the trash or restores it.
 *
 * The schema belongs to the data sources: see `updateDataSource`.
 *
 * @param ctx The context to send the request with.
 * @param params The database and the changes.
 * @returns The updated database; only its id if the connection can write but not read. Fails with a
 * {@link NotionError}.
 * @see https://developers.notion.com/reference/update-a-database
 * @example
 * import { type Context, updateDatabase } from 'notion-fp'
 *
 * const trashDatabase = (ctx: Context, database_id: string) => updateDatabase(ctx, { database_id, in_trash: true })
 */
export const updateDatabase = (
  ctx: Context,
  params: UpdateDatabaseParams,
): TaskEither<NotionError, Database | PartialDatabase> => send(ctx, updateDatabaseRequest(params))
