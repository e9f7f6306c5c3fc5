/** Adds related pages to a relation. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { type Change, changeRelation } from './changeRelation.js'
import type { ChangeRelationParams, RelationChange, RelationError } from './relationParams.js'

const missing = (current: ReadonlyArray<string>, given: ReadonlyArray<string>): ReadonlyArray<string> =>
  given.filter((id) => !current.includes(id))

const ADD: Change = {
  op: 'addRelations',
  changing: missing,
  next: (current, given) => [...current, ...missing(current, given)],
}

/**
 * Adds related pages to the end of a relation. Pages that it already has are ignored.
 *
 * A write replaces the whole list, so the full list is read first. A list of more than 100 pages cannot be written; with `other_side:
 * true`, the job then adds the page to each new page instead, if the relation is two-way. Two jobs that change the same relation at the
 * same time can undo each other's changes: Notion has no conditional writes.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, the relation, and the pages to add.
 * @returns The relation after the change. Fails with a {@link RelationError}: a `NotionError`, a `RelationRefusedError` if the change would
 * lose related pages, or a `PartialRelationError` if writing the other side stops, with a `resume` for the rest.
 * @see https://developers.notion.com/reference/patch-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { addRelations } from 'notion-fp/completion'
 *
 * const addProject = (ctx: Context, page_id: string, project_id: string) =>
 *   addRelations(ctx, { page_id, property: 'Project', ids: [project_id] })
 */
export const addRelations =
  (ctx: Context, params: ChangeRelationParams): TaskEither<RelationError, RelationChange> =>
  () =>
    changeRelation(ADD, ctx, params)
