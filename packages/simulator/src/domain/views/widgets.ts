/** The widgets of dashboards: at most 12, in rows of at most 4. */
import { invalid } from '../errors.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, integer, oneOf, optional } from '../validate/check.js'
import { asObject, type Json } from '../values/json.js'

/** The position of a widget on a dashboard. */
export const placementCheck: Check = (value, path) => {
  const row = integer(0, 1000)
  const known = asObject(value).type === 'existing_row' ? row : optional(row)
  return fields({ type: oneOf('new_row', 'existing_row'), row_index: known })(value, path)
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
