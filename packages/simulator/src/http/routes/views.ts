import { failedValidation, invalid } from '../../domain/errors.js'
import { listOf } from '../../domain/serialize/common.js'
import { findDatabase, findDataSource } from '../../domain/state/find.js'
import type { DataSourceNode, View } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import {
  assertValid,
  fields,
  missing,
  nullable,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { bodyId } from '../../domain/values/id.js'
import { asObject, asString, isObject, type JsonObject } from '../../domain/values/json.js'
import { configurationCheck } from '../../domain/views/configuration.js'
import { newView, type ViewKind } from '../../domain/views/newView.js'
import {
  addWidget,
  assertPosition,
  assertWidgetFits,
  databaseCheck,
  findTargetDatabase,
  findView,
  placementCheck,
  placeView,
  planDatabase,
  positionCheck,
  removeWidget,
  viewsOf,
} from '../../domain/views/placement.js'
import { serializeDeletedView, serializeView } from '../../domain/views/serialize.js'
import {
  assertFitsSchema,
  changedSettings,
  mergedQuickFilters,
  newSettings,
  storedConfiguration,
  typeOf,
  VIEW_TYPES,
} from '../../domain/views/settings.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const TARGETS = ['database_id', 'view_id', 'create_database']

const assertOneTarget = (body: JsonObject): void => {
  const [first, second] = TARGETS.filter((key) => body[key] !== undefined)
  if (first === undefined)
    throw failedValidation(
      'body',
      TARGETS.flatMap((key) => missing(`body.${key}`)),
    )
  if (second !== undefined) throw failedValidation('body', problem(`body.${second}`, 'not present', body[second]))
  for (const [key, target] of [
    ['position', 'database_id'],
    ['placement', 'view_id'],
  ] as const)
    if (body[key] !== undefined && first !== target)
      throw failedValidation('body', problem(`body.${key}`, 'not present', body[key]))
}

const createCheck = (body: JsonObject) =>
  fields(
    {
      ...newSettings,
      data_source_id: uuid,
      name: string(),
      type: oneOf(...VIEW_TYPES),
      configuration: optional(nullable(configurationCheck(typeOf(body)))),
      database_id: optional(uuid),
      view_id: optional(uuid),
      create_database: optional(databaseCheck),
      position: optional(positionCheck),
      placement: optional(placementCheck),
    },
    true,
  )

interface ViewTarget {
  readonly databaseId: string
  readonly dashboardId: string | undefined
  /** Adds a view. */
  readonly place: (view: View) => void
}

const targetOf = (workspace: Workspace, body: JsonObject, source: DataSourceNode): ViewTarget => {
  if (body.view_id !== undefined) {
    const dashboard = findView(workspace, bodyId(body.view_id))
    assertWidgetFits(dashboard, body.placement)
    if (body.type === 'dashboard') throw invalid('A dashboard cannot be a widget of a dashboard.')
    const place = (view: View): void => {
      workspace.views.set(view.id, view)
      addWidget(workspace, dashboard, view, body.placement)
    }
    return { databaseId: dashboard.databaseId, dashboardId: dashboard.id, place }
  }
  if (body.create_database !== undefined) {
    const planned = planDatabase(workspace, asObject(body.create_database), source.title)
    const place = (view: View): void => {
      planned.place()
      workspace.views.set(view.id, view)
    }
    return { databaseId: planned.database.id, dashboardId: undefined, place }
  }
  const database = findTargetDatabase(workspace, body.database_id)
  assertPosition(workspace, database, body.position)
  return {
    databaseId: database.id,
    dashboardId: undefined,
    place: (view) => placeView(workspace, view, body.position),
  }
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(createCheck(body), body, 'body')
  assertOneTarget(body)
  const source = findDataSource(workspace, bodyId(body.data_source_id))
  assertFitsSchema(workspace, source, body)
  const target = targetOf(workspace, body, source)
  const kind: ViewKind = { name: asString(body.name), type: typeOf(body), dashboardId: target.dashboardId }
  const view: View = {
    ...newView(workspace, target.databaseId, source, kind),
    filter: body.filter ?? null,
    sorts: body.sorts ?? null,
    quickFilters: body.quick_filters ?? null,
    configuration: storedConfiguration(workspace, kind.type, body.configuration, source),
  }
  target.place(view)
  return serializeView(workspace, view)
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace, query } = request
  const paging = queryPaging(request)
  const database = query.get('database_id')
  const source = query.get('data_source_id')
  if (database === null && source === null)
    throw failedValidation('query', [...missing('query.database_id'), ...missing('query.data_source_id')])
  assertValid(optional(uuid), database ?? undefined, 'query', 'query.database_id')
  assertValid(optional(uuid), source ?? undefined, 'query', 'query.data_source_id')
  const databaseId = database === null ? undefined : findDatabase(workspace, database).id
  const sourceId = source === null ? undefined : findDataSource(workspace, source).id
  const all = databaseId === undefined ? [...workspace.views.values()] : viewsOf(workspace, databaseId)
  const views = all.filter((view) => (sourceId ?? view.dataSourceId) === view.dataSourceId)
  const part = paginate(views, paging, (view) => view.id)
  return listOf(
    'view',
    part.items.map(({ id }) => ({ object: 'view', id })),
    part.next,
  )
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeView(request.workspace, findView(request.workspace, pathId(request, 'view_id')))

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const view = findView(workspace, pathId(request, 'view_id'))
  const configuration = optional(nullable(configurationCheck(view.type)))
  assertValid(fields({ ...changedSettings, configuration, name: optional(string()) }, true), body, 'body')
  const source = view.dataSourceId === undefined ? undefined : findDataSource(workspace, view.dataSourceId)
  if (source !== undefined) assertFitsSchema(workspace, source, body)
  if (typeof body.name === 'string') view.name = body.name
  if (body.filter !== undefined) view.filter = body.filter
  if (body.sorts !== undefined) view.sorts = body.sorts
  if (body.quick_filters !== undefined) view.quickFilters = mergedQuickFilters(view.quickFilters, body.quick_filters)
  if (isObject(body.configuration))
    view.configuration = storedConfiguration(workspace, view.type, body.configuration, source, view.configuration)
  view.lastEditedTime = workspace.now()
  view.lastEditedBy = workspace.botId
  return serializeView(workspace, view)
}

const remove = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const view = findView(workspace, pathId(request, 'view_id'))
  if (view.dashboardId === undefined && viewsOf(workspace, view.databaseId).length === 1)
    throw invalid('Cannot delete the last view of a database.')
  const dashboard = workspace.views.get(view.dashboardId ?? '')
  if (dashboard !== undefined) removeWidget(dashboard, view.id)
  // Views that only a dashboard contains are deleted with it.
  const shown = view.rows.flatMap((row) => row.widgets.map(({ viewId }) => viewId))
  for (const id of [view.id, ...shown]) workspace.views.delete(id)
  return serializeDeletedView(view)
}

/** `/v1/views` */
export const viewRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/views', handler: create },
  { method: 'GET', path: '/v1/views', handler: list },
  { method: 'GET', path: '/v1/views/:view_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/views/:view_id', handler: update },
  { method: 'DELETE', path: '/v1/views/:view_id', handler: remove },
]
