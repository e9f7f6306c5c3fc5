/** Updates a data source, or moves it to another database, with its rows and templates. */
import { serializeIcon } from '../blocks/icon.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { applySchema } from '../properties/applySchema.js'
import { planSchema } from '../properties/schema.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { assertNotInTrash, findDatabase } from '../state/find.js'
import { detach, touch } from '../state/tree.js'
import type { DataSourceNode } from '../state/types.js'
import { wantsTrash } from '../state/wantsTrash.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asObject, type JsonObject } from '../values/json.js'
import { followSchema } from '../views/followSchema.js'
import { addDefaultView } from '../views/newView.js'
import { nameDataSource } from './naming.js'

const moveRows = (workspace: Workspace, rows: ReadonlyArray<string>, databaseId: string): void => {
  for (const id of rows) {
    const row = workspace.nodes.get(id)
    if (row !== undefined) row.parent = { ...row.parent, database_id: databaseId }
  }
}

/** Updates a data source by a checked request, which may also move it to another database. */
export const updateDataSource = (workspace: Workspace, source: DataSourceNode, request: JsonObject): void => {
  const trash = wantsTrash(request)
  if (trash === undefined) assertNotInTrash(workspace, source)
  const database =
    request.parent === undefined ? undefined : findDatabase(workspace, bodyId(asObject(request.parent).database_id))
  if (database !== undefined) assertNotInTrash(workspace, database)
  assertAttachable(workspace, request.icon)
  const planned = planSchema(workspace, source, asObject(request.properties))

  const before = new Map([...source.properties].map(([key, property]) => [key, { ...property }]))
  applySchema(workspace, source, planned)
  followSchema(workspace, source, before)
  nameDataSource(workspace, source, {
    title: request.title === undefined ? undefined : serializeRichText(workspace, request.title),
    description: request.description === undefined ? undefined : serializeRichText(workspace, request.description),
  })
  if (request.icon !== undefined) source.icon = serializeIcon(workspace, request.icon)
  markAttached(workspace, request.icon)
  if (database !== undefined) {
    detach(workspace, source)
    if (source.parent.database_id !== database.id) addDefaultView(workspace, database, source)
    source.parent = { type: 'database_id', database_id: database.id }
    database.dataSources.push(source.id)
    moveRows(workspace, [...source.rows, ...source.templates], database.id)
  }
  if (trash !== undefined) source.inTrash = trash
  touch(workspace, source)
}
