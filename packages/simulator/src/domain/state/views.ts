/** The state of views, and the stored results of their queries. */
import type { Json } from '../values/json.js'
import type { Stamp } from './types.js'

/** A row of a dashboard: its widgets from left to right. */
export interface DashboardRow {
  readonly id: string
  readonly widgets: Array<{ readonly id: string; readonly viewId: string }>
}

/** A view of a data source. */
export interface View extends Stamp {
  readonly id: string
  readonly databaseId: string
  /** Undefined for a dashboard, which contains other views. */
  readonly dataSourceId: string | undefined
  /** The dashboard that it is a widget of. */
  readonly dashboardId: string | undefined
  /** The widgets of a dashboard; empty for any other view. */
  rows: Array<DashboardRow>
  readonly type: string
  /** The address it was loaded with, if any. */
  readonly url: string | undefined
  name: string
  filter: Json
  sorts: Json
  quickFilters: Json
  configuration: Json
}

/** The stored result of a view query. */
export interface ViewQuery {
  readonly id: string
  readonly viewId: string
  readonly expiresAt: number
  readonly results: ReadonlyArray<string>
  /** The number of rows before the limit. */
  readonly total: number
}
