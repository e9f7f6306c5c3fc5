import { asObject, asString, isObject, type Json, type JsonObject } from '../json.js'
import { listOf } from '../present/common.js'
import { presentView } from '../present/others.js'
import { compileFilter, filterCheck } from '../query/filter.js'
import { runQuery } from '../query/run.js'
import { sortRows, sortsCheck } from '../query/sort.js'
import { failedValidation, invalid } from '../server/errors.js'
import { bodyPaging, cut, pagingChecks, queryPaging } from '../server/paging.js'
import { type ApiRequest, bodyId, pathId, type Route } from '../server/route.js'
import { findDatabase, findDataSource, notFound } from '../state/find.js'
import { stampNow } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode, View, ViewQuery } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { toMillisecond } from '../time.js'
import {
  anything,
  type Check,
  demand,
  fields,
  missing,
  nullable,
  object,
  oneOf,
  optional,
  string,
  uuid,
} from '../validate/check.js'

const TYPES = ['table', 'board', 'list', 'calendar', 'timeline', 'gallery', 'form', 'chart', 'map', 'dashboard']

const settings: Readonly<Record<string, Check>> = {
  filter: optional(nullable(filterCheck())),
  sorts: optional(nullable(sortsCheck)),
  quick_filters: optional(nullable(object)),
  configuration: optional(nullable(object)),
}

const newView = (
  workspace: Workspace,
  database: DatabaseNode,
  source: DataSourceNode,
  name: string,
  type: string,
): View => ({
  id: workspace.newId(),
  ...stampNow(workspace),
  databaseId: database.id,
  dataSourceId: source.id,
  type,
  name,
  filter: null,
  sorts: null,
  quickFilters: null,
  configuration: { type },
})

/** The view that a new database comes with. */
export const addDefaultView = (workspace: Workspace, database: DatabaseNode, source: DataSourceNode): void => {
  const view = newView(workspace, database, source, 'Default view', 'table')
  workspace.views.set(view.id, view)
}

const demandFit = (workspace: Workspace, source: DataSourceNode, body: JsonObject): void => {
  if (isObject(body.filter)) compileFilter(workspace, source, body.filter, workspace.now())
  const sorts = Array.isArray(body.sorts) ? body.sorts.map(asObject) : []
  sortRows(workspace, source, [], sorts)
}

const configured = (type: string, wanted: Json | undefined): Json => (isObject(wanted) ? { ...wanted, type } : { type })

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const checks = {
    ...settings,
    data_source_id: uuid,
    name: string(),
    type: oneOf(...TYPES),
    database_id: optional(uuid),
    position: optional(anything),
  }
  demand(fields(checks, true), body, 'body')
  if (body.database_id === undefined) throw failedValidation('body', missing('body.database_id'))
  const database = findDatabase(workspace, bodyId(body.database_id))
  const source = findDataSource(workspace, bodyId(body.data_source_id))
  demandFit(workspace, source, body)
  const view: View = {
    ...newView(workspace, database, source, asString(body.name), asString(body.type)),
    filter: body.filter ?? null,
    sorts: body.sorts ?? null,
    quickFilters: body.quick_filters ?? null,
    configuration: configured(asString(body.type), body.configuration),
  }
  workspace.views.set(view.id, view)
  return presentView(view)
}

const find = (workspace: Workspace, id: string): View => {
  const view = workspace.views.get(id)
  if (view === undefined) throw notFound(workspace, 'view', id)
  return view
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace, query } = request
  const paging = queryPaging(request)
  const database = query.get('database_id')
  const source = query.get('data_source_id')
  if (database === null && source === null)
    throw failedValidation('query', [...missing('query.database_id'), ...missing('query.data_source_id')])
  demand(optional(uuid), database ?? undefined, 'query', 'query.database_id')
  demand(optional(uuid), source ?? undefined, 'query', 'query.data_source_id')
  const databaseId = database === null ? undefined : findDatabase(workspace, database).id
  const sourceId = source === null ? undefined : findDataSource(workspace, source).id
  const views = [...workspace.views.values()].filter(
    (view) =>
      (databaseId ?? view.databaseId) === view.databaseId && (sourceId ?? view.dataSourceId) === view.dataSourceId,
  )
  const part = cut(views, paging, (view) => view.id)
  return listOf(
    'view',
    part.items.map(({ id }) => ({ object: 'view', id })),
    part.next,
  )
}

