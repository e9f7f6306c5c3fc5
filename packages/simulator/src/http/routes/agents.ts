import { agentId, findAgent, findOwnAgent } from '../../domain/agents/agent.js'
import { type Filterables, filterCheck, matchesFilter, sorted, sortsCheck } from '../../domain/agents/filter.js'
import { serializeAgent, serializeInsights, serializeListedAgent } from '../../domain/agents/serialize.js'
import { failedValidation, Refusal } from '../../domain/errors.js'
import type { Agent } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  list,
  nullable,
  number,
  oneOf,
  optional,
  problem,
  string,
} from '../../domain/validate/check.js'
import { isoDate } from '../../domain/validate/date.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
import { errorBody } from '../errors.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import type { ApiRequest, Route } from '../route.js'
import { deferred, statusOfAnswer } from './asyncTasks.js'

const agentParam = ({ params }: ApiRequest): string => params.agent_id ?? ''

const isVerbose = ({ query }: ApiRequest): boolean => query.get('verbose') === 'true'

const retrieve = (request: ApiRequest): JsonObject =>
  serializeAgent(findAgent(request.workspace, agentParam(request)), isVerbose(request))

const times = { before: isoDate, after: isoDate }

const FILTERABLES: Filterables = {
  id: { key: 'id', operators: { equals: string() } },
  agent_type: {
    key: 'string',
    operators: { equals: oneOf('notion_ai', 'custom_agent', 'autofill_custom_agent') },
  },
  created_by: { key: 'people', operators: { contains: string() } },
  created_time: { key: 'date', operators: times },
  last_run_at: { key: 'date', operators: times },
  favorited: { key: 'checkbox', operators: { equals: boolean } },
  connections: { key: 'mcp_server', operators: { contains: string() } },
  status: { key: 'status', operators: { in: list(oneOf('active', 'disabled', 'deleted'), 100) } },
  model_mode: { key: 'select', operators: { equals: oneOf('auto', 'pinned') } },
  agent_version: { key: 'number', operators: { equals: number } },
}

const valuesOf = (agent: Agent): JsonObject => ({
  id: agent.id,
  agent_type: agent.type,
  created_by: [agent.createdBy],
  created_time: new Date(agent.createdTime).toISOString(),
  last_run_at: agent.lastRunTime === null ? null : new Date(agent.lastRunTime).toISOString(),
  favorited: agent.favorited,
  connections: asArray(agent.connections).map((each) => asObject(asObject(each).account).server_host ?? null),
  status: agent.status,
  model_mode: agent.model.mode ?? 'auto',
  agent_version: agent.version?.number ?? null,
})

const query = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const checks = {
    query: optional(string()),
    filter: optional(filterCheck(FILTERABLES, 1)),
    sorts: sortsCheck('created_time', 'last_run_at'),
    verbose: optional(boolean),
    include_deleted: optional(boolean),
    ...pagingChecks,
  }
  assertValid(fields(checks, true), body, 'body')
  const searched = asString(body.query).toLowerCase()
  const found = [...workspace.agents.values()].filter(
    (agent) =>
      agent.type !== 'notion_ai' &&
      (agent.status !== 'deleted' || body.include_deleted === true) &&
      agent.name.toLowerCase().includes(searched) &&
      matchesFilter(FILTERABLES, body.filter, valuesOf(agent)),
  )
  const part = paginate(sorted(found, asArray(body.sorts), valuesOf), bodyPaging(body), (agent) => agent.id)
  return {
    object: 'list',
    type: 'agent',
    results: part.items.map((agent) => serializeListedAgent(agent, body.verbose === true)),
    has_more: part.next !== null,
    next_cursor: part.next,
  }
}

const timeOf = (request: ApiRequest, name: string, otherwise: number): number => {
  const given = request.query.get(name)
  if (given === null) return otherwise
  if (given === '' || Number.isNaN(Number(given)))
    throw failedValidation('query', problem(`query.${name}`, 'a number', given))
  return Number(given)
}

const insights = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const from = timeOf(request, 'start_time', Number.NEGATIVE_INFINITY)
  const until = timeOf(request, 'end_time', Number.POSITIVE_INFINITY)
  const agent = findOwnAgent(workspace, agentParam(request))
  const runs = [...workspace.sessions.values()]
    .filter((each) => each.agentId === agent.id && each.createdTime >= from && each.createdTime <= until)
    .reduce((sum, each) => sum + each.runs, 0)
  return serializeInsights(agent, runs)
}

