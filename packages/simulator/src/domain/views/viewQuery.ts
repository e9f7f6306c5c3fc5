/** Queries of views. The result is stored for 15 minutes, and read in pages by the id of the query. */
import { invalid } from '../errors.js'
import { QUERY_CAP, requestStatus } from '../query/requestStatus.js'
import { runQuery } from '../query/runQuery.js'
import { findDataSource, notFound } from '../state/find.js'
import type { View, ViewQuery } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { makeRoom } from '../values/makeRoom.js'

/** How long the result of a view query can be read, in milliseconds: 15 minutes. */
const LIFETIME = 900_000

/** The number of results that are stored at most. */
const MAX_STORED = 200

/** Runs the query of a view, and stores its result. */
export const createViewQuery = (workspace: Workspace, view: View): ViewQuery => {
  if (view.dataSourceId === undefined) throw invalid('A dashboard cannot be queried; query the views it shows.')
  const source = findDataSource(workspace, view.dataSourceId)
  const found = runQuery(workspace, source, { filter: view.filter, sorts: view.sorts })
  const created: ViewQuery = {
    id: workspace.newId(),
    viewId: view.id,
    expiresAt: workspace.now() + LIFETIME,
    results: found.slice(0, QUERY_CAP).map(({ id }) => id),
    total: found.length,
  }
  makeRoom(workspace.viewQueries, MAX_STORED)
  workspace.viewQueries.set(created.id, created)
  return created
}

/** Finds the stored result of a query of a view. */
export const findViewQuery = (workspace: Workspace, viewId: string, id: string): ViewQuery => {
  const found = workspace.viewQueries.get(id)
  if (found === undefined || found.viewId !== viewId || found.expiresAt <= workspace.now())
    throw notFound(workspace, 'view_query', id)
  return found
}

/** States that the limit of results was reached: on every page, not only on the last. */
export const truncationOf = ({ total }: ViewQuery): JsonObject => requestStatus(null, total)
