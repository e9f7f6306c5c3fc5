import { afterBlock } from '../blocks/position.js'
import { invalid } from '../errors.js'
import { assertNotInTrash, findDatabase, findPage, notFound, parentRecord } from '../state/find.js'
import { isNotShared } from '../state/notShared.js'
import { atEnd, insertAt, type Position, stampNow } from '../state/tree.js'
import type { DatabaseNode, View } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, integer, oneOf, optional, uuid } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'

/** The position of a view among those of a database. */
export const positionCheck: Check = (value, path) => [
  ...fields({ type: oneOf('start', 'end', 'after_view') })(value, path),
  ...(asObject(value).type === 'after_view' ? fields({ view_id: uuid })(value, path) : []),
]

/** The position of a widget on a dashboard. */
export const placementCheck: Check = (value, path) => {
  const row = integer(0, 1000)
  const known = asObject(value).type === 'existing_row' ? row : optional(row)
  return fields({ type: oneOf('new_row', 'existing_row'), row_index: known })(value, path)
}

/** A database without data sources of its own. */
export const databaseCheck: Check = fields({
  parent: fields({ type: optional(oneOf('page_id')), page_id: uuid }, true),
  position: optional(fields({ type: oneOf('after_block'), block_id: uuid }, true)),
})

/** Finds a view. */
export const findView = (workspace: Workspace, id: string): View => {
  const view = workspace.views.get(id)
  const hidden = [view?.dataSourceId, view?.databaseId].some((each) =>
    isNotShared(workspace, workspace.nodes.get(each ?? '')),
  )
  if (view === undefined || hidden) throw notFound(workspace, 'view', id)
  return view
}

/** The views of a database in order, without the widgets of dashboards. */
export const viewsOf = (workspace: Workspace, databaseId: string): ReadonlyArray<View> =>
  [...workspace.views.values()].filter((view) => view.databaseId === databaseId && view.dashboardId === undefined)

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

const MAX_WIDGETS = 12
const MAX_IN_ROW = 4

/** Throws a refusal for a widget that does not fit on a dashboard. Changes nothing. */
export const assertWidgetFits = (dashboard: View, placement: Json | undefined): void => {
  const { type, row_index: index } = asObject(placement)
  if (dashboard.type !== 'dashboard')
    throw invalid(`View ${dashboard.id} is not a dashboard, so it cannot have widgets.`)
  if (dashboard.rows.reduce((sum, row) => sum + row.widgets.length, 0) >= MAX_WIDGETS)
    throw invalid(`A dashboard can have at most ${MAX_WIDGETS} widgets.`)
  if (type !== 'existing_row') return
  const row = typeof index === 'number' ? dashboard.rows[index] : undefined
  if (row === undefined) throw invalid(`The dashboard has no row ${JSON.stringify(index ?? null)}.`)
  if (row.widgets.length >= MAX_IN_ROW) throw invalid(`A row of a dashboard can have at most ${MAX_IN_ROW} widgets.`)
}

/** Adds a view to a dashboard as a widget. */
export const addWidget = (workspace: Workspace, dashboard: View, view: View, placement: Json | undefined): void => {
  const { type, row_index: index } = asObject(placement)
  const widget = { id: workspace.newId(), viewId: view.id }
  const at = typeof index === 'number' ? index : dashboard.rows.length
  const known = type === 'existing_row' ? dashboard.rows[at] : undefined
  if (known === undefined) dashboard.rows.splice(at, 0, { id: workspace.newId(), widgets: [widget] })
  else known.widgets.push(widget)
}

/** Removes a widget from its dashboard, and its row when that is empty. */
export const removeWidget = (dashboard: View, viewId: string): void => {
  dashboard.rows = dashboard.rows
    .map((row) => ({ ...row, widgets: row.widgets.filter((widget) => widget.viewId !== viewId) }))
    .filter((row) => row.widgets.length > 0)
}

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
