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
  rowsTag,
  send,
  type Tag,
  type TaskEither,
} from '../../core/operation.js'
import { treeTags } from '../shared/globalTags.js'
import { type Database, DatabaseOrPartial, isFullDatabase, type PartialDatabase } from './database.js'
import type { DatabaseParentRequest } from './databaseParentRequest.js'
import { databaseParentTags } from './databaseParentTags.js'

/** What {@link updateDatabase} takes; what is left out stays as it is. */
export interface UpdateDatabaseParams {
  /** The id of the database, with dashes or without, or its address. */
  readonly database_id: string
  /** Where it moves to. */
  readonly parent?: DatabaseParentRequest | undefined
  /** Its new name, at most 100 runs. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** What stands below its name, at most 100 runs; an empty list takes it away. */
  readonly description?: ReadonlyArray<RichTextRequest> | undefined
  /** Whether it shows within the page, not as a page of its own. */
  readonly is_inline?: boolean | undefined
  /** `null` takes it away. */
  readonly icon?: IconRequest | null | undefined
  /** `null` takes it away. */
  readonly cover?: CoverRequest | null | undefined
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** Whether it is locked against edits in Notion's own app. */
  readonly is_locked?: boolean | undefined
}

/** The database itself, where it was put, and its data sources, whose rows go to the trash with it. */
const staleAfter = (database: Database | PartialDatabase | undefined): ReadonlyArray<Tag> =>
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
    kind: 'repeatable',
    ...call,
    decode: decodeWith(DatabaseOrPartial),
    writes: (database) => [
      objectTag(given.database_id),
      ...databaseParentTags(given.parent ?? {}),
      ...staleAfter(database),
      // Where nobody knows where it is, nor what its data sources are: they may be called as it is.
      ...treeTags(given.in_trash, given.parent, database && isFullDatabase(database) ? undefined : (database ?? null)),
    ],
  }
}

/**
 * Changes a database, not its schema, which is its data sources' own: see `updateDataSource`. Its id alone is given
 * where the connection may not read.
 *
 * Rich text has at most 100 elements of at most 2000 characters. Fails with `InvalidInputError` for a malformed id or a
 * limit exceeded, and with what every call can fail with.
 *
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
