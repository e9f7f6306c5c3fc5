/** The endpoints of view queries. They return the ids of pages, without their content. */
import { listOf } from '../../domain/serialize/common.js'
import type { ViewQuery } from '../../domain/state/views.js'
import { anything, assertValid, fields } from '../../domain/validate/check.js'
import type { JsonObject } from '../../domain/values/json.js'
import { toMillisecond } from '../../domain/values/time.js'
import { findView } from '../../domain/views/find.js'
import { createViewQuery, findViewQuery, truncationOf } from '../../domain/views/viewQuery.js'
import { bodyPaging, pageOfIds, pagingChecks, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const reference = (id: string): JsonObject => ({ object: 'page', id })

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const view = findView(workspace, pathId(request, 'view_id'))
  assertValid(fields({ page_size: pagingChecks.page_size ?? anything }, true), body, 'body')
  const created = createViewQuery(workspace, view)
  const part = pageOfIds(created.results, bodyPaging(body), (id) => id)
  return {
    object: 'view_query',
    id: created.id,
    view_id: view.id,
    expires_at: toMillisecond(created.expiresAt),
    total_count: created.results.length,
    results: part.items.map(reference),
    next_cursor: part.next,
    has_more: part.next !== null,
    ...truncationOf(created),
  }
}

const find = (request: ApiRequest): ViewQuery =>
  findViewQuery(request.workspace, pathId(request, 'view_id'), pathId(request, 'query_id'))

const results = (request: ApiRequest): JsonObject => {
  const paging = queryPaging(request)
  const found = find(request)
  const part = pageOfIds(found.results, paging, (id) => id)
  return { ...listOf('page', part.items.map(reference), part.next), ...truncationOf(found) }
}

const remove = (request: ApiRequest): JsonObject => {
  const { id } = find(request)
  request.workspace.viewQueries.delete(id)
  return { object: 'view_query', id, deleted: true }
}

/** `/v1/views/{view_id}/queries` */
export const viewQueryRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/views/:view_id/queries', handler: create },
  { method: 'GET', path: '/v1/views/:view_id/queries/:query_id', handler: results },
  { method: 'DELETE', path: '/v1/views/:view_id/queries/:query_id', handler: remove },
]
