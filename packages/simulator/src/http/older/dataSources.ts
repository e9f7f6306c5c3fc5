/** Version 2022-06-28, before data sources: a database has the schema and the rows itself. */
import { failedValidation, Refusal } from '../../domain/errors.js'
import { assertAttachable } from '../../domain/files/fileSource.js'
import { findOnlySource } from '../../domain/pages/parent.js'
import { stampOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { notFound, onlySource } from '../../domain/state/find.js'
import type { DatabaseNode, DataSourceNode } from '../../domain/state/types.js'
import { wantsTrash } from '../../domain/state/wantsTrash.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, fields, object, oneOf, optional, problem } from '../../domain/validate/check.js'
import { dashed, isId } from '../../domain/values/id.js'
import { asObject, asString, isArray, isObject, type Json, type JsonObject } from '../../domain/values/json.js'
import { routeName } from '../changes.js'
import { unknownRoute } from '../errors.js'
import { queryPaging } from '../paging.js'
import { pathId, type Route } from '../route.js'
import { databaseRoutes, databaseUpdate } from '../routes/databases.js'
import { dataSourceRoutes } from '../routes/dataSources.js'
import { searchRoutes } from '../routes/search.js'
import { type Call, mapObjects, mapResults, type Step, withBody } from './step.js'

/** The paths that were introduced with data sources. */
const NEWER = /^\/v1\/(data_sources|views)(\/|$)/

const routeNamed = (name: string): Route => {
  const found = [...databaseRoutes, ...dataSourceRoutes, ...searchRoutes].find((route) => routeName(route) === name)
  if (found === undefined) throw new Error(`There is no route ${name}.`)
  return found
}

// --- Requests ---

/** A relation names a database, which stands for its only data source. */
const withSourceOfRelation = (workspace: Workspace, config: JsonObject): JsonObject => {
  const relation = asObject(config.relation)
  const { database_id: id } = relation
  if (!isId(id)) return config
  return { ...config, relation: { ...relation, data_source_id: findOnlySource(workspace, id).id } }
}

const schemaOf = (workspace: Workspace, properties: JsonObject): JsonObject =>
  mapObjects(properties, (config) => withSourceOfRelation(workspace, config))

/** A new object may be a copy of a response, which states that it is not archived. */
const unarchived = (object: JsonObject): JsonObject => {
  const { archived, ...rest } = object
  return archived === false ? rest : object
}

const newBlocks = (blocks: Json): Json =>
  isArray(blocks)
    ? blocks.map((block) =>
        isObject(block)
          ? mapObjects(unarchived(block), ({ children, ...payload }) =>
              children === undefined ? payload : { ...payload, children: newBlocks(children) },
            )
          : block,
      )
    : blocks

const withNewBlocks = (body: JsonObject): JsonObject =>
  body.children === undefined ? body : { ...body, children: newBlocks(body.children) }

const append = (call: Call): ReadonlyArray<Call> => [withBody(call, withNewBlocks(call.request.body))]

/** Some clients send the paging of POST requests in the address, as for GET requests. */
const pagedByBody = (call: Call): Call => {
  const { query: address, body } = call.request
  const { cursor, size } = queryPaging(call.request)
  return withBody(call, {
    ...(cursor === undefined ? {} : { start_cursor: cursor }),
    ...(address.has('page_size') ? { page_size: size } : {}),
    ...body,
  })
}

const create = (call: Call): ReadonlyArray<Call> => {
  const { workspace, body } = call.request
  const { properties, ...rest } = unarchived(body)
  const removed = rest.initial_data_source
  const problems = removed === undefined ? [] : problem('body.initial_data_source', 'not present', removed)
  if (problems.length > 0) throw failedValidation('body', problems)
  assertValid(object, properties, 'body', 'body.properties')
  return [withBody(call, { ...rest, initial_data_source: { properties: schemaOf(workspace, asObject(properties)) } })]
}

const omitUndefined = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))

