/** Removes related pages from a relation. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { type Change, changeRelation } from './changeRelation.js'
import type { ChangeRelationParams, RelationChange, RelationError } from './relationParams.js'

const REMOVE: Change = {
  op: 'removeRelations',
  changing: (current, given) => given.filter((id) => current.includes(id)),
  next: (current, given) => current.filter((id) => !given.includes(id)),
}

/**
 * Removes related pages from a relation. Pages that it does not have are ignored. The pages themselves are not deleted.
 *
 * A write replaces the whole list, so the full list is read first. If more than 100 pages remain, they cannot be written; with `other_side:
 * true`, the job then removes the page from each of the given pages instead, if the relation is two-way.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, the relation, and the pages to remove.
 * @returns The relation after the change. Fails with a {@link RelationError}: a `NotionError`, a `RelationRefusedError` if the change would
 * lose related pages, or a `PartialRelationError` if writing the other side stops, with a `resume` for the rest.
 * @see https://developers.notion.com/reference/patch-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { removeRelations } from 'notion-fp/completion'
 *
 * const removeProject = (ctx: Context, page_id: string, project_id: string) =>
 *   removeRelations(ctx, { page_id, property: 'Project', ids: [project_id], other_side: true })
 */
export const removeRelations =
  (ctx: Context, params: ChangeRelationParams): TaskEither<RelationError, RelationChange> =>
  () =>
    changeRelation(REMOVE, ctx, params)
