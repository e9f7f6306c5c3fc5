/** Views in responses. Configurations store properties by id, and responses add the current names. */
import { findProperty } from '../properties/find.js'
import { notionAddress } from '../richText/notionAddress.js'
import { partialUser } from '../serialize/common.js'
import type { DataSourceNode } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { bare, encodeId } from '../values/id.js'
import { asObject, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { toMillisecond } from '../values/time.js'

/** The keys of configurations that name a property, and the keys of its name in responses, if any. */
const NAME_KEYS: Readonly<Record<string, string | undefined>> = {
  property_id: 'property_name',
  date_property_id: 'date_property_name',
  end_date_property_id: 'end_date_property_name',
  map_by: 'map_by_property_name',
  x_axis_property_id: undefined,
  y_axis_property_id: undefined,
  toggle_column_id: undefined,
}

/** The parts of configurations whose properties have no name in responses. */
const PARTS_WITHOUT_NAMES = new Set(['cover', 'subtasks', 'arrows_by', 'y_axis', 'value'])

/** Every property that a configuration names, by name or id. */
export const referencedProperties = (configuration: Json): ReadonlyArray<string> => {
  if (isArray(configuration)) return configuration.flatMap(referencedProperties)
  if (!isObject(configuration)) return []
  return Object.entries(configuration).flatMap(([key, value]) =>
    Object.hasOwn(NAME_KEYS, key) && typeof value === 'string' ? [value] : referencedProperties(value),
  )
}

/** The keys of names, which a request may contain when a response is sent back. */
const NAME_KEYS_OF_RESPONSES = new Set(Object.values(NAME_KEYS))

/** A stored configuration: properties by id, so that they can be renamed. */
export const withIds = (configuration: Json, source: DataSourceNode): Json => {
  if (isArray(configuration)) return configuration.map((each) => withIds(each, source))
  if (!isObject(configuration)) return configuration
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([key, value]): ReadonlyArray<[string, Json]> => {
      if (NAME_KEYS_OF_RESPONSES.has(key)) return []
      if (!Object.hasOwn(NAME_KEYS, key) || typeof value !== 'string') return [[key, withIds(value, source)]]
      const property = findProperty(source.properties.values(), value)
      return [[key, property === undefined ? value : encodeId(property.id)]]
    }),
  )
}

/** A configuration in a response: properties by id, with their current names. */
const withNames = (configuration: Json, source: DataSourceNode | undefined, part = ''): Json => {
  if (isArray(configuration)) return configuration.map((each) => withNames(each, source, part))
  if (!isObject(configuration)) return configuration
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([key, value]): ReadonlyArray<[string, Json]> => {
      if (!Object.hasOwn(NAME_KEYS, key) || typeof value !== 'string') return [[key, withNames(value, source, key)]]
      const property = findProperty(source?.properties.values() ?? [], value)
      if (property === undefined) return [[key, value]]
      const name = PARTS_WITHOUT_NAMES.has(part) ? undefined : NAME_KEYS[key]
      const named: ReadonlyArray<[string, Json]> = name === undefined ? [] : [[name, property.name]]
      return [[key, encodeId(property.id)], ...named]
    }),
  )
}

const dashboard = (view: View): JsonObject => ({
  type: 'dashboard',
  rows: view.rows.map((row) => ({
    id: row.id,
    widgets: row.widgets.map(({ id, viewId }) => ({ id, view_id: viewId })),
  })),
})

const configurationOf = (workspace: Workspace, view: View): Json => {
  if (view.type === 'dashboard') return dashboard(view)
  const source = workspace.nodes.get(view.dataSourceId ?? '')
  return withNames(view.configuration, source?.kind === 'data_source' ? source : undefined)
}

const addressOf = (workspace: Workspace, databaseId: string): string => {
  const database = workspace.nodes.get(databaseId)
  return (database?.kind === 'database' ? database.url : undefined) ?? notionAddress(databaseId)
}

/** A view in a response. */
export const serializeView = (workspace: Workspace, view: View): JsonObject => ({
  object: 'view',
  id: view.id,
  parent: { type: 'database_id', database_id: view.databaseId },
  data_source_id: view.dataSourceId ?? null,
  name: view.name,
  type: view.type,
  created_time: toMillisecond(view.createdTime),
  created_by: partialUser(view.createdBy),
  last_edited_time: toMillisecond(view.lastEditedTime),
  last_edited_by: partialUser(view.lastEditedBy),
  url: view.url ?? `${addressOf(workspace, view.databaseId)}?v=${bare(view.id)}`,
  filter: view.filter,
  sorts: view.sorts,
  quick_filters: view.quickFilters,
  configuration: configurationOf(workspace, view),
  ...(view.dashboardId === undefined ? {} : { dashboard_view_id: view.dashboardId }),
})

/** A deleted view in a response. */
export const serializeDeletedView = (view: View): JsonObject => ({
  object: 'view',
  id: view.id,
  parent: { type: 'database_id', database_id: view.databaseId },
  type: view.type,
})

/** A widget of a loaded dashboard. */
export const widgetOf = (widget: Json): { readonly id: string; readonly viewId: string } => {
  const { id, view_id: viewId } = asObject(widget)
  return { id: String(id ?? viewId ?? ''), viewId: String(viewId ?? '') }
}
