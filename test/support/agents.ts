/** Samples of agents and sessions as the API returns them, created anew by each call. */
import type { Agent } from '../../src/ops/agents/agent.js'
import type { AgentInsights } from '../../src/ops/agents/agentAnswers.js'
import type { AgentConnection } from '../../src/ops/agents/agentConnection.js'
import type { Session, SessionDetails } from '../../src/ops/sessions/session.js'
import type { SessionEvent } from '../../src/ops/sessions/sessionEvent.js'
import type { CommittedSessionEvent, ProvisionalSessionEvent } from '../../src/ops/sessions/streamedEvent.js'
import { anId } from './fixtures.js'

/** One connection of each type. */
export const connectionSamples: ReadonlyArray<AgentConnection> = [
  {
    type: 'notion',
    name: 'Notion',
    account: null,
    permissions: [
      { target: { type: 'page', id: anId(5) }, scopes: ['read'] },
      { target: { type: 'agent', id: anId(6) }, scopes: ['use'] },
      { target: { type: 'database_property', data_source_id: anId(3), property_id: 'abcd' }, scopes: ['write'] },
      { target: { type: 'workspace' }, scopes: ['read'] },
      { target: { type: 'owner_private_pages' }, scopes: ['read'] },
      { target: { type: 'notion_help_docs_search' }, scopes: ['read'] },
      { target: { type: 'web_search', allowed_domains: ['example.com'] }, scopes: ['read'] },
    ],
  },
  {
    type: 'slack',
    name: 'Slack',
    account: { type: 'slack_workspace', team_id: 'T1' },
    permissions: [
      { target: { type: 'slack_channel', id: 'C1' }, scopes: ['read'] },
      { target: { type: 'slack_all_channels' }, scopes: ['read'] },
      { target: { type: 'slack_all_public_channels' }, scopes: ['read'] },
    ],
  },
  {
    type: 'discord',
    name: 'Discord',
    account: { type: 'discord_server', id: 'D1' },
    permissions: [
      { target: { type: 'discord_channel', id: 'C1' }, scopes: ['read'] },
      { target: { type: 'discord_all_channels' }, scopes: ['read'] },
    ],
  },
  {
    type: 'mcp_server',
    name: 'Tools',
    account: { type: 'mcp_server', server_host: 'mcp.example.com' },
    enabled_tools: [{ name: 'look_up', title: 'Look up' }],
    run_tools_automatically: { read: true, write: false },
  },
  {
    type: 'custom_mcp_server',
    name: 'Our tools',
    account: { type: 'mcp_server', server_host: 'mcp.example.com' },
    enabled_tools: [{ name: 'look_up', title: 'Look up' }],
    run_tools_automatically: { read: true, write: false },
  },
  {
    type: 'github',
    name: 'GitHub',
    account: 'ada',
    permissions: [{ target: { type: 'repository', id: 'R1' }, scopes: ['read'] }],
  },
]

/** A custom agent. */
export const anAgent = (over: Partial<Agent> = {}): Agent => ({
  object: 'agent',
  id: anId(21),
  agent_type: 'custom_agent',
  name: 'Librarian',
  description: 'Knows where things are.',
  instructions_page_id: anId(5),
  icon: {
    type: 'custom_agent_avatar',
    custom_agent_avatar: { static_url: 'https://a.example', animated_url: 'https://b.example' },
  },
  model: { mode: 'pinned', id: 'a-model' },
  connections: connectionSamples,
  status: 'active',
  pause_reason: null,
  created_by: { object: 'user', type: 'user', id: anId(2) },
  version: { id: anId(22), number: 3, published_at: '2026-01-02T03:04:00.000Z' },
  agent_version: { id: anId(22), number: 3, published_at: '2026-01-02T03:04:00.000Z' },
  has_unpublished_changes: false,
  last_run_time: '2026-01-02T03:04:00.000Z',
  last_run_at: '2026-01-02T03:04:00.000Z',
  credit_limit: 100,
  triggers: [
    {
      type: 'schedule',
      enabled: true,
      schedule: {
        frequency: 'week',
        interval: 1,
        weekdays: ['monday'],
        monthdays: [1],
        week_numbers: [2],
        hour: 9,
        minute: 30,
        timezone: 'Europe/Paris',
        start_date: '2026-01-01',
        end: { type: 'count', occurrences: 3 },
      },
      config: {},
    },
  ],
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  instructions: 'Answer questions.',
  ...over,
})

/** An agent whose details are hidden from the connection. */
export const aHiddenAgent = (): Agent =>
  anAgent({
    icon: { type: 'emoji', emoji: '🧭' },
    model: { mode: 'auto' },
    connections: [
      { type: 'slack', name: 'Slack', account: 'hidden', permissions: [] },
      {
        type: 'mcp_server',
        name: 'Tools',
        account: 'hidden',
        enabled_tools: 'hidden',
        run_tools_automatically: { read: true, write: false },
      },
    ],
    has_unpublished_changes: 'hidden',
    last_run_time: 'hidden',
    last_run_at: 'hidden',
    credit_limit: 'hidden',
  })

