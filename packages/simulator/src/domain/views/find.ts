/** Finds and lists views. Widgets of dashboards are views too, but a database is not listed with them. */
import { notFound } from '../state/find.js'
import { isNotShared } from '../state/isNotShared.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'

/** Finds a view. */
export const findView = (workspace: Workspace, id: string): View => {
  const view = workspace.views.get(id)
  const hidden = [view?.dataSourceId, view?.databaseId].some((each) =>
    isNotShared(workspace, workspace.nodes.get(each ?? '')),
  )
  if (view === undefined || hidden) throw notFound(workspace, 'view', id)
  return view
}

/** The views of a database in order, without the widgets of dashboards. */
export const viewsOf = (workspace: Workspace, databaseId: string): ReadonlyArray<View> =>
  [...workspace.views.values()].filter((view) => view.databaseId === databaseId && view.dashboardId === undefined)

/** The views of a database or a data source, or of both. */
export const listViews = (
  workspace: Workspace,
  databaseId: string | undefined,
  dataSourceId: string | undefined,
): ReadonlyArray<View> => {
  const all = databaseId === undefined ? [...workspace.views.values()] : viewsOf(workspace, databaseId)
  return all.filter((view) => (dataSourceId ?? view.dataSourceId) === view.dataSourceId)
}
