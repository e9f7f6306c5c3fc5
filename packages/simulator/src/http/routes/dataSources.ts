/** The endpoints of data sources, including queries of their rows and the list of their templates. */
import { icon } from '../../domain/blocks/icon.js'
import { createDataSource } from '../../domain/databases/createDataSource.js'
import { listTemplates } from '../../domain/databases/listTemplates.js'
import { updateDataSource } from '../../domain/databases/updateDataSource.js'
import { schemaCheck } from '../../domain/properties/schema.js'
import { requestedProperties } from '../../domain/properties/shown.js'
import { filterCheck } from '../../domain/query/filter.js'
import { QUERY_CAP, requestStatus } from '../../domain/query/requestStatus.js'
import { listedRows, runQuery } from '../../domain/query/runQuery.js'
import { sortsCheck } from '../../domain/query/sort.js'
import { richText } from '../../domain/richText/richText.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { serializePage } from '../../domain/serialize/page.js'
import { findDataSource } from '../../domain/state/find.js'
import type { DataSourceNode, PageNode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, boolean, fields, object, oneOf, optional } from '../../domain/validate/check.js'
import type { Json, JsonObject } from '../../domain/values/json.js'
import { bodyPaging, paginate, pagingChecks, queryPaging } from '../paging.js'
import { pageOfResult, queryKey } from '../resultPages.js'
import { type ApiRequest, filterProperties, pathId, type Route } from '../route.js'
import { parentCheck, trashChecks } from './common.js'

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const checks = {
    parent: parentCheck('database_id'),
    properties: object,
    title: optional(richText),
    icon: optional(icon),
  }
  assertValid(fields(checks, true), body, 'body')
  assertValid(schemaCheck(false), body.properties, 'body', 'body.properties')
  return serializeDataSource(workspace, createDataSource(workspace, body), request.version)
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeDataSource(
    request.workspace,
    findDataSource(request.workspace, pathId(request, 'data_source_id')),
    request.version,
  )

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'data_source_id')
  const checks = {
    title: optional(richText),
    description: optional(richText),
    icon: optional(icon),
    properties: optional(object),
    parent: optional(parentCheck('database_id')),
    ...trashChecks(version),
  }
  assertValid(fields(checks, true), body, 'body')
  if (body.properties !== undefined) assertValid(schemaCheck(true), body.properties, 'body', 'body.properties')
  const source = findDataSource(workspace, id)
  updateDataSource(workspace, source, body)
  return serializeDataSource(workspace, source, version)
}

/** Finds a row that is still in its data source and still listed. */
const rowFinder =
  (workspace: Workspace, source: DataSourceNode, isListed: (row: PageNode) => boolean) =>
  (id: string): PageNode | undefined => {
    const row = workspace.nodes.get(id)
    return row?.kind === 'page' && row.parent.data_source_id === source.id && isListed(row) ? row : undefined
  }

const query = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'data_source_id')
  const checks = {
    filter: optional(filterCheck()),
    sorts: optional(sortsCheck),
    result_type: optional(oneOf('page', 'data_source')),
    in_trash: optional(boolean),
    archived: trashChecks(version).archived ?? optional(boolean),
    is_archived: optional(boolean),
    ...pagingChecks,
  }
  assertValid(fields(checks, true), body, 'body')
  const source = findDataSource(workspace, id)
  const properties = filterProperties(request)
  // Refused even when no row would have them.
  requestedProperties(workspace, source, properties)
  const requested = body.in_trash === true || body.archived === true
  const isListed = listedRows(workspace, source, body, requested)
  const part = pageOfResult(
    request.results,
    {
      key: queryKey(id, body),
      limit: QUERY_CAP,
      run: () => (body.result_type === 'data_source' ? [] : runQuery(workspace, source, body, requested)),
      find: rowFinder(workspace, source, isListed),
    },
    bodyPaging(body),
    workspace.newId,
  )
  const results = part.items.map((page) => serializePage(workspace, page, version, properties))
  return {
    ...listOf('page_or_data_source', results, part.next),
    ...requestStatus(part.next, part.total),
  }
}

const templates = (request: ApiRequest): JsonObject => {
  const { workspace, query: search } = request
  const paging = queryPaging(request)
  const source = findDataSource(workspace, pathId(request, 'data_source_id'))
  const part = paginate(listTemplates(workspace, source, search.get('name') ?? ''), paging, (each) => each.id)
  const listed = part.items.map((each): Json => ({ ...each }))
  return { templates: listed, has_more: part.next !== null, next_cursor: part.next }
}

/** `/v1/data_sources` */
export const dataSourceRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/data_sources', handler: create },
  { method: 'GET', path: '/v1/data_sources/:data_source_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/data_sources/:data_source_id', handler: update },
  { method: 'POST', path: '/v1/data_sources/:data_source_id/query', handler: query, changes: false },
  { method: 'GET', path: '/v1/data_sources/:data_source_id/templates', handler: templates, omitRequestId: true },
]
