/**
 * The events of a session in a list. They contain the addresses of attached files, and not the usage, which only
 * streams contain.
 */
import { serializeFileSource } from '../files/fileSource.js'
import type { Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../values/json.js'

const serializeContent = (workspace: Workspace, part: Json): Json => {
  const { type, file_id: id } = asObject(part)
  const upload = workspace.uploads.get(asString(id))
  if (type !== 'file' || upload === undefined) return part
  const { url, expiry_time } = asObject(serializeFileSource(workspace, { file_upload: { id: upload.id } }).file)
  return {
    type: 'file',
    name: upload.filename ?? 'file',
    content_type: upload.contentType ?? 'application/octet-stream',
    url: url ?? '',
    expiry_time: expiry_time ?? '',
  }
}

/** An event in the log: with readable files, and its author. Only streams contain its costs. */
export const serializeEvent = (
  workspace: Workspace,
  session: Session,
  { usage: _, ...event }: JsonObject,
): JsonObject => {
  const content =
    event.content === undefined
      ? {}
      : { content: asArray(event.content).map((each) => serializeContent(workspace, each)) }
  if (event.type !== 'user.message' && event.type !== 'agent.message') return { ...event, ...content }
  const by = event.type === 'user.message' ? { id: session.createdBy, type: 'bot' } : null
  return { ...event, ...content, created_by: by, metadata: event.metadata ?? null }
}
