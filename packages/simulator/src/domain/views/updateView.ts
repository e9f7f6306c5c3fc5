import { invalid } from '../errors.js'
import { findDataSource } from '../state/find.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { isObject, type JsonObject } from '../values/json.js'
import { viewsOf } from './find.js'
import { assertFitsSchema, mergedQuickFilters, storedConfiguration } from './settings.js'
import { removeWidget } from './widgets.js'

/** Updates a view by a checked request. */
export const updateView = (workspace: Workspace, view: View, request: JsonObject): void => {
  const source = view.dataSourceId === undefined ? undefined : findDataSource(workspace, view.dataSourceId)
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
  if (view.dashboardId === undefined && viewsOf(workspace, view.databaseId).length === 1)
    throw invalid('Cannot delete the last view of a database.')
  const dashboard = workspace.views.get(view.dashboardId ?? '')
  if (dashboard !== undefined) removeWidget(dashboard, view.id)
  // Views that only a dashboard contains are deleted with it.
  const shown = view.rows.flatMap((row) => row.widgets.map(({ viewId }) => viewId))
  for (const id of [view.id, ...shown]) workspace.views.delete(id)
}
