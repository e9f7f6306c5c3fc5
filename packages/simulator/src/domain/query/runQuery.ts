/** Queries of the rows of a data source. Unless they are sorted, the newest come first. */
import { isTrashed, pagesAmong } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, isObject, type JsonObject } from '../values/json.js'
import { compileFilter } from './filter.js'
import { sortRows } from './sort.js'

/** Which rows of a data source a checked query lists, regardless of its filter. */
export const listedRows = (
  workspace: Workspace,
  source: DataSourceNode,
  query: JsonObject,
  trashed: boolean,
): ((row: PageNode) => boolean) => {
  const sourceTrashed = isTrashed(workspace, source)
  const archived = typeof query.is_archived === 'boolean' ? query.is_archived : undefined
  return (row) =>
    row.shared &&
    (sourceTrashed || row.inTrash) === trashed &&
    (archived ?? row.isArchived === true) === (row.isArchived === true)
}

/** The rows of a data source that match a checked query, sorted. */
export const runQuery = (
  workspace: Workspace,
  source: DataSourceNode,
  query: JsonObject,
  trashed = false,
): ReadonlyArray<PageNode> => {
  const matches = isObject(query.filter) ? compileFilter(workspace, source, query.filter, workspace.now()) : () => true
  const isListed = listedRows(workspace, source, query, trashed)
  const rows = pagesAmong(workspace, source.rows).filter((row) => isListed(row) && matches(row))
  // Newest first by default.
  const newest = rows.reverse().sort((left, right) => right.createdTime - left.createdTime)
  const sorts = asArray(query.sorts).map(asObject)
  return sorts.length === 0 ? newest : sortRows(workspace, source, newest, sorts)
}
