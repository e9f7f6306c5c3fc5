/** Queries of agents. The Notion agent is never listed, and deleted agents are listed only on request. */
import { type Filterables, listFilterCheck, matchesListFilter } from '../lists/filter.js'
import { listSortsCheck, sortList } from '../lists/sort.js'
import type { Agent } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { boolean, type Check, list, number, oneOf, optional, string } from '../validate/check.js'
import { isoDate } from '../validate/date.js'
import { asArray, asObject, asString, type JsonObject } from '../values/json.js'
import { toIso } from '../values/time.js'

const times = { before: isoDate, after: isoDate }

/** The properties that agents can be filtered by. */
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

/** The values of an agent for filters and sorts. */
const valuesOf = (agent: Agent): JsonObject => ({
  id: agent.id,
  agent_type: agent.type,
  created_by: [agent.createdBy],
  created_time: toIso(agent.createdTime),
  last_run_at: agent.lastRunTime === null ? null : toIso(agent.lastRunTime),
  favorited: agent.favorited,
  connections: asArray(agent.connections).map((each) => asObject(asObject(each).account).server_host ?? null),
  status: agent.status,
  model_mode: agent.model.mode ?? 'auto',
  agent_version: agent.version?.number ?? null,
})

/** The parameters of a query of agents, besides paging. */
export const agentQueryChecks: Readonly<Record<string, Check>> = {
  query: optional(string()),
  filter: optional(listFilterCheck(FILTERABLES, 1)),
  sorts: listSortsCheck('created_time', 'last_run_at'),
  verbose: optional(boolean),
  include_deleted: optional(boolean),
}

/** The agents that a checked query returns, in its order. The Notion agent is not listed. */
export const queryAgents = (workspace: Workspace, request: JsonObject): ReadonlyArray<Agent> => {
  const searched = asString(request.query).toLowerCase()
  const found = [...workspace.agents.values()].filter(
    (agent) =>
      agent.type !== 'notion_ai' &&
      (agent.status !== 'deleted' || request.include_deleted === true) &&
      agent.name.toLowerCase().includes(searched) &&
      matchesListFilter(FILTERABLES, request.filter, valuesOf(agent)),
  )
  return sortList(found, asArray(request.sorts), valuesOf)
}
