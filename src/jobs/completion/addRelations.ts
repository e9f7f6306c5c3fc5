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
 * Adds related pages to a relation, behind those that it has. Pages that are there already are no change.
 *
 * A write replaces the whole list, so the list is read in full before. A list that would have more than 100 pages cannot be written; with
 * `other_side: true`, the job adds the page to each new page instead, if the relation is two-way. Two jobs that change one relation at
 * the same time can undo each other's change: Notion has no conditional write.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, the relation, and the pages to add.
 * @returns The relation after the change. Fails with a {@link RelationError}: a `NotionError`, a `RelationRefusedError` if the change
 * would lose something, or a `PartialRelationError`, whose `resume` does the rest, if writing the other side stops.
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
