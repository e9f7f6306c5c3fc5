import { invalid } from '../../domain/errors.js'
import { QUERY_CAP, requestStatus } from '../../domain/query/limit.js'
import { runQuery } from '../../domain/query/runQuery.js'
import { listOf } from '../../domain/serialize/common.js'
import { findDataSource, notFound } from '../../domain/state/find.js'
import type { ViewQuery } from '../../domain/state/types.js'
import { anything, assertValid, fields } from '../../domain/validate/check.js'
import type { JsonObject } from '../../domain/values/json.js'
import { toMillisecond } from '../../domain/values/time.js'
import { findView } from '../../domain/views/placement.js'
import { bodyPaging, paginate, pagingChecks, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

/** How long a view query can be read: 15 minutes. */
const LIFETIME = 900_000

const reference = (id: string): JsonObject => ({ object: 'page', id })

/** That the limit was reached, on every page and not only on the last. */
const truncation = ({ total }: ViewQuery): JsonObject => requestStatus(null, total)

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const view = findView(workspace, pathId(request, 'view_id'))
  assertValid(fields({ page_size: pagingChecks.page_size ?? anything }, true), body, 'body')
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
  workspace.viewQueries.set(created.id, created)
  const part = paginate(created.results, bodyPaging(body), (id) => id)
  return {
    object: 'view_query',
    id: created.id,
    view_id: view.id,
    expires_at: toMillisecond(created.expiresAt),
    total_count: created.results.length,
    results: part.items.map(reference),
    next_cursor: part.next,
    has_more: part.next !== null,
    ...truncation(created),
  }
}

const find = (request: ApiRequest): ViewQuery => {
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
  const found = find(request)
  const part = paginate(found.results, paging, (id) => id)
  return { ...listOf('page', part.items.map(reference), part.next), ...truncation(found) }
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
