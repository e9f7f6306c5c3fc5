/** New views with default settings. Every new database and data source gets one. */
import { stampNow } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'

/** The name, type and dashboard of a new view. */
export type ViewKind = Pick<View, 'name' | 'type' | 'dashboardId'>

/** A view with default settings. */
export const newView = (workspace: Workspace, databaseId: string, source: DataSourceNode, kind: ViewKind): View => ({
  id: workspace.newId(),
  ...stampNow(workspace),
  databaseId,
  dataSourceId: kind.type === 'dashboard' ? undefined : source.id,
  ...kind,
  url: undefined,
  rows: [],
  filter: null,
  sorts: null,
  quickFilters: null,
  configuration: { type: kind.type },
})

/** Adds the view that a new database has. */
export const addDefaultView = (workspace: Workspace, database: DatabaseNode, source: DataSourceNode): void => {
  const kind: ViewKind = { name: 'Default view', type: 'table', dashboardId: undefined }
  const view = newView(workspace, database.id, source, kind)
  workspace.views.set(view.id, view)
}
