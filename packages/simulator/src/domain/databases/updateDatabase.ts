/**
 * Updates a database, or moves it. A change of its title or appearance counts as an edit of the page above it, not of
 * the database.
 */
import { serializeCover, serializeIcon } from '../blocks/icon.js'
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { findDatabaseParent } from '../pages/parent.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { assertNotInTrash, onlySource, parentRecord, WORKSPACE_PARENT } from '../state/find.js'
import { ancestors, atEnd, detach, insertAt, touch, touchAbove } from '../state/tree.js'
import type { DatabaseNode, PageNode } from '../state/types.js'
import { wantsTrash } from '../state/wantsTrash.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'
import { nameDatabase } from './naming.js'

const assertNoCycle = (workspace: Workspace, database: DatabaseNode, page: PageNode): void => {
  if (ancestors(workspace, page).some((above) => above.id === database.id))
    throw invalid(`Cannot move database ${database.id} into one of its own pages.`)
}

/** The icon of a database is that of its only data source too. */
const setIcon = (workspace: Workspace, database: DatabaseNode, icon: Json): void => {
  database.icon = icon
  const source = onlySource(workspace, database)
  if (source !== undefined) source.icon = icon
}

/** Updates a database by a checked request, which may also move it. */
export const updateDatabase = (workspace: Workspace, database: DatabaseNode, request: JsonObject): void => {
  const trash = wantsTrash(request)
  if (trash === undefined) assertNotInTrash(workspace, database)
  const page = request.parent === undefined ? undefined : findDatabaseParent(workspace, asObject(request.parent))
  if (page !== undefined) assertNoCycle(workspace, database, page)
  assertAttachable(workspace, request.icon)
  assertAttachable(workspace, request.cover)

  nameDatabase(workspace, database, {
    title: request.title === undefined ? undefined : serializeRichText(workspace, request.title),
    description: request.description === undefined ? undefined : serializeRichText(workspace, request.description),
  })
  if (request.icon !== undefined) setIcon(workspace, database, serializeIcon(workspace, request.icon))
  if (request.cover !== undefined) database.cover = serializeCover(workspace, request.cover)
  markAttached(workspace, request.icon)
  markAttached(workspace, request.cover)
  if (typeof request.is_inline === 'boolean') database.isInline = request.is_inline
  if (typeof request.is_locked === 'boolean') database.isLocked = request.is_locked
  if (request.parent !== undefined) {
    detach(workspace, database)
    database.parent = page === undefined ? WORKSPACE_PARENT : parentRecord(page)
    if (page !== undefined) insertAt(page.children, [database.id], atEnd)
  }
  if (trash !== undefined) database.inTrash = trash
  // A change of the title or appearance does not edit the database itself; a move does.
  if (trash === undefined && request.parent === undefined) touchAbove(workspace, database)
  else touch(workspace, database)
}
