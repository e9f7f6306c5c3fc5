/** Loads objects that are not nodes of the tree: comments, views, file uploads, agents and custom emojis. */
import { seedAgent } from '../agents/agent.js'
import type { CommentNode, FileUpload, Stamp } from '../state/types.js'
import type { View } from '../state/views.js'
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { fromText } from '../values/time.js'
import { widgetOf } from '../views/serialize.js'
import { dashIds } from './seedNodes.js'

const stampOf = (workspace: Workspace, object: JsonObject): Stamp => ({
  createdTime: fromText(object.created_time, workspace.now()),
  lastEditedTime: fromText(object.last_edited_time, workspace.now()),
  createdBy: asString(asObject(object.created_by).id) || workspace.botId,
  lastEditedBy: asString(asObject(object.last_edited_by ?? object.created_by).id) || workspace.botId,
})

/** Who signed a comment that was loaded without saying so: the connection, or the user who wrote it. */
const signatureOf = (workspace: Workspace, createdBy: string): JsonObject =>
  createdBy === workspace.botId
    ? { type: 'integration', resolved_name: workspace.integrationName }
    : { type: 'user', resolved_name: workspace.users.get(createdBy)?.name ?? null }

const seedComment = (workspace: Workspace, object: JsonObject): CommentNode => ({
  id: dashed(asString(object.id)),
  discussionId: dashed(asString(object.discussion_id) || workspace.newId()),
  ...stampOf(workspace, object),
  parent: dashIds(asObject(object.parent)),
  richText: object.rich_text ?? [],
  displayName: isObject(object.display_name)
    ? object.display_name
    : signatureOf(workspace, stampOf(workspace, object).createdBy),
  attachments: object.attachments,
  resolved: object.resolved === true,
})

const idOrUndefined = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? dashed(value) : undefined

const textOrUndefined = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

const seedView = (workspace: Workspace, object: JsonObject): View => ({
  id: dashed(asString(object.id)),
  ...stampOf(workspace, object),
  databaseId: dashed(asString(asObject(object.parent).database_id)),
  dataSourceId: idOrUndefined(object.data_source_id),
  dashboardId: idOrUndefined(object.dashboard_view_id),
  type: asString(object.type) || 'table',
  name: asString(object.name),
  filter: object.filter ?? null,
  sorts: object.sorts ?? null,
  quickFilters: object.quick_filters ?? null,
  url: textOrUndefined(object.url),
  configuration: object.configuration ?? null,
  rows: asArray(asObject(object.configuration).rows).map((row) => ({
    id: asString(asObject(row).id),
    widgets: asArray(asObject(row).widgets).map(widgetOf),
  })),
})

const STATUSES = ['pending', 'uploaded', 'expired', 'failed'] as const

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

const modeOf = (object: JsonObject): string =>
  object.number_of_parts !== undefined
    ? 'multi_part'
    : object.file_import_result === undefined
      ? 'single_part'
      : 'external_url'

const seedUpload = (workspace: Workspace, object: JsonObject): FileUpload => {
  const { total, sent } = asObject(object.number_of_parts)
  const { createdTime, lastEditedTime, createdBy } = stampOf(workspace, object)
  const length = typeof object.content_length === 'number' ? object.content_length : null
  const parts = typeof sent === 'number' ? sent : 0
  return {
    id: dashed(asString(object.id)),
    createdTime,
    lastEditedTime,
    createdBy,
    createdByType: textOrUndefined(asObject(object.created_by).type),
    mode: modeOf(object),
    status: STATUSES.find((status) => status === object.status) ?? 'uploaded',
    filename: textOrNull(object.filename),
    contentType: textOrNull(object.content_type),
    contentLength: length,
    totalParts: typeof total === 'number' ? total : 1,
    parts: new Map(Array.from({ length: parts }, (_, index) => [index + 1, Math.floor((length ?? 0) / parts)])),
    contents: new Map(),
    externalUrl: undefined,
    importResult: isObject(object.file_import_result) ? object.file_import_result : undefined,
    // An upload without an expiry time was attached.
    attached: object.expiry_time === null || object.expiry_time === undefined,
  }
}

/** Loads a comment, a view, an upload, an agent or a custom emoji. Other objects are ignored. */
export const seedOther = (workspace: Workspace, object: JsonObject): void => {
  const id = dashed(asString(object.id))
  if (object.object === 'comment') workspace.comments.set(id, seedComment(workspace, object))
  if (object.object === 'view') workspace.views.set(id, seedView(workspace, object))
  if (object.object === 'file_upload') workspace.uploads.set(id, seedUpload(workspace, object))
  if (object.object === 'agent') workspace.agents.set(id, seedAgent(workspace, object))
  // Responses contain custom emojis without `object`.
  const isBareEmoji = object.object === undefined && typeof object.name === 'string' && typeof object.url === 'string'
  if (object.object === 'custom_emoji' || isBareEmoji)
    workspace.emojis.set(id, { id, name: object.name ?? '', url: object.url ?? '' })
}
