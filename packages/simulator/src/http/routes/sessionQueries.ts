/** The endpoints that query sessions and their events. */
import { findSession, sessionDetails } from '../../domain/agents/findSession.js'
import { eventQueryChecks, queryEvents, querySessions, sessionQueryChecks } from '../../domain/agents/querySessions.js'
import { serializeEvent } from '../../domain/agents/serializeEvent.js'
import { listOf } from '../../domain/serialize/common.js'
import { assertValid, fields } from '../../domain/validate/check.js'
import { asString, type JsonObject } from '../../domain/values/json.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const query = ({ workspace, body }: ApiRequest): JsonObject => {
  assertValid(fields({ ...sessionQueryChecks, ...pagingChecks }, true), body, 'body')
  const part = paginate(querySessions(workspace, body), bodyPaging(body), (session) => session.id)
  return listOf(
    'session',
    part.items.map((session) => sessionDetails(workspace, session)),
    part.next,
  )
}

const listEvents = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const session = findSession(workspace, pathId(request, 'session_id'))
  assertValid(fields({ ...eventQueryChecks, ...pagingChecks }, true), body, 'body')
  const part = paginate(queryEvents(workspace, session, body), bodyPaging(body), (event) => asString(event.id))
  return listOf(
    'session_event',
    part.items.map((event) => serializeEvent(workspace, session, event)),
    part.next,
  )
}

/** Queries below `/v1/sessions` */
export const sessionQueryRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/sessions/query', handler: query, changes: false },
  { method: 'POST', path: '/v1/sessions/:session_id/events/query', handler: listEvents, changes: false },
]