const amount: Check = nullable((value, path) =>
  typeof value === 'number' && value >= 0 ? [] : problem(path, 'a number ≥ `0` or `null`', value),
)
const status: Check = oneOf('active', 'disabled')

const edited = (workspace: Workspace, agent: Agent): JsonObject => {
  agent.lastEditedTime = workspace.now()
  return { last_edited_time: new Date(agent.lastEditedTime).toISOString() }
}

const setCreditLimit = (workspace: Workspace, agent: Agent, limit: Json): JsonObject => {
  agent.creditLimit = typeof limit === 'number' ? limit : null
  return { agent_id: agent.id, credit_limit: agent.creditLimit, ...edited(workspace, agent) }
}

const setStatus = (workspace: Workspace, agent: Agent, requested: Json): JsonObject => {
  agent.status = requested === 'disabled' ? 'disabled' : 'active'
  agent.pauseReason = agent.status === 'disabled' ? 'disabled_from_api' : null
  return { agent_id: agent.id, status: agent.status, pause_reason: agent.pauseReason, ...edited(workspace, agent) }
}

const markDeleted = (workspace: Workspace, agent: Agent): JsonObject => {
  agent.status = 'deleted'
  edited(workspace, agent)
  return { agent_id: agent.id, status: 'deleted', deleted_at: new Date(workspace.now()).toISOString() }
}

const updateCreditLimit = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(fields({ credit_limit: amount }, true), body, 'body')
  return setCreditLimit(workspace, findOwnAgent(workspace, agentParam(request)), body.credit_limit ?? null)
}

const updateStatus = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(fields({ status }, true), body, 'body')
  return setStatus(workspace, findOwnAgent(workspace, agentParam(request)), body.status ?? null)
}

const remove = (request: ApiRequest): JsonObject =>
  markDeleted(request.workspace, findOwnAgent(request.workspace, agentParam(request)))

const ACTIONS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  update_status: { fields: fields({ status }, true) },
  update_credit_limit: { fields: fields({ credit_limit: amount }, true) },
  delete: {},
}

const operation: Check = (value, path) => {
  const action = asObject(value).action
  const problems = oneOf(...Object.keys(ACTIONS))(action, `${path}.action`)
  if (problems.length > 0) return problems
  return fields({ action: string(), agent_id: agentId, ...ACTIONS[asString(action)] }, true)(value, path)
}

const runOperation = (workspace: Workspace, { action, agent_id: id, fields: requested }: JsonObject): JsonObject => {
  const agent = findOwnAgent(workspace, asString(id))
  if (action === 'update_status') return setStatus(workspace, agent, asObject(requested).status ?? null)
  if (action === 'update_credit_limit')
    return setCreditLimit(workspace, agent, asObject(requested).credit_limit ?? null)
  return markDeleted(workspace, agent)
}

/** A failed operation does not undo the others. */
const operationResult = (workspace: Workspace, requested: JsonObject): JsonObject => {
  const echoed = { action: requested.action ?? '', agent_id: requested.agent_id ?? '' }
  try {
    return { ...echoed, status: 'succeeded', result: runOperation(workspace, requested) }
  } catch (reason) {
    if (reason instanceof Refusal) return { ...echoed, status: 'failed', error: errorBody(reason) }
    throw reason
  }
}

const batch = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(fields({ operations: list(operation, 100, 1) }, true), body, 'body')
  const results = asArray(body.operations).map((each) => operationResult(workspace, asObject(each)))
  return deferred(workspace, 'POST /v1/agents/batch', { results })
}

/** `/v1/agents` */
export const agentRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/agents/query', handler: query },
  { method: 'POST', path: '/v1/agents/batch', handler: batch, statusOf: statusOfAnswer },
  { method: 'GET', path: '/v1/agents/:agent_id', handler: retrieve },
  { method: 'DELETE', path: '/v1/agents/:agent_id', handler: remove },
  { method: 'GET', path: '/v1/agents/:agent_id/insights', handler: insights },
  { method: 'PATCH', path: '/v1/agents/:agent_id/credit_limit', handler: updateCreditLimit },
  { method: 'PATCH', path: '/v1/agents/:agent_id/status', handler: updateStatus },
]