/** The schema is that of the data source, the rest that of the database. Nothing is changed unless both can be. */
const update = (call: Call): ReadonlyArray<Call> => {
  const { request } = call
  const { workspace, body } = request
  const source = findOnlySource(workspace, pathId(request, 'database_id'))
  assertValid(databaseUpdate(request.version), body, 'body')
  assertValid(optional(object), body.properties, 'body', 'body.properties')
  assertAttachable(workspace, body.icon)
  assertAttachable(workspace, body.cover)
  const { properties, ...ofDatabase } = body
  const { title, description } = body
  const schema = properties === undefined ? undefined : schemaOf(workspace, asObject(properties))
  const ofSource = omitUndefined({
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(schema === undefined ? {} : { properties: schema }),
  })
  const database = withBody(call, ofDatabase)
  if (Object.keys(ofSource).length === 0) return [database]
  const sourceUpdate: Call = {
    route: routeNamed('PATCH /v1/data_sources/:data_source_id'),
    request: { ...request, params: { data_source_id: source.id }, body: ofSource },
  }
  // What is in the trash cannot be changed before it is restored.
  return wantsTrash(body) === false ? [database, sourceUpdate] : [sourceUpdate, database]
}

const query = (call: Call): ReadonlyArray<Call> => {
  const { request } = pagedByBody(call)
  const source = findOnlySource(request.workspace, pathId(request, 'database_id'))
  const route = routeNamed('POST /v1/data_sources/:data_source_id/query')
  return [{ route, request: { ...request, params: { data_source_id: source.id } } }]
}

const retrieve = (call: Call): ReadonlyArray<Call> => {
  const { request } = call
  const { database_id: given = '' } = request.params
  // These versions respond with 404 to a malformed id.
  if (!isId(given)) throw notFound(request.workspace, 'database', dashed(given))
  findOnlySource(request.workspace, pathId(request, 'database_id'))
  return [call]
}

const list = ({ request }: Call): ReadonlyArray<Call> => {
  const { cursor, size } = queryPaging(request)
  const body: JsonObject = {
    filter: { property: 'object', value: 'data_source' },
    page_size: size,
    ...(cursor === undefined ? {} : { start_cursor: cursor }),
  }
  return [{ route: routeNamed('POST /v1/search'), request: { ...request, body } }]
}

const search = (untranslated: Call): ReadonlyArray<Call> => {
  const call = pagedByBody(untranslated)
  const { body } = call.request
  const { filter } = body
  if (!isObject(filter) || filter.value === undefined) return [call]
  assertValid(fields({ value: oneOf('page', 'database') }), filter, 'body', 'body.filter')
  const value = filter.value === 'database' ? 'data_source' : filter.value
  return [withBody(call, { ...body, filter: { ...filter, value } })]
}

const assertNoSource = (parent: JsonObject): void => {
  if (parent.data_source_id !== undefined)
    throw failedValidation('body', problem('body.parent.data_source_id', 'not present', parent.data_source_id))
}

const createPage = (call: Call): ReadonlyArray<Call> => {
  assertNoSource(asObject(call.request.body.parent))
  return [withBody(call, withNewBlocks(unarchived(call.request.body)))]
}

const movePage = (call: Call): ReadonlyArray<Call> => {
  const { workspace, body } = call.request
  const parent = asObject(body.parent)
  assertNoSource(parent)
  const { database_id: id } = parent
  if (!isId(id)) return [call]
  return [withBody(call, { ...body, parent: { data_source_id: findOnlySource(workspace, id).id } })]
}

const REQUESTS: Readonly<Record<string, (call: Call) => ReadonlyArray<Call>>> = {
  'GET /v1/databases': list,
  'POST /v1/databases': create,
  'GET /v1/databases/:database_id': retrieve,
  'PATCH /v1/databases/:database_id': update,
  'POST /v1/databases/:database_id/query': query,
  'POST /v1/search': search,
  'POST /v1/pages': createPage,
  'POST /v1/pages/:page_id/move': movePage,
  'PATCH /v1/blocks/:block_id/children': append,
}

const requests = (call: Call): ReadonlyArray<Call> => {
  if (NEWER.test(call.route.path)) throw unknownRoute()
  return REQUESTS[routeName(call.route)]?.(call) ?? [call]
}

// --- Responses ---

