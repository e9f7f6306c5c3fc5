/** The endpoints of views. Lists contain only their ids. */
import { failedValidation } from '../../domain/errors.js'
import { listOf } from '../../domain/serialize/common.js'
import { findDatabase, findDataSource } from '../../domain/state/find.js'
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
import type { JsonObject } from '../../domain/values/json.js'
import { configurationCheck } from '../../domain/views/configuration.js'
import { createView } from '../../domain/views/createView.js'
import { findView, listViews } from '../../domain/views/find.js'
import { positionCheck } from '../../domain/views/placement.js'
import { serializeDeletedView, serializeView } from '../../domain/views/serialize.js'
import { changedSettings, newSettings, typeOf, VIEW_TYPES } from '../../domain/views/settings.js'
import { deleteView, updateView } from '../../domain/views/updateView.js'
import { databaseCheck } from '../../domain/views/viewDatabase.js'
import { placementCheck } from '../../domain/views/widgets.js'
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

const create = ({ workspace, body }: ApiRequest): JsonObject => {
  assertValid(createCheck(body), body, 'body')
  assertOneTarget(body)
  return serializeView(workspace, createView(workspace, body))
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
  const part = paginate(listViews(workspace, databaseId, sourceId), paging, (view) => view.id)
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
  updateView(workspace, view, body)
  return serializeView(workspace, view)
}

const remove = (request: ApiRequest): JsonObject => {
  const view = findView(request.workspace, pathId(request, 'view_id'))
  deleteView(request.workspace, view)
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
