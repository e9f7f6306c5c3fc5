import { isTrashed, pagesAmong } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, isObject, type JsonObject } from '../values/json.js'
import { compileFilter } from './filter.js'
import { sortRows } from './sort.js'

/** The rows of a data source that match a checked query, sorted. */
export const runQuery = (
  workspace: Workspace,
  source: DataSourceNode,
  query: JsonObject,
  trashed = false,
): ReadonlyArray<PageNode> => {
  const matches = isObject(query.filter) ? compileFilter(workspace, source, query.filter, workspace.now()) : () => true
  const sourceTrashed = isTrashed(workspace, source)
  const archived = typeof query.is_archived === 'boolean' ? query.is_archived : undefined
  const rows = pagesAmong(workspace, source.rows).filter(
    (row) =>
      row.shared &&
      (sourceTrashed || row.inTrash) === trashed &&
      (archived ?? row.isArchived === true) === (row.isArchived === true) &&
      matches(row),
  )
  // Newest first by default.
  const newest = rows.reverse().sort((left, right) => right.createdTime - left.createdTime)
  const sorts = asArray(query.sorts).map(asObject)
  return sorts.length === 0 ? newest : sortRows(workspace, source, newest, sorts)
}