const withoutSourceOfRelation = (config: JsonObject): JsonObject => {
  if (!isObject(config.relation)) return config
  const { data_source_id: _, ...relation } = config.relation
  return { ...config, relation }
}

const databaseAbove = (workspace: Workspace, source: DataSourceNode): DatabaseNode | undefined => {
  const above = workspace.nodes.get(asString(source.parent.database_id))
  return above?.kind === 'database' ? above : undefined
}

/** A database with the schema of its data source. */
const serialize = (workspace: Workspace, source: DataSourceNode): JsonObject => {
  const { database_parent: parent = null, properties, ...rest } = serializeDataSource(workspace, source, '2025-09-03')
  const database = databaseAbove(workspace, source)
  const container =
    database === undefined
      ? {}
      : {
          ...(database.lastEditedTime > source.lastEditedTime ? stampOf(database) : {}),
          id: database.id,
          icon: database.icon,
          cover: database.cover,
          public_url: database.publicUrl,
        }
  return {
    ...rest,
    ...container,
    object: 'database',
    parent,
    properties: mapObjects(asObject(properties), withoutSourceOfRelation),
  }
}

const sourceIn = (workspace: Workspace, response: JsonObject): DataSourceNode | undefined => {
  const node = workspace.nodes.get(asString(response.id))
  if (node?.kind === 'database') return onlySource(workspace, node)
  return node?.kind === 'data_source' ? node : undefined
}

const databaseIn = (workspace: Workspace, response: JsonObject): JsonObject => {
  const source = sourceIn(workspace, response)
  if (source === undefined) return response
  if (response.title !== undefined) return serialize(workspace, source)
  // The object for a connection that may only write.
  const properties = mapObjects(asObject(response.properties), withoutSourceOfRelation)
  return {
    object: 'database',
    id: databaseAbove(workspace, source)?.id ?? source.id,
    ...(response.properties === undefined ? {} : { properties }),
  }
}

const withoutSourceOfParent = (workspace: Workspace, response: JsonObject): JsonObject => {
  const { parent } = response
  if (!isObject(parent) || parent.type !== 'data_source_id') return response
  const source = workspace.nodes.get(asString(parent.data_source_id))
  const database = parent.database_id ?? source?.parent.database_id ?? null
  return { ...response, parent: { type: 'database_id', database_id: database } }
}

const objectIn = (workspace: Workspace, response: JsonObject): JsonObject =>
  response.object === 'database' || response.object === 'data_source'
    ? databaseIn(workspace, response)
    : withoutSourceOfParent(workspace, response)

/** A database of several data sources cannot be shown in an older version. */
const isShown = (workspace: Workspace, response: JsonObject): boolean => {
  const source = response.object === 'data_source' ? sourceIn(workspace, response) : undefined
  const database = source === undefined ? undefined : databaseAbove(workspace, source)
  return database === undefined || onlySource(workspace, database) !== undefined
}

const response: Step['response'] = (workspace, newer) => {
  const { page_or_data_source: named, ...rest } = newer
  const type = named === undefined ? {} : { type: 'page_or_database', page_or_database: named }
  const results = isArray(newer.results)
    ? { results: newer.results.filter((each) => isShown(workspace, asObject(each))) }
    : {}
  return mapResults({ ...rest, ...type, ...results }, (each) => objectIn(workspace, each))
}

/** 2022-06-28: a database is its own only data source. */
export const dataSources: Step = { version: '2022-06-28', requests, response }

/** A refusal with the messages of this version. */
export const withOlderMessage = (refusal: Refusal): Refusal => {
  const { kind, message, additionalData } = refusal
  const olderMessage = message
    .replaceAll('body.initial_data_source.properties', 'body.properties')
    .replaceAll('relation.data_source_id', 'relation.database_id')
    .replace(' Use a data_source_id as the parent instead.', '')
  return new Refusal(kind, olderMessage, additionalData)
}

const notInNewerVersions = (): never => {
  throw unknownRoute()
}

/** The routes that only these versions have. */
export const olderRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/databases', handler: notInNewerVersions },
  { method: 'POST', path: '/v1/databases/:database_id/query', handler: notInNewerVersions },
]
