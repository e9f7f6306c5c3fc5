/** The position of a new view among the views of its database. */
import { invalid } from '../errors.js'
import type { DatabaseNode } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, oneOf, uuid } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asObject, type Json } from '../values/json.js'
import { findView } from './find.js'

/** The position of a view among those of a database. */
export const positionCheck: Check = (value, path) => [
  ...fields({ type: oneOf('start', 'end', 'after_view') })(value, path),
  ...(asObject(value).type === 'after_view' ? fields({ view_id: uuid })(value, path) : []),
]

/** Adds a view at a position, at the end by default. */
export const placeView = (workspace: Workspace, view: View, position: Json | undefined): void => {
  const { type, view_id: after } = asObject(position)
  const others = [...workspace.views.values()]
  const anchor = type === 'after_view' ? others.findIndex(({ id }) => id === bodyId(after)) : -1
  const index = type === 'start' ? 0 : anchor < 0 ? others.length : anchor + 1
  workspace.views.clear()
  for (const each of [...others.slice(0, index), view, ...others.slice(index)]) workspace.views.set(each.id, each)
}

/** Throws a refusal for a position after a view that the database does not have. */
export const assertPosition = (workspace: Workspace, database: DatabaseNode, position: Json | undefined): void => {
  const { type, view_id: after } = asObject(position)
  if (type === 'after_view' && findView(workspace, bodyId(after)).databaseId !== database.id)
    throw invalid(`View ${bodyId(after)} is not a view of database ${database.id}.`)
}
