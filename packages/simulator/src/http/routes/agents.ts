/** The endpoints of agents. The response to a batch is a task, although its operations are done at once. */
import { findAgent, findOwnAgent } from '../../domain/agents/agent.js'
import { completedRuns } from '../../domain/agents/completedRuns.js'
import { operationCheck, runOperation, tryOperation } from '../../domain/agents/operations.js'
import { agentQueryChecks, queryAgents } from '../../domain/agents/queryAgents.js'
import { serializeAgent, serializeInsights, serializeListedAgent } from '../../domain/agents/serialize.js'
import { creditLimitCheck, statusCheck } from '../../domain/agents/updateAgent.js'
import { failedValidation } from '../../domain/errors.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, type Check, fields, list, problem } from '../../domain/validate/check.js'
import { asArray, asObject, type JsonObject } from '../../domain/values/json.js'
import { errorBody } from '../errors.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import type { ApiRequest, Route } from '../route.js'
import { deferred, statusOfResponse } from './asyncTasks.js'

const agentParam = ({ params }: ApiRequest): string => params.agent_id ?? ''

const isVerbose = ({ query }: ApiRequest): boolean => query.get('verbose') === 'true'

const retrieve = (request: ApiRequest): JsonObject =>
  serializeAgent(findAgent(request.workspace, agentParam(request)), isVerbose(request))

const query = ({ workspace, body }: ApiRequest): JsonObject => {
  assertValid(fields({ ...agentQueryChecks, ...pagingChecks }, true), body, 'body')
  const part = paginate(queryAgents(workspace, body), bodyPaging(body), (agent) => agent.id)
  return {
    object: 'list',
    type: 'agent',
    results: part.items.map((agent) => serializeListedAgent(agent, body.verbose === true)),
    has_more: part.next !== null,
    next_cursor: part.next,
  }
}

const timeOf = (request: ApiRequest, name: string, fallback: number): number => {
  const given = request.query.get(name)
  if (given === null) return fallback
  if (given === '' || Number.isNaN(Number(given)))
    throw failedValidation('query', problem(`query.${name}`, 'a number', given))
  return Number(given)
}

const insights = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const from = timeOf(request, 'start_time', Number.NEGATIVE_INFINITY)
  const until = timeOf(request, 'end_time', Number.POSITIVE_INFINITY)
  const agent = findOwnAgent(workspace, agentParam(request))
  return serializeInsights(agent, completedRuns(workspace, agent, from, until))
}

/** The handler of an operation that a batch may also contain; its body is checked by `checks`. */
const operation =
  (action: string, checks: Readonly<Record<string, Check>>) =>
  (request: ApiRequest): JsonObject => {
    const { workspace, body } = request
    assertValid(fields(checks, true), body, 'body')
    return runOperation(workspace, action, agentParam(request), body)
  }

const remove = (request: ApiRequest): JsonObject => runOperation(request.workspace, 'delete', agentParam(request), {})

const operationResult = (workspace: Workspace, requested: JsonObject): JsonObject => {
  const echoed = { action: requested.action ?? '', agent_id: requested.agent_id ?? '' }
  const outcome = tryOperation(workspace, requested)
  return outcome.status === 'succeeded'
    ? { ...echoed, ...outcome }
    : { ...echoed, status: outcome.status, error: errorBody(outcome.refusal) }
}

const batch = ({ workspace, body }: ApiRequest): JsonObject => {
  assertValid(fields({ operations: list(operationCheck, 100, 1) }, true), body, 'body')
  const results = asArray(body.operations).map((each) => operationResult(workspace, asObject(each)))
  return deferred(workspace, 'POST /v1/agents/batch', { results })
}

/** `/v1/agents` */
export const agentRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/agents/query', handler: query, changes: false },
  { method: 'POST', path: '/v1/agents/batch', handler: batch, statusOf: statusOfResponse },
  { method: 'GET', path: '/v1/agents/:agent_id', handler: retrieve },
  { method: 'DELETE', path: '/v1/agents/:agent_id', handler: remove },
  { method: 'GET', path: '/v1/agents/:agent_id/insights', handler: insights },
  {
    method: 'PATCH',
    path: '/v1/agents/:agent_id/credit_limit',
    handler: operation('update_credit_limit', { credit_limit: creditLimitCheck }),
  },
  {
    method: 'PATCH',
    path: '/v1/agents/:agent_id/status',
    handler: operation('update_status', { status: statusCheck }),
  },
]
