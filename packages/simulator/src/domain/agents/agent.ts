/**
 * Finds agents, and loads them from responses. Every workspace has the Notion agent, which is also found as `notion_ai`
 * and cannot be changed.
 */
import { failedValidation, invalid } from '../errors.js'
import type { Agent } from '../state/agents.js'
import { notFound } from '../state/find.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, problem } from '../validate/check.js'
import { dashed, isId } from '../values/id.js'
import { asObject, asString, isObject, type JsonObject } from '../values/json.js'
import { fromText } from '../values/time.js'

/** The agent that every workspace has. */
export const NOTION_AI = '33333333-3333-3333-3333-333333333333'

/** The id of an agent in a request: a UUID, or `notion_ai`. */
export const agentId: Check = (value, path) =>
  value === 'notion_ai' || isId(value) ? [] : problem(path, 'a valid uuid or `"notion_ai"`', value)

const notionAgent = (workspace: Workspace): Agent => ({
  id: NOTION_AI,
  type: 'notion_ai',
  name: 'Notion Agent',
  description: null,
  icon: { type: 'emoji', emoji: '🤖' },
  model: { mode: 'auto' },
  connections: [],
  triggers: [],
  instructions: null,
  instructionsPageId: null,
  createdBy: '',
  createdTime: workspace.now(),
  version: null,
  favorited: false,
  lastEditedTime: workspace.now(),
  lastRunTime: null,
  status: 'active',
  pauseReason: null,
  creditLimit: null,
  creditsUsed: 0,
})

const idOf = (text: string): string => (text === 'notion_ai' ? NOTION_AI : isId(text) ? dashed(text) : text)

/** Finds an agent; a deleted one is not found. */
export const findAgent = (workspace: Workspace, text: string): Agent => {
  const problems = agentId(text, 'path.agent_id')
  if (problems.length > 0) throw failedValidation('path', problems)
  const id = idOf(text)
  const known = workspace.agents.get(id)
  if (known === undefined && id === NOTION_AI) return notionAgent(workspace)
  if (known === undefined || known.status === 'deleted') throw notFound(workspace, 'agent', id)
  return known
}

/** Finds an agent that users created, and that can therefore be changed. */
export const findOwnAgent = (workspace: Workspace, text: string): Agent => {
  const agent = findAgent(workspace, text)
  if (agent.type === 'notion_ai') throw invalid('The Notion agent itself cannot be changed.')
  return agent
}

const statusOf = (value: unknown): Agent['status'] => (value === 'disabled' || value === 'deleted' ? value : 'active')

/** Reads an agent from a response. */
export const seedAgent = (workspace: Workspace, object: JsonObject): Agent => {
  const now = workspace.now()
  const text = (key: string): string | null => (typeof object[key] === 'string' ? asString(object[key]) : null)
  const lastRun = object.last_run_at ?? object.last_run_time
  return {
    id: dashed(asString(object.id)),
    type: text('agent_type') ?? 'custom_agent',
    name: text('name') ?? 'Agent',
    description: text('description'),
    icon: object.icon ?? null,
    model: object.model === undefined ? { mode: 'auto' } : asObject(object.model),
    connections: object.connections ?? [],
    triggers: object.triggers ?? [],
    instructions: text('instructions'),
    instructionsPageId: text('instructions_page_id'),
    createdBy: asString(asObject(object.created_by).id) || workspace.botId,
    createdTime: fromText(object.created_time, now),
    version: isObject(object.agent_version) ? object.agent_version : null,
    favorited: object.favorited === true,
    lastEditedTime: fromText(object.last_edited_time, now),
    lastRunTime: typeof lastRun === 'string' ? fromText(lastRun, now) : null,
    status: statusOf(object.status),
    pauseReason: text('pause_reason'),
    creditLimit: typeof object.credit_limit === 'number' ? object.credit_limit : null,
    creditsUsed: 0,
  }
}