const retrieve = (request: ApiRequest): JsonObject => presentView(find(request.workspace, pathId(request, 'view_id')))

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const id = pathId(request, 'view_id')
  demand(fields({ ...settings, name: optional(string()) }, true), body, 'body')
  const view = find(workspace, id)
  demandFit(workspace, findDataSource(workspace, view.dataSourceId), body)
  if (typeof body.name === 'string') view.name = body.name
  if (body.filter !== undefined) view.filter = body.filter
  if (body.sorts !== undefined) view.sorts = body.sorts
  if (body.quick_filters !== undefined) view.quickFilters = body.quick_filters
  if (body.configuration !== undefined) view.configuration = configured(view.type, body.configuration)
  view.lastEditedTime = workspace.now()
  view.lastEditedBy = workspace.botId
  return presentView(view)
}

const remove = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const view = find(workspace, pathId(request, 'view_id'))
  const others = [...workspace.views.values()].filter((each) => each.databaseId === view.databaseId)
  if (others.length === 1) throw invalid('Cannot delete the last view of a database.')
  workspace.views.delete(view.id)
  const { object: kind = 'view', id = '', parent = {}, type = '' } = presentView(view)
  return { object: kind, id, parent, type }
}

/** How long a view query can be read: 15 minutes. */
const LIFETIME = 900_000

const reference = (id: string): JsonObject => ({ object: 'page', id })

const createQuery = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const view = find(workspace, pathId(request, 'view_id'))
  demand(fields({ page_size: pagingChecks.page_size ?? anything }, true), body, 'body')
  const source = findDataSource(workspace, view.dataSourceId)
  const made: ViewQuery = {
    id: workspace.newId(),
    viewId: view.id,
    expiresAt: workspace.now() + LIFETIME,
    results: runQuery(workspace, source, { filter: view.filter, sorts: view.sorts }).map(({ id }) => id),
  }
  workspace.viewQueries.set(made.id, made)
  const part = cut(made.results, bodyPaging(body), (id) => id)
  return {
    object: 'view_query',
    id: made.id,
    view_id: view.id,
    expires_at: toMillisecond(made.expiresAt),
    total_count: made.results.length,
    results: part.items.map(reference),
    next_cursor: part.next,
    has_more: part.next !== null,
  }
}

const findQuery = (request: ApiRequest): ViewQuery => {
  const { workspace } = request
  const view = pathId(request, 'view_id')
  const id = pathId(request, 'query_id')
  const found = workspace.viewQueries.get(id)
  if (found === undefined || found.viewId !== view || found.expiresAt <= workspace.now())
    throw notFound(workspace, 'view_query', id)
  return found
}

const results = (request: ApiRequest): JsonObject => {
  const paging = queryPaging(request)
  const part = cut(findQuery(request).results, paging, (id) => id)
  return listOf('page', part.items.map(reference), part.next)
}

const removeQuery = (request: ApiRequest): JsonObject => {
  const { id } = findQuery(request)
  request.workspace.viewQueries.delete(id)
  return { object: 'view_query', id, deleted: true }
}

/** `/v1/views` */
export const viewRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/views', handler: create },
  { method: 'GET', path: '/v1/views', handler: list },
  { method: 'GET', path: '/v1/views/:view_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/views/:view_id', handler: update },
  { method: 'DELETE', path: '/v1/views/:view_id', handler: remove },
  { method: 'POST', path: '/v1/views/:view_id/queries', handler: createQuery },
  { method: 'GET', path: '/v1/views/:view_id/queries/:query_id', handler: results },
  { method: 'DELETE', path: '/v1/views/:view_id/queries/:query_id', handler: removeQuery },
]
