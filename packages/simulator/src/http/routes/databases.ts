import { cover, icon, serializeCover, serializeIcon } from '../../domain/blocks/icon.js'
import { databaseTitle, nameDatabase } from '../../domain/databases/naming.js'
import { invalid } from '../../domain/errors.js'
import { assertAttachable, markAttached } from '../../domain/files/source.js'
import { applySchema, planSchema, schemaCheck, splitTitle } from '../../domain/properties/schema.js'
import { richText, serializeRichText } from '../../domain/richText/richText.js'
import { WORKSPACE_PARENT } from '../../domain/seed/seedNodes.js'
import { serializeDatabase } from '../../domain/serialize/database.js'
import { assertNotInTrash, findDatabase, findPage, parentRecord } from '../../domain/state/find.js'
import { ancestors, atEnd, detach, insertAt, stampNow, touch, touchAbove } from '../../domain/state/tree.js'
import type { DatabaseNode, DataSourceNode, PageNode, Property } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { anything, assertValid, boolean, type Check, fields, object, optional } from '../../domain/validate/check.js'
import { bodyId } from '../../domain/values/id.js'
import { asObject, type JsonObject } from '../../domain/values/json.js'
import { addDefaultView } from '../../domain/views/newView.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { parentCheck, trashChecks, wantsTrash } from './common.js'
import { confirmPage, isWorkspaceTop } from './pages/parent.js'

const parent = parentCheck('page_id', 'workspace')

const common: Readonly<Record<string, Check>> = {
  title: optional(richText),
  description: optional(richText),
  is_inline: optional(boolean),
  icon: optional(icon),
  cover: optional(cover),
  // Ignored, as by the API since databases became containers.
  properties: optional(anything),
}

/** A new data source with only a title property, not yet in the workspace. */
export const newDataSource = (workspace: Workspace, database: DatabaseNode, titleName: string): DataSourceNode => ({
  kind: 'data_source',
  id: workspace.newId(),
  parent: { type: 'database_id', database_id: database.id },
  ...stampNow(workspace),
  inTrash: false,
  shared: true,
  title: [],
  description: [],
  icon: null,
  cover: null,
  publicUrl: null,
  properties: new Map<string, Property>([
    ['title', { id: 'title', name: titleName, type: 'title', description: null, config: {} }],
  ]),
  rows: [],
  templates: [],
  defaultTemplate: undefined,
  uniqueIds: 0,
  open: false,
})

const parentPage = (workspace: Workspace, request: JsonObject): PageNode | undefined => {
  if (request.page_id === undefined) return undefined
  const page = findPage(workspace, bodyId(request.page_id))
  assertNotInTrash(workspace, page)
  return page
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const checks = { ...common, parent, initial_data_source: optional(fields({ properties: optional(object) })) }
  assertValid(fields(checks, true), body, 'body')
  const page = parentPage(workspace, asObject(body.parent))
  if (page === undefined && !isWorkspaceTop(workspace, asObject(body.parent)))
    throw invalid('Internal integrations cannot create databases at the workspace level. Provide a parent page.')
  const schema = asObject(body.initial_data_source).properties
  if (schema !== undefined) assertValid(schemaCheck(false), schema, 'body', 'body.initial_data_source.properties')
  const split = schema === undefined ? { title: 'Name', rest: {} } : splitTitle(asObject(schema))
  assertAttachable(workspace, body.icon)
  assertAttachable(workspace, body.cover)
  const description = serializeRichText(workspace, body.description ?? [])
  const database: DatabaseNode = {
    kind: 'database',
    id: workspace.newId(),
    parent: page === undefined ? WORKSPACE_PARENT : parentRecord(page),
    ...stampNow(workspace),
    inTrash: false,
    shared: true,
    title: databaseTitle(serializeRichText(workspace, body.title ?? [])),
    description,
    isInline: body.is_inline === true,
    isLocked: false,
    icon: serializeIcon(workspace, body.icon),
    cover: serializeCover(workspace, body.cover),
    publicUrl: null,
    dataSources: [],
  }
  const source = newDataSource(workspace, database, split.title)
  source.title = serializeRichText(workspace, body.title ?? [])
  source.description = description
  const planned = planSchema(workspace, source, split.rest)

  workspace.nodes.set(database.id, database)
  workspace.nodes.set(source.id, source)
  database.dataSources.push(source.id)
  applySchema(workspace, source, planned)
  if (page !== undefined) {
    insertAt(page.children, [database.id], atEnd)
    confirmPage(page)
    touch(workspace, page)
  }
  markAttached(workspace, body.icon)
  markAttached(workspace, body.cover)
  addDefaultView(workspace, database, source)
  return serializeDatabase(workspace, database, request.version)
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeDatabase(request.workspace, findDatabase(request.workspace, pathId(request, 'database_id')), request.version)

const assertNoCycle = (workspace: Workspace, database: DatabaseNode, page: PageNode): void => {
  if (ancestors(workspace, page).some((above) => above.id === database.id))
    throw invalid(`Cannot move database ${database.id} into one of its own pages.`)
}

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'database_id')
  assertValid(
    fields({ ...common, parent: optional(parent), is_locked: optional(boolean), ...trashChecks(version) }, true),
    body,
    'body',
  )
  const database = findDatabase(workspace, id)
  const trash = wantsTrash(body)
  if (trash === undefined) assertNotInTrash(workspace, database)
  const page = body.parent === undefined ? undefined : parentPage(workspace, asObject(body.parent))
  if (page !== undefined) assertNoCycle(workspace, database, page)
  assertAttachable(workspace, body.icon)
  assertAttachable(workspace, body.cover)

  nameDatabase(workspace, database, {
    title: body.title === undefined ? undefined : serializeRichText(workspace, body.title),
    description: body.description === undefined ? undefined : serializeRichText(workspace, body.description),
  })
  if (body.icon !== undefined) database.icon = serializeIcon(workspace, body.icon)
  if (body.cover !== undefined) database.cover = serializeCover(workspace, body.cover)
  markAttached(workspace, body.icon)
  markAttached(workspace, body.cover)
  if (typeof body.is_inline === 'boolean') database.isInline = body.is_inline
  if (typeof body.is_locked === 'boolean') database.isLocked = body.is_locked
  if (body.parent !== undefined) {
    detach(workspace, database)
    database.parent = page === undefined ? WORKSPACE_PARENT : parentRecord(page)
    if (page !== undefined) insertAt(page.children, [database.id], atEnd)
  }
  if (trash !== undefined) database.inTrash = trash
  // A change of the title or appearance does not edit the database itself; a move does.
  if (trash === undefined && body.parent === undefined) touchAbove(workspace, database)
  else touch(workspace, database)
  return serializeDatabase(workspace, database, version)
}

/** `/v1/databases` */
export const databaseRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/databases', handler: create },
  { method: 'GET', path: '/v1/databases/:database_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/databases/:database_id', handler: update },
]
