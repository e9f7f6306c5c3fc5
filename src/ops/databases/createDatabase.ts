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
  once,
  optional,
  record,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { SchemaRequest } from '../../props/schemaRequest.js'
import { relationTags } from '../shared/relationTags.js'
import { type Database, DatabaseOrPartial, type PartialDatabase } from './database.js'
import type { DatabaseParentRequest } from './databaseParentRequest.js'
import { databaseParentTags } from './databaseParentTags.js'

/** Parameters of {@link createDatabase}. Notion ignores properties anywhere but in `initial_data_source`. */
export interface CreateDatabaseParams {
  /** The parent page, or the top level of the workspace. */
  readonly parent: DatabaseParentRequest
  /** The title, at most 100 rich text objects. Default none. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** The description, at most 100 rich text objects. Default none. */
  readonly description?: ReadonlyArray<RichTextRequest> | undefined
  /** Whether it is shown inline in its page. Default `false`. */
  readonly is_inline?: boolean | undefined
  /** The first data source. Default one with only a title property. */
  readonly initial_data_source?: { readonly properties?: SchemaRequest | undefined } | undefined
  /** Default none. */
  readonly icon?: IconRequest | null | undefined
  /** Default none. */
  readonly cover?: CoverRequest | null | undefined
}

/** The request that {@link createDatabase} sends. */
export const createDatabaseRequest = (params: CreateDatabaseParams): NotionRequest<Database | PartialDatabase> => {
  const { call, given } = bodyCall(
    'POST',
    'databases',
    params,
    { parent: record, initial_data_source: optional(record) },
    contentRule(),
  )
  return {
    op: 'createDatabase',
    ...once,
    ...call,
    decode: decodeWith(DatabaseOrPartial),
    writes: () => [...databaseParentTags(given.parent), ...relationTags(given.initial_data_source?.properties)],
  }
}

/**
 * Creates a database with one data source and one table view.
 *
 * Not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The parent, and the database to create.
 * @returns The new database; only its id if the connection can write but not read. Fails with a {@link NotionError}, in
 * particular with `ValidationError` if Notion rejects the schema; an error whose `outcome` is `committed` has the id of
 * the new database in `committedId`.
 * @see https://developers.notion.com/reference/create-a-database
 * @example
 * import { type Context, createDatabase } from 'notion-fp'
 *
 * const createTasks = (ctx: Context, page_id: string) =>
 *   createDatabase(ctx, {
 *     parent: { type: 'page_id', page_id },
 *     title: [{ text: { content: 'Tasks' } }],
 *     initial_data_source: { properties: { Name: { title: {} }, Done: { checkbox: {} } } },
 *   })
 */
export const createDatabase = (
  ctx: Context,
  params: CreateDatabaseParams,
): TaskEither<NotionError, Database | PartialDatabase> => send(ctx, createDatabaseRequest(params))
