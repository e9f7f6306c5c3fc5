/** Creates views: in a database, as a widget of a dashboard, or in a new database that shows rows of another one. */
import { invalid } from '../errors.js'
import { findDataSource } from '../state/find.js'
import type { DataSourceNode } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import { findView } from './find.js'
import { newView, type ViewKind } from './newView.js'
import { assertPosition, placeView } from './placement.js'
import { assertFitsSchema, typeOf } from './settings.js'
import { storedConfiguration } from './storedSettings.js'
import { findTargetDatabase, planDatabase } from './viewDatabase.js'
import { addWidget, assertWidgetFits } from './widgets.js'

/** Where a new view goes. */
interface ViewTarget {
  readonly databaseId: string
  readonly dashboardId: string | undefined
  /** Adds a view. */
  readonly place: (view: View) => void
}

const targetOf = (workspace: Workspace, request: JsonObject, source: DataSourceNode): ViewTarget => {
  if (request.view_id !== undefined) {
    const dashboard = findView(workspace, bodyId(request.view_id))
    assertWidgetFits(dashboard, request.placement)
    if (request.type === 'dashboard') throw invalid('A dashboard cannot be a widget of a dashboard.')
    const place = (view: View): void => {
      workspace.views.set(view.id, view)
      addWidget(workspace, dashboard, view, request.placement)
    }
    return { databaseId: dashboard.databaseId, dashboardId: dashboard.id, place }
  }
  if (request.create_database !== undefined) {
    const planned = planDatabase(workspace, asObject(request.create_database), source.title)
    const place = (view: View): void => {
      planned.place()
      workspace.views.set(view.id, view)
    }
    return { databaseId: planned.database.id, dashboardId: undefined, place }
  }
  const database = findTargetDatabase(workspace, request.database_id)
  assertPosition(workspace, database, request.position)
  return {
    databaseId: database.id,
    dashboardId: undefined,
    place: (view) => placeView(workspace, view, request.position),
  }
}

/** Creates a view from a checked request: in a database, on a dashboard, or in a new database. */
export const createView = (workspace: Workspace, request: JsonObject): View => {
  const source = findDataSource(workspace, bodyId(request.data_source_id))
  assertFitsSchema(workspace, source, request)
  const target = targetOf(workspace, request, source)
  const kind: ViewKind = { name: asString(request.name), type: typeOf(request), dashboardId: target.dashboardId }
  const view: View = {
    ...newView(workspace, target.databaseId, source, kind),
    filter: request.filter ?? null,
    sorts: request.sorts ?? null,
    quickFilters: request.quick_filters ?? null,
    configuration: storedConfiguration(workspace, kind.type, request.configuration, source),
  }
  target.place(view)
  return view
}
