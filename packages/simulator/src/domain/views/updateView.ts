/** Updates and deletes views. The last view of a database cannot be deleted. */
import { invalid } from '../errors.js'
import { findDataSource } from '../state/find.js'
import type { DataSourceNode } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { isObject, type JsonObject } from '../values/json.js'
import { viewsOf } from './find.js'
import { assertFitsSchema } from './settings.js'
import { mergedQuickFilters, storedConfiguration } from './storedSettings.js'
import { removeWidget } from './widgets.js'

/** The data source of a view; undefined for a dashboard, and for a view that was loaded without it. */
const sourceOf = (workspace: Workspace, { dataSourceId: id }: View): DataSourceNode | undefined =>
  id === undefined || !workspace.nodes.has(id) ? undefined : findDataSource(workspace, id)

/** Whether a view is the last of its database. A database that was loaded, or is unknown, may have further views. */
const isLastView = (workspace: Workspace, { databaseId }: View): boolean => {
  const database = workspace.nodes.get(databaseId)
  const loaded = database?.kind !== 'database' || database.url !== undefined
  return !loaded && viewsOf(workspace, databaseId).length === 1
}

/** Updates a view by a checked request. */
export const updateView = (workspace: Workspace, view: View, request: JsonObject): void => {
  const source = sourceOf(workspace, view)
  if (source !== undefined) assertFitsSchema(workspace, source, request)
  if (typeof request.name === 'string') view.name = request.name
  if (request.filter !== undefined) view.filter = request.filter
  if (request.sorts !== undefined) view.sorts = request.sorts
  if (request.quick_filters !== undefined)
    view.quickFilters = mergedQuickFilters(view.quickFilters, request.quick_filters)
  if (isObject(request.configuration))
    view.configuration = storedConfiguration(workspace, view.type, request.configuration, source, view.configuration)
  view.lastEditedTime = workspace.now()
  view.lastEditedBy = workspace.botId
}

/** Deletes a view, and the views that only it shows as a dashboard. */
export const deleteView = (workspace: Workspace, view: View): void => {
  if (view.dashboardId === undefined && isLastView(workspace, view))
    throw invalid('Cannot delete the last view of a database.')
  const dashboard = workspace.views.get(view.dashboardId ?? '')
  if (dashboard !== undefined) removeWidget(dashboard, view.id)
  // Views that only a dashboard contains are deleted with it.
  const shown = view.rows.flatMap((row) => row.widgets.map(({ viewId }) => viewId))
  for (const id of [view.id, ...shown]) workspace.views.delete(id)
}
