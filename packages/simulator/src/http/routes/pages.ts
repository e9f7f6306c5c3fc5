import { serializePage } from '../../domain/serialize/page.js'
import { findPage } from '../../domain/state/find.js'
import type { JsonObject } from '../../domain/values/json.js'
import { type ApiRequest, filterProperties, pathId, type Route } from '../route.js'
import { statusOfResponse } from './asyncTasks.js'
import { createPage } from './pages/create.js'
import { movePage } from './pages/move.js'
import { updatePage } from './pages/update.js'

const retrieve = (request: ApiRequest): JsonObject => {
  const page = findPage(request.workspace, pathId(request, 'page_id'))
  return serializePage(request.workspace, page, request.version, filterProperties(request))
}

/** `/v1/pages` */
export const pageRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/pages', handler: createPage, statusOf: statusOfResponse },
  { method: 'GET', path: '/v1/pages/:page_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id', handler: updatePage },
  { method: 'POST', path: '/v1/pages/:page_id/move', handler: movePage },
]
