/**
 * The versions of webhook payloads. In the oldest, data sources have no events of their own: some are those of their
 * database.
 */
import type { Workspace } from '../domain/state/workspace.js'
import { asObject, asString, type JsonObject } from '../domain/values/json.js'
import { VERSIONS } from '../domain/version.js'
import { parentIn, type WebhookEvent } from './nodeEvents.js'

/** The versions of webhooks: also one from before data sources. */
export const WEBHOOK_VERSIONS = ['2022-06-28', ...VERSIONS] as const

/** A version that webhooks are sent in. */
export type WebhookVersion = (typeof WEBHOOK_VERSIONS)[number]

/** The events of a data source that are events of its database in the older version. */
const OF_DATABASE: Readonly<Record<string, string>> = {
  'data_source.content_updated': 'database.content_updated',
  'data_source.schema_updated': 'database.schema_updated',
}

const databaseEvent = (workspace: Workspace, event: WebhookEvent): WebhookEvent | undefined => {
  const type = OF_DATABASE[event.type]
  const source = workspace.nodes.get(event.entity.id)
  const database = workspace.nodes.get(asString(source?.parent.database_id))
  if (type === undefined || database === undefined) return undefined
  const data = { ...event.data, parent: parentIn(workspace, database) }
  return { ...event, type, entity: { id: database.id, type: 'database' }, data }
}

const withoutSource = (data: JsonObject): JsonObject => {
  const { data_source_id: _, ...parent } = asObject(data.parent)
  return data.parent === undefined ? data : { ...data, parent }
}

/** An event in a version; undefined when the version does not have it. */
export const inVersion = (
  workspace: Workspace,
  version: WebhookVersion,
  event: WebhookEvent,
): WebhookEvent | undefined => {
  if (version !== '2022-06-28') return event
  if (event.entity.type === 'data_source') return databaseEvent(workspace, event)
  return { ...event, data: event.data === undefined ? undefined : withoutSource(event.data) }
}
