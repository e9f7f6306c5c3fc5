/** Creates a database with its first data source and a view. The data source has the schema, the database has none. */
import { serializeCover, serializeIcon } from '../blocks/icon.js'
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { confirmPage, findDatabaseParent, isWorkspaceTop } from '../pages/parent.js'
import { applySchema } from '../properties/applySchema.js'
import { planSchema, schemaCheck, splitTitle } from '../properties/schema.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { parentRecord, WORKSPACE_PARENT } from '../state/find.js'
import { atEnd, insertAt, stampNow, touch } from '../state/tree.js'
import type { DatabaseNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { assertValid } from '../validate/check.js'
import { asObject, type JsonObject } from '../values/json.js'
import { addDefaultView } from '../views/newView.js'
import { databaseTitle } from './naming.js'
import { newDataSource } from './newDataSource.js'

/** Creates a database with its first data source and a view from a checked request. */
export const createDatabase = (workspace: Workspace, request: JsonObject): DatabaseNode => {
  const page = findDatabaseParent(workspace, asObject(request.parent))
  if (page === undefined && !isWorkspaceTop(workspace, asObject(request.parent)))
    throw invalid('Internal integrations cannot create databases at the workspace level. Provide a parent page.')
  const schema = asObject(request.initial_data_source).properties
  if (schema !== undefined) assertValid(schemaCheck(false), schema, 'body', 'body.initial_data_source.properties')
  const split = schema === undefined ? { title: 'Name', rest: {} } : splitTitle(asObject(schema))
  assertAttachable(workspace, request.icon)
  assertAttachable(workspace, request.cover)
  const description = serializeRichText(workspace, request.description ?? [])
  const database: DatabaseNode = {
    kind: 'database',
    id: workspace.newId(),
    parent: page === undefined ? WORKSPACE_PARENT : parentRecord(page),
    ...stampNow(workspace),
    inTrash: false,
    shared: true,
    title: databaseTitle(serializeRichText(workspace, request.title ?? [])),
    description,
    isInline: request.is_inline === true,
    isLocked: false,
    icon: serializeIcon(workspace, request.icon),
    cover: serializeCover(workspace, request.cover),
    publicUrl: null,
    url: undefined,
    omitsArchived: undefined,
    dataSources: [],
  }
  const source = newDataSource(workspace, database, split.title)
  source.title = serializeRichText(workspace, request.title ?? [])
  source.description = description
  source.icon = database.icon
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
  markAttached(workspace, request.icon)
  markAttached(workspace, request.cover)
  addDefaultView(workspace, database, source)
  return database
}
