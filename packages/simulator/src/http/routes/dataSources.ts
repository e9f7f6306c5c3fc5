import { icon, serializeIcon } from '../../domain/blocks/icon.js'
import { nameDataSource } from '../../domain/databases/naming.js'
import { assertAttachable, markAttached } from '../../domain/files/source.js'
import { applySchema, planSchema, schemaCheck, splitTitle } from '../../domain/properties/schema.js'
import { filterCheck } from '../../domain/query/filter.js'
import { QUERY_CAP, requestStatus } from '../../domain/query/limit.js'
import { runQuery } from '../../domain/query/runQuery.js'
import { sortsCheck } from '../../domain/query/sort.js'
import { richText, serializeRichText } from '../../domain/richText/richText.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { serializePage } from '../../domain/serialize/page.js'
import { assertNotInTrash, findDatabase, findDataSource } from '../../domain/state/find.js'
import { plainTitle } from '../../domain/state/title.js'
import { detach, isTrashed, touch, touchAbove } from '../../domain/state/tree.js'
import { assertValid, boolean, fields, object, oneOf, optional } from '../../domain/validate/check.js'
import { bodyId } from '../../domain/values/id.js'
import { asArray, asObject, type JsonObject } from '../../domain/values/json.js'
import { followSchema } from '../../domain/views/followSchema.js'
import { addDefaultView } from '../../domain/views/newView.js'
import { bodyPaging, paginate, pagingChecks, queryPaging } from '../paging.js'
import { type ApiRequest, filterProperties, pathId, type Route } from '../route.js'
import { parentCheck, trashChecks, wantsTrash } from './common.js'
import { newDataSource } from './databases.js'

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
  const database = findDatabase(workspace, bodyId(asObject(body.parent).database_id))
  assertNotInTrash(workspace, database)
  assertAttachable(workspace, body.icon)
  const { title, rest } = splitTitle(asObject(body.properties))
  const source = newDataSource(workspace, database, title)
  source.title = serializeRichText(workspace, asArray(body.title))
  source.icon = serializeIcon(workspace, body.icon)
  const planned = planSchema(workspace, source, rest)

  workspace.nodes.set(source.id, source)
  database.dataSources.push(source.id)
  applySchema(workspace, source, planned)
  markAttached(workspace, body.icon)
  addDefaultView(workspace, database, source)
  touchAbove(workspace, database)
  return serializeDataSource(workspace, source, request.version)
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
  const trash = wantsTrash(body)
  if (trash === undefined) assertNotInTrash(workspace, source)
  const database =
    body.parent === undefined ? undefined : findDatabase(workspace, bodyId(asObject(body.parent).database_id))
  if (database !== undefined) assertNotInTrash(workspace, database)
  assertAttachable(workspace, body.icon)
  const planned = planSchema(workspace, source, asObject(body.properties))

  const before = new Map([...source.properties].map(([key, property]) => [key, { ...property }]))
  applySchema(workspace, source, planned)
  followSchema(workspace, source, before)
  nameDataSource(workspace, source, {
    title: body.title === undefined ? undefined : serializeRichText(workspace, body.title),
    description: body.description === undefined ? undefined : serializeRichText(workspace, body.description),
  })
  if (body.icon !== undefined) source.icon = serializeIcon(workspace, body.icon)
  markAttached(workspace, body.icon)
  if (database !== undefined) {
    detach(workspace, source)
    if (source.parent.database_id !== database.id) addDefaultView(workspace, database, source)
    source.parent = { type: 'database_id', database_id: database.id }
    database.dataSources.push(source.id)
    moveRows(request, [...source.rows, ...source.templates], database.id)
  }
  if (trash !== undefined) source.inTrash = trash
  touch(workspace, source)
  return serializeDataSource(workspace, source, version)
}

const moveRows = ({ workspace }: ApiRequest, rows: ReadonlyArray<string>, databaseId: string): void => {
  for (const id of rows) {
    const row = workspace.nodes.get(id)
    if (row !== undefined) row.parent = { ...row.parent, database_id: databaseId }
  }
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
  const requested = body.in_trash === true || body.archived === true
  const found = body.result_type === 'data_source' ? [] : runQuery(workspace, source, body, requested)
  const part = paginate(found.slice(0, QUERY_CAP), bodyPaging(body), (page) => page.id)
  const properties = filterProperties(request)
  const results = part.items.map((page) => serializePage(workspace, page, version, properties))
  return {
    ...listOf('page_or_data_source', results, part.next),
    ...requestStatus(part.next, found.length),
  }
}

const templates = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const paging = queryPaging(request)
  const source = findDataSource(workspace, pathId(request, 'data_source_id'))
  const name = (request.query.get('name') ?? '').toLowerCase()
  const all = source.templates.flatMap((id) => {
    const page = workspace.nodes.get(id)
    if (page?.kind !== 'page' || !page.shared || isTrashed(workspace, page)) return []
    const title = plainTitle(page)
    return title.toLowerCase().includes(name) ? [{ id, name: title, is_default: source.defaultTemplate === id }] : []
  })
  const part = paginate(all, paging, (each) => each.id)
  return { templates: part.items, has_more: part.next !== null, next_cursor: part.next }
}

/** `/v1/data_sources` */
export const dataSourceRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/data_sources', handler: create },
  { method: 'GET', path: '/v1/data_sources/:data_source_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/data_sources/:data_source_id', handler: update },
  { method: 'POST', path: '/v1/data_sources/:data_source_id/query', handler: query },
  { method: 'GET', path: '/v1/data_sources/:data_source_id/templates', handler: templates, omitRequestId: true },
]
