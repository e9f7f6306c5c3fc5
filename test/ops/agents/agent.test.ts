import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { Agent } from '../../../src/ops/agents/agent.js'
import {
  AgentCreditLimit,
  AgentInsights,
  AgentStatusChange,
  DeletedAgent,
} from '../../../src/ops/agents/agentAnswers.js'
import { AgentConnection } from '../../../src/ops/agents/agentConnection.js'
import { aHiddenAgent, anAgent, connectionSamples, someInsights, theNotionAgent } from '../../support/agents.js'
import { anId } from '../../support/fixtures.js'
import { spoiled } from '../../support/spoil.js'

const decode = decodeWith(Agent)

test.each([
  ['of the workspace', anAgent()],
  ['of which little may be seen', aHiddenAgent()],
  ['that everybody has', theNotionAgent()],
])('default: an agent %s is returned unchanged', (_name, agent) => {
  const result = decode(agent)
  expect(result).toEqual(E.right(agent))
  expect(E.isRight(result) && result.right).toBe(agent)
})

test('error: an invalid value anywhere in an agent is rejected', () => {
  for (const bad of spoiled(anAgent())) expect([bad, Agent.is(bad)]).toEqual([bad, false])
  expect(decode({ ...anAgent(), credit_limit: 'none' })).toMatchObject({ left: [{ path: 'credit_limit' }] })
  expect(decode({ ...anAgent(), last_run_at: undefined })).toMatchObject({ left: [{ path: 'last_run_at' }] })
})

test.each(connectionSamples.map((sample) => [sample.type, sample] as const))(
  'default: a connection to %s, and an invalid value anywhere in it is rejected',
  (type, connection) => {
    expect(decodeWith(AgentConnection)(connection)).toEqual(E.right(connection))
    const { type: _, ...content } = connection
    for (const bad of spoiled(content)) {
      if (typeof bad === 'object') expect([bad, AgentConnection.is({ ...bad, type })]).toEqual([bad, false])
    }
  },
)

test('default: the samples are of every kind of connection', () => {
  expect(connectionSamples.map(({ type }) => type)).toEqual([
    'notion',
    'slack',
    'discord',
    'mcp_server',
    'custom_mcp_server',
    'github',
  ])
})

test('behavior: unknown values are passed through', () => {
  const agent = {
    ...anAgent(),
    agent_type: 'new',
    status: 'resting',
    pause_reason: 'new',
    model: { mode: 'cheapest', price: 1 },
    icon: { type: 'hologram', hologram: 3 },
    connections: [
      { type: 'telepathy', range: 3 },
      { type: 'notion', name: 'Notion', account: null, permissions: [{ target: { type: 'dream' }, scopes: [] }] },
    ],
    triggers: [
      { type: 'schedule', enabled: true, schedule: { frequency: 'day', interval: 1, end: { type: 'never' } } },
    ],
    new_field: 1,
  }
  expect(decode(agent)).toEqual(E.right(agent))
})

const insights = someInsights({
  pause_reason: 'run_limit',
  created_by: { id: anId(2), type: 'user' },
  credit_limit: 100,
})
const time = '2026-01-02T03:04:00.000Z'

test.each([
  [AgentInsights, insights],
  [AgentCreditLimit, { agent_id: anId(21), credit_limit: 100, last_edited_time: time }],
  [
    AgentStatusChange,
    { agent_id: anId(21), status: 'disabled', pause_reason: 'disabled_from_api', last_edited_time: time },
  ],
  [DeletedAgent, { agent_id: anId(21), status: 'deleted', deleted_at: time }],
])('default: a response of an operation on an agent, %#', (codec, answer) => {
  expect(codec.is({ ...answer, request_id: anId(98) })).toBe(true)
  for (const bad of spoiled(answer)) expect([bad, codec.is(bad)]).toEqual([bad, false])
})

test('behavior: a limit can be null, hidden or absent', () => {
  expect([null, 'hidden', 3, 'none'].map((credit_limit) => AgentInsights.is({ ...insights, credit_limit }))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(AgentCreditLimit.is({ agent_id: anId(21), credit_limit: null, last_edited_time: time })).toBe(true)
})

test('behavior: never throws, for any input', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ object: fc.constant('agent'), model: fc.anything(), icon: fc.anything(), triggers: fc.anything() }),
  )
  fc.assert(
    fc.property(anything, (value) => {
      expect(decode(value)._tag === 'Right').toBe(Agent.is(value))
      expect(decodeWith(AgentConnection)(value)._tag === 'Right').toBe(AgentConnection.is(value))
    }),
  )
})
