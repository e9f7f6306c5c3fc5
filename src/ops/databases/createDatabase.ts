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

/** What {@link createDatabase} takes. Notion ignores properties anywhere but in `initial_data_source`. */
export interface CreateDatabaseParams {
  /** The page that it goes into, or the top of the workspace. */
  readonly parent: DatabaseParentRequest
  /** Its name, at most 100 runs. Default none. */
  readonly title?: ReadonlyArray<RichTextRequest> | undefined
  /** What stands below its name, at most 100 runs. Default nothing. */
  readonly description?: ReadonlyArray<RichTextRequest> | undefined
  /** Whether it shows within the page, not as a page of its own. Default `false`. */
  readonly is_inline?: boolean | undefined
  /** The data source that comes with it. Default one with a title property alone. */
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
    kind: 'once',
    ...call,
    decode: decodeWith(DatabaseOrPartial),
    writes: () => [...databaseParentTags(given.parent), ...relationTags(given.initial_data_source?.properties)],
  }
}

/**
 * Creates a database with one data source and one table view. Its id alone is given where the connection may not read.
 *
 * Rich text has at most 100 elements of at most 2000 characters. Fails with `InvalidInputError` for a malformed id or a
 * limit exceeded, with `ValidationError` for a schema that Notion refuses, and with what every call can fail with. It
 * is never sent twice: a failure whose `outcome` is `committed` has the id of the new database in `committedId`.
 *
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
