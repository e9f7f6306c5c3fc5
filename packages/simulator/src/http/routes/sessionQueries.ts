import { type Filterables, filterCheck, matchesFilter, sorted, sortsCheck, TIMES } from '../../domain/agents/filter.js'
import { advanced, findSession, sessionDetails } from '../../domain/agents/findSession.js'
import { serializeSession } from '../../domain/agents/serialize.js'
import { serializeFileSource } from '../../domain/files/source.js'
import { listOf } from '../../domain/serialize/common.js'
import type { Session } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, type Check, fields, list, number, oneOf, optional, string } from '../../domain/validate/check.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const STATUSES = ['queued', 'in_progress', 'requires_action', 'completed', 'failed', 'canceled', 'terminated']
const equalsText = { equals: string() }
const among = (searched: ReadonlyArray<string>): Readonly<Record<string, Check>> => ({
  equals: oneOf(...searched),
  in: list(oneOf(...searched), 100),
})

const SESSION_FILTERABLES: Filterables = {
  id: { key: 'string', operators: equalsText },
  agent_id: { key: 'string', operators: equalsText },
  status: { key: 'status', operators: among(STATUSES) },
  created_at: { key: 'timestamp', operators: TIMES },
  updated_at: { key: 'timestamp', operators: TIMES },
}

const query = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const checks = {
    query: optional(string()),
    filter: optional(filterCheck(SESSION_FILTERABLES, 1)),
    sorts: sortsCheck('created_at', 'updated_at'),
    ...pagingChecks,
  }
  assertValid(fields(checks, true), body, 'body')
  const searched = asString(body.query).toLowerCase()
  const found = [...workspace.sessions.values()]
    .map((session) => advanced(workspace, session))
    .filter((session) => session.title.toLowerCase().includes(searched))
    .filter((session) => matchesFilter(SESSION_FILTERABLES, body.filter, serializeSession(session)))
    .reverse()
  const part = paginate(sorted(found, asArray(body.sorts), serializeSession), bodyPaging(body), (session) => session.id)
  return listOf(
    'session',
    part.items.map((session) => sessionDetails(workspace, session)),
    part.next,
  )
}

const EVENTS = [
  'user.message',
  'agent.message',
  'agent.thinking',
  'agent.tool_use',
  'agent.tool_result',
  'session.status',
]

const EVENT_FILTERABLES: Filterables = {
  id: { key: 'string', operators: equalsText },
  type: { key: 'event_type', operators: among(EVENTS) },
  sequence: {
    key: 'number',
    operators: {
      greater_than: number,
      greater_than_or_equal_to: number,
      less_than: number,
      less_than_or_equal_to: number,
    },
  },
  created_at: { key: 'timestamp', operators: TIMES },
}

const readContent = (workspace: Workspace, part: Json): Json => {
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
const readEvent = (workspace: Workspace, session: Session, { usage: _, ...event }: JsonObject): JsonObject => {
  const content =
    event.content === undefined ? {} : { content: asArray(event.content).map((each) => readContent(workspace, each)) }
  if (event.type !== 'user.message' && event.type !== 'agent.message') return { ...event, ...content }
  const by = event.type === 'user.message' ? { id: session.createdBy, type: 'bot' } : null
  return { ...event, ...content, created_by: by, metadata: event.metadata ?? null }
}

const queryEvents = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const session = findSession(workspace, pathId(request, 'session_id'))
  const checks = {
    filter: optional(filterCheck(EVENT_FILTERABLES, 2)),
    sorts: sortsCheck('sequence', 'created_at'),
    ...pagingChecks,
  }
  assertValid(fields(checks, true), body, 'body')
  const found = advanced(workspace, session).events.filter((event) =>
    matchesFilter(EVENT_FILTERABLES, body.filter, event),
  )
  const part = paginate(
    sorted(found, asArray(body.sorts), (event) => event),
    bodyPaging(body),
    (event) => asString(event.id),
  )
  return listOf(
    'session_event',
    part.items.map((event) => readEvent(workspace, session, event)),
    part.next,
  )
}

/** Queries below `/v1/sessions` */
export const sessionQueryRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/sessions/query', handler: query },
  { method: 'POST', path: '/v1/sessions/:session_id/events/query', handler: queryEvents },
]