/** The built-in agent, as in queries. */
export const theNotionAgent = (): Agent => ({
  object: 'agent',
  id: '33333333-3333-3333-3333-333333333333',
  agent_type: 'notion_ai',
  name: 'Notion Agent',
  description: null,
  instructions_page_id: null,
  icon: { type: 'emoji', emoji: '🧭' },
  model: { mode: 'auto' },
  connections: [],
  status: 'active',
  pause_reason: null,
  created_by: null,
  agent_version: null,
  created_time: null,
  last_edited_time: null,
  last_run_at: null,
  credit_limit: null,
  triggers: [],
})

/** A session without details. */
export const aSession = (over: Partial<Session> = {}): Session => ({
  object: 'session',
  id: anId(31),
  agent_id: anId(21),
  title: 'Where things are',
  status: 'requires_action',
  created_at: '2026-01-02T03:04:00.000Z',
  updated_at: '2026-01-02T03:05:00.000Z',
  required_actions: [{ action_id: anId(32), title: 'May I look?', options: [{ id: 'approve', label: 'Yes' }] }],
  ...over,
})

/** A session with all details. */
export const aSessionInFull = (over: Partial<SessionDetails> = {}): SessionDetails => ({
  ...aSession(),
  error: { code: 'internal_error', message: 'It broke.', retryable: true },
  created_by: { id: anId(2), type: 'user' },
  agent_version: { id: anId(22), number: 3, published_at: '2026-01-02T03:04:00.000Z' },
  models: { type: 'pinned', ids: ['a-model'] },
  trigger_type: 'schedule',
  type_labels: ['a label'],
  chat_user_emails: ['ada@example.com'],
  tool_types: ['search'],
  tool_call_count: 1,
  credits_used: 2.5,
  runs_completed: 1,
  message_count: 2,
  ...over,
})

const event = (sequence: number) =>
  ({
    object: 'session_event',
    id: `event-${sequence}`,
    session_id: anId(31),
    sequence,
    created_at: '2026-01-02T03:04:00.000Z',
  }) as const

/** One session event of each type, as in queries. */
export const eventSamples: ReadonlyArray<SessionEvent> = [
  {
    ...event(1),
    type: 'user.message',
    content: [
      { type: 'text', text: 'Where is it?' },
      {
        type: 'file',
        name: 'a.txt',
        content_type: 'text/plain',
        url: 'https://files.example/a',
        expiry_time: '2026-01-02T04:04:00.000Z',
      },
    ],
    created_by: { id: anId(2), type: 'user' },
    metadata: { ticket: '7' },
  },
  { ...event(2), type: 'agent.thinking', content: [{ type: 'text', text: 'Hm.' }] },
  { ...event(3), type: 'agent.tool_use', tool_name: 'search' },
  { ...event(4), type: 'agent.tool_result', tool_use_id: 'event-3', tool_name: 'search', is_error: false },
  {
    ...event(5),
    type: 'agent.message',
    content: [{ type: 'text', text: 'There.' }],
    created_by: { id: anId(21), type: 'bot' },
    metadata: { model: 'a-model' },
  },
  {
    ...event(6),
    type: 'session.status',
    status: 'failed',
    required_actions: [{ action_id: anId(32), title: 'May I?', options: [{ id: 'reject', label: 'No' }] }],
    error: { code: 'internal_error', message: 'It broke.', retryable: false },
  },
]

/** The last message of an agent, as in a stream. */
export const aCommittedEvent = (sequence: number, text = `words ${sequence}`): CommittedSessionEvent => ({
  ...event(sequence),
  type: 'agent.message',
  content: [{ type: 'text', text }],
})

/** One stream message of each type. */
export const streamedSamples: ReadonlyArray<CommittedSessionEvent> = [
  {
    ...event(1),
    type: 'user.message',
    content: [
      { type: 'text', text: 'Where is it?' },
      { type: 'file', file_id: anId(33) },
    ],
    metadata: { ticket: '7' },
  },
  aCommittedEvent(2),
  { ...event(3), type: 'agent.tool_use', tool_name: 'search' },
  { ...event(4), type: 'agent.tool_result', tool_use_id: 'event-3', tool_name: 'search', is_error: true },
  {
    ...event(5),
    type: 'session.status',
    status: 'completed',
    required_actions: [],
    error: { code: 'internal_error', message: 'It broke.', retryable: false },
    usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    artifacts: [
      { type: 'page', url: 'https://a.example', title: 'A page' },
      { type: 'html_artifact', url: 'https://b.example', page_url: 'https://c.example' },
    ],
  },
]

/** A provisional message of an agent. */
export const aProvisionalEvent = (text = 'wor'): ProvisionalSessionEvent => {
  const { sequence: _, ...rest } = event(2)
  return { ...rest, type: 'agent.message', content: [{ type: 'text', text }] }
}

/** The insights of an agent, with the details hidden. */
export const someInsights = (over: Partial<AgentInsights> = {}): AgentInsights => ({
  object: 'agent_insights',
  id: anId(21),
  name: 'Librarian',
  agent_type: 'custom_agent',
  status: 'active',
  pause_reason: null,
  created_by: null,
  total_credits_used: 2.5,
  credit_limit: 'hidden',
  runs_completed: 3,
  ...over,
})
