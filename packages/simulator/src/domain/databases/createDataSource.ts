/** Adds a data source to a database. It gets a view, as the first one does. */
import { serializeIcon } from '../blocks/icon.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { applySchema } from '../properties/applySchema.js'
import { planSchema, splitTitle } from '../properties/schema.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { assertNotInTrash, findDatabase } from '../state/find.js'
import { touchAbove } from '../state/tree.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asArray, asObject, type JsonObject } from '../values/json.js'
import { addDefaultView } from '../views/newView.js'
import { newDataSource } from './newDataSource.js'

/** Adds a data source with a view to a database, from a checked request. */
export const createDataSource = (workspace: Workspace, request: JsonObject): DataSourceNode => {
  const database = findDatabase(workspace, bodyId(asObject(request.parent).database_id))
  assertNotInTrash(workspace, database)
  assertAttachable(workspace, request.icon)
  const { title, rest } = splitTitle(asObject(request.properties))
  const source = newDataSource(workspace, database, title)
  source.title = serializeRichText(workspace, asArray(request.title))
  source.icon = serializeIcon(workspace, request.icon)
  const planned = planSchema(workspace, source, rest)

  workspace.nodes.set(source.id, source)
  database.dataSources.push(source.id)
  applySchema(workspace, source, planned)
  markAttached(workspace, request.icon)
  addDefaultView(workspace, database, source)
  touchAbove(workspace, database)
  return source
}
