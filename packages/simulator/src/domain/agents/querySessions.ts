/** Queries of sessions and of their events. By default sessions are listed newest first, and events oldest first. */
import { type Filterables, listFilterCheck, matchesListFilter, TIMES } from '../lists/filter.js'
import { listSortsCheck, sortList } from '../lists/sort.js'
import type { Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, list, number, oneOf, optional, string } from '../validate/check.js'
import { asArray, asString, type JsonObject } from '../values/json.js'
import { advanceSession } from './findSession.js'
import { serializeSession } from './serializeSession.js'

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

/** The parameters of a query of sessions, besides paging. */
export const sessionQueryChecks: Readonly<Record<string, Check>> = {
  query: optional(string()),
  filter: optional(listFilterCheck(SESSION_FILTERABLES, 1)),
  sorts: listSortsCheck('created_at', 'updated_at'),
}

/** The sessions that a checked query returns, in its order; the newest first by default. */
export const querySessions = (workspace: Workspace, request: JsonObject): ReadonlyArray<Session> => {
  const searched = asString(request.query).toLowerCase()
  const found = [...workspace.sessions.values()]
    .map((session) => advanceSession(workspace, session))
    .filter((session) => session.title.toLowerCase().includes(searched))
    .filter((session) => matchesListFilter(SESSION_FILTERABLES, request.filter, serializeSession(session)))
    .reverse()
  return sortList(found, asArray(request.sorts), serializeSession)
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

/** The parameters of a query of the events of a session, besides paging. */
export const eventQueryChecks: Readonly<Record<string, Check>> = {
  filter: optional(listFilterCheck(EVENT_FILTERABLES, 2)),
  sorts: listSortsCheck('sequence', 'created_at'),
}

/** The events of a session that a checked query returns, in its order. */
export const queryEvents = (workspace: Workspace, session: Session, request: JsonObject): ReadonlyArray<JsonObject> => {
  const found = advanceSession(workspace, session).events.filter((event) =>
    matchesListFilter(EVENT_FILTERABLES, request.filter, event),
  )
  return sortList(found, asArray(request.sorts), (event) => event)
}
