/** The database of a new view: an existing one, or one that is created for it. */
import { afterBlock } from '../blocks/position.js'
import { assertNotInTrash, findDatabase, findPage, parentRecord } from '../state/find.js'
import { atEnd, insertAt, type Position, stampNow } from '../state/tree.js'
import type { DatabaseNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, oneOf, optional, uuid } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'

/** A database without data sources of its own. */
export const databaseCheck: Check = fields({
  parent: fields({ type: optional(oneOf('page_id')), page_id: uuid }, true),
  position: optional(fields({ type: oneOf('after_block'), block_id: uuid }, true)),
})

interface PlannedDatabase {
  readonly database: DatabaseNode
  /** Adds it to the workspace. */
  readonly place: () => void
}

/** A new database on a page, without data sources of its own. */
export const planDatabase = (workspace: Workspace, request: JsonObject, title: Json): PlannedDatabase => {
  const page = findPage(workspace, bodyId(asObject(request.parent).page_id))
  assertNotInTrash(workspace, page)
  const after = asObject(request.position).block_id
  const position: Position = after === undefined ? atEnd : afterBlock(workspace, page, bodyId(after))
  const database: DatabaseNode = {
    kind: 'database',
    id: workspace.newId(),
    parent: parentRecord(page),
    ...stampNow(workspace),
    inTrash: false,
    shared: true,
    title,
    description: [],
    isInline: true,
    isLocked: false,
    icon: null,
    cover: null,
    publicUrl: null,
    url: undefined,
    omitsArchived: undefined,
    dataSources: [],
  }
  return {
    database,
    place: () => {
      workspace.nodes.set(database.id, database)
      insertAt(page.children, [database.id], position)
      page.placeholder = false
    },
  }
}

/** The database that a request names. */
export const findTargetDatabase = (workspace: Workspace, id: Json | undefined): DatabaseNode => {
  const database = findDatabase(workspace, bodyId(id))
  assertNotInTrash(workspace, database)
  return database
}
