import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import type { ScriptStep } from '../../../src/index.js'
import { type Harness, harness } from '../../support/harness.js'

const AGENT = 'cccccccc-0000-4000-8000-00000000000c'
const OTHER = 'cccccccc-0000-4000-8000-00000000000d'

const anAgent = (more: JsonObject = {}): JsonObject => ({
  object: 'agent',
  id: AGENT,
  agent_type: 'custom_agent',
  name: 'Helper',
  description: 'Helps',
  instructions: 'Be kind.',
  model: { mode: 'pinned', id: 'm' },
  status: 'active',
  created_time: '2026-01-01T00:00:00.000Z',
  credit_limit: 10,
  ...more,
})

const furnished = async (): Promise<Harness> => {
  const tools = await harness()
  await tools.simulator.load([
    anAgent(),
    anAgent({
      id: OTHER,
      name: 'Second',
      status: 'disabled',
      model: { mode: 'auto' },
      created_time: '2026-02-01T00:00:00.000Z',
    }),
  ])
  return tools
}

const found = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

test('default: an agent is retrieved, with its instructions when requested', async () => {
  const { ok } = await furnished()
  const agent = await ok('GET', `agents/${AGENT}`)
  expect(agent).toMatchObject({ object: 'agent', name: 'Helper', credit_limit: 10, version: null, last_run_at: null })
  expect(agent).not.toHaveProperty('instructions')
  expect(await ok('GET', `agents/${AGENT}?verbose=true`)).toMatchObject({ instructions: 'Be kind.' })
  expect(await ok('GET', 'agents/notion_ai')).toMatchObject({ agent_type: 'notion_ai', created_by: null })
})

test.each<readonly [JsonObject, ReadonlyArray<string>]>([
  [{}, [AGENT, OTHER]],
  [{ query: 'help' }, [AGENT]],
  [{ filter: { property: 'status', status: { in: ['disabled'] } } }, [OTHER]],
  [{ filter: { property: 'model_mode', select: { equals: 'pinned' } } }, [AGENT]],
  [{ filter: { property: 'created_time', date: { after: '2026-01-15' } } }, [OTHER]],
  [
    {
      filter: {
        or: [
          { property: 'id', id: { equals: AGENT } },
          {
            and: [
              { property: 'status', status: { in: ['disabled'] } },
              { property: 'favorited', checkbox: { equals: false } },
            ],
          },
        ],
      },
      sorts: [{ property: 'created_time', direction: 'descending' }],
    },
    [OTHER, AGENT],
  ],
])('params: a query of agents with %j', async (body, ids) => {
  const { ok } = await furnished()
  expect(found(await ok('POST', 'agents/query', body))).toEqual(ids)
})

test('behavior: status, credit limit and deletion are stored', async () => {
  const { ok, call } = await furnished()
  expect(await ok('PATCH', `agents/${AGENT}/status`, { status: 'disabled' })).toMatchObject({
    status: 'disabled',
    pause_reason: 'disabled_from_api',
  })
  expect(await ok('PATCH', `agents/${AGENT}/credit_limit`, { credit_limit: null })).toMatchObject({
    credit_limit: null,
  })
  expect(await ok('GET', `agents/${AGENT}`)).toMatchObject({ status: 'disabled', credit_limit: null })
  expect(await ok('DELETE', `agents/${AGENT}`)).toMatchObject({ agent_id: AGENT, status: 'deleted' })
  expect((await call('GET', `agents/${AGENT}`)).status).toBe(404)
  expect(found(await ok('POST', 'agents/query', {}))).toEqual([OTHER])
  expect(found(await ok('POST', 'agents/query', { include_deleted: true }))).toEqual([AGENT, OTHER])
})

test('behavior: each operation in a batch succeeds or fails independently', async () => {
  const { ok, call } = await furnished()
  const task = await call('POST', 'agents/batch', {
    operations: [
      { action: 'update_status', agent_id: OTHER, fields: { status: 'active' } },
      { action: 'delete', agent_id: 'notion_ai' },
      { action: 'update_credit_limit', agent_id: AGENT, fields: { credit_limit: 3 } },
    ],
  })
  expect(task).toMatchObject({ status: 202, body: { object: 'async_task', status: 'queued' } })
  const path = `async_tasks/${String(task.body.id)}`
  await ok('GET', path)
  expect(asArray(asObject((await ok('GET', path)).result).results)).toMatchObject([
    { agent_id: OTHER, status: 'succeeded', result: { status: 'active', pause_reason: null } },
    { agent_id: 'notion_ai', status: 'failed', error: { object: 'error', code: 'validation_error' } },
    { agent_id: AGENT, status: 'succeeded', result: { credit_limit: 3 } },
  ])
})

test('error: invalid changes of an agent', async () => {
  const { call } = await furnished()
  const code = async (method: string, path: string, body?: JsonObject) => (await call(method, path, body)).body.code
  expect(await code('GET', 'agents/x')).toBe('validation_error')
  expect(await code('GET', 'agents/99999999-9999-4999-8999-999999999999')).toBe('object_not_found')
  expect(await code('PATCH', 'agents/notion_ai/status', { status: 'disabled' })).toBe('validation_error')
  expect(await code('PATCH', `agents/${AGENT}/credit_limit`, { credit_limit: -1 })).toBe('validation_error')
  expect(await code('POST', 'agents/batch', { operations: [] })).toBe('validation_error')
  const three = { and: [{ or: [{ and: [] }] }] }
  expect(await code('POST', 'agents/query', { filter: three })).toBe('validation_error')
  expect(await code('GET', `agents/${AGENT}/insights?start_time=x`)).toBe('validation_error')
})

const events = async ({ simulator }: Harness, body: JsonObject): Promise<ReadonlyArray<JsonObject>> => {
  const answer = await simulator.fetch('https://api.notion.com/v1/sessions', {
    method: 'POST',
    headers: {
      authorization: 'Bearer ntn_test',
      'notion-version': '2026-03-11',
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify(body),
  })
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  return (await answer.text())
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => asObject(JSON.parse(part.split('\ndata: ')[1] ?? '')))
}

const kinds = (envelopes: ReadonlyArray<JsonObject>): ReadonlyArray<string> =>
  envelopes.map((envelope) => `${String(envelope.type)} ${String(asObject(envelope.event).type ?? '')}`.trim())

const SCRIPT: ReadonlyArray<ScriptStep> = [
  { type: 'thinking', text: 'Hm.' },
  { type: 'tool', name: 'search' },
  { type: 'message', text: 'Found it.' },
]

test('default: a stream contains the steps of the script, and so does the log', async () => {
  const tools = await furnished()
  tools.simulator.script(SCRIPT, AGENT)
  const stream = await events(tools, { message: 'Where is it?', agent_id: AGENT })
  expect(kinds(stream)).toEqual([
    'session.snapshot',
    'event.committed user.message',
    'event.committed agent.tool_use',
    'event.committed agent.tool_result',
    'event.provisional agent.message',
    'event.committed agent.message',
    'event.committed session.status',
    'stream.end',
  ])
  expect(stream[4]?.event).not.toHaveProperty('sequence')
  const id = String(asObject(stream[0]?.session).id)
  expect(stream.at(-1)).toEqual({ type: 'stream.end', session_id: id, status: 'completed', last_sequence: 6 })
  const log = await tools.ok('POST', `sessions/${id}/events/query`, {
    sorts: [{ property: 'sequence', direction: 'ascending' }],
  })
  expect(asArray(log.results).map((event) => [asObject(event).sequence, asObject(event).type])).toEqual([
    [1, 'user.message'],
    [2, 'agent.thinking'],
    [3, 'agent.tool_use'],
    [4, 'agent.tool_result'],
    [5, 'agent.message'],
    [6, 'session.status'],
  ])
  expect(await tools.ok('GET', `sessions/${id}`)).toMatchObject({
    status: 'completed',
    title: 'Where is it?',
    models: { type: 'pinned', ids: ['m'] },
    tool_call_count: 1,
    message_count: 2,
    runs_completed: 1,
  })
  expect(await tools.ok('GET', `agents/${AGENT}/insights`)).toMatchObject({ runs_completed: 1 })
})

test('behavior: without a stream a session is queued, and finished when it is retrieved', async () => {
  const { ok } = await furnished()
  const session = await ok('POST', 'sessions', { message: 'Hello' })
  expect(session).toMatchObject({
    object: 'session',
    status: 'queued',
    agent_id: '33333333-3333-3333-3333-333333333333',
  })
  expect(await ok('GET', `sessions/${String(session.id)}`)).toMatchObject({ status: 'completed' })
  const log = await ok('POST', `sessions/${String(session.id)}/events/query`, {
    filter: { property: 'type', event_type: { equals: 'agent.message' } },
  })
  expect(log.results).toMatchObject([{ content: [{ type: 'text', text: 'You said: Hello' }], created_by: null }])
})

test('behavior: a session waits for a decision, and continues after it', async () => {
  const tools = await furnished()
  tools.simulator.script([
    { type: 'approval', title: 'Send it?' },
    { type: 'message', text: 'Sent.' },
  ])
  const asked = await events(tools, { message: 'Send' })
  expect(asked.at(-1)).toMatchObject({ type: 'stream.end', status: 'requires_action' })
  const session_id = String(asObject(asked[0]?.session).id)
  const waiting = await tools.ok('GET', `sessions/${session_id}`)
  const [action] = asArray(waiting.required_actions).map(asObject)
  expect(action).toMatchObject({ title: 'Send it?', options: [{ id: 'approve' }, { id: 'reject' }] })
  expect((await tools.call('POST', 'sessions', { session_id, message: 'more' })).body.code).toBe('validation_error')
  const actions = [{ action_id: action?.action_id ?? '', option_id: 'approve' }]
  expect(kinds(await events(tools, { session_id, actions }))).toContain('event.committed agent.message')
  expect((await tools.call('POST', 'sessions', { session_id, actions })).body.code).toBe('validation_error')
})

test('behavior: a stream that times out is continued from its last event', async () => {
  const tools = await furnished()
  tools.simulator.script([{ type: 'message', text: 'One' }, { type: 'timeout' }, { type: 'message', text: 'Two' }])
  const first = await events(tools, { message: 'Count' })
  expect(first.at(-1)).toMatchObject({ type: 'stream.timeout' })
  const session_id = String(asObject(first[0]?.session).id)
  const seen = String(asObject(first[1]?.event).id)
  const rest = await events(tools, { session_id, continue_from: seen })
  const words = rest.flatMap((envelope) =>
    envelope.type === 'event.committed'
      ? asArray(asObject(envelope.event).content).map((part) => asObject(part).text)
      : [],
  )
  expect(words).toEqual(['One', 'Two'])
  expect((await tools.call('POST', 'sessions', { session_id, continue_from: 'x' })).status).toBe(400)
})

test('behavior: a stream that ends with an error is continued from its last event', async () => {
  const tools = await furnished()
  const broken = { type: 'stream_error', code: 'stream_interrupted', message: 'Lost.', retryable: true } as const
  tools.simulator.script([broken, { type: 'message', text: 'Here' }])
  const first = await events(tools, { message: 'Go' })
  const session_id = String(asObject(first[0]?.session).id)
  expect(first.at(-1)).toEqual({
    type: 'stream.error',
    session_id,
    error: { code: 'stream_interrupted', message: 'Lost.', retryable: true },
  })
  const rest = await events(tools, { session_id, continue_from: String(asObject(first[1]?.event).id) })
  expect(kinds(rest)).toContain('event.committed agent.message')
  expect(rest.at(-1)).toMatchObject({ type: 'stream.end', status: 'completed' })
})

test('behavior: streams contain the cost of a run, and the log does not', async () => {
  const tools = await furnished()
  const streamed = await events(tools, { message: 'Go' })
  const last = asObject(streamed.find(({ event }) => asObject(event).type === 'session.status')?.event)
  expect(last).toMatchObject({ status: 'completed', usage: { total_tokens: expect.any(Number) } })
  const log = await tools.ok('POST', `sessions/${String(last.session_id)}/events/query`, {
    filter: { property: 'type', event_type: { equals: 'session.status' } },
  })
  expect(asArray(log.results).map(asObject)).toEqual([expect.not.objectContaining({ usage: expect.anything() })])
})

test('behavior: a condition with several operators requires all of them', async () => {
  const tools = await furnished()
  const { id } = await tools.ok('POST', 'sessions', { message: 'a' })
  const query = async (timestamp: JsonObject) =>
    found(await tools.ok('POST', 'sessions/query', { filter: { property: 'created_at', timestamp } }))
  expect(await query({ on_or_after: '2026-04-15', before: '2026-04-16' })).toEqual([id])
  expect(await query({ on_or_after: '2026-04-15', before: '2026-04-15' })).toEqual([])
})

test('behavior: a failed session accepts another message, and another session is canceled', async () => {
  const tools = await furnished()
  tools.simulator.script([{ type: 'failure', code: 'tool_failed', message: 'No.', retryable: true }])
  const failed = await tools.ok('POST', 'sessions', { message: 'a' })
  const id = String(failed.id)
  expect(await tools.ok('GET', `sessions/${id}`)).toMatchObject({
    status: 'failed',
    error: { code: 'tool_failed', message: 'No.', retryable: true },
  })
  await tools.ok('POST', 'sessions', { session_id: id, message: 'b' })
  expect(await tools.ok('GET', `sessions/${id}`)).toMatchObject({ status: 'completed' })
  const other = String((await tools.ok('POST', 'sessions', { message: 'c' })).id)
  expect(await tools.ok('POST', `sessions/${other}/cancel`, {})).toMatchObject({ status: 'canceled' })
  expect(await tools.ok('GET', `sessions/${other}`)).toMatchObject({ status: 'canceled', runs_completed: 0 })
  const canceled = await tools.ok('POST', 'sessions/query', {
    filter: { property: 'status', status: { equals: 'canceled' } },
  })
  expect(found(canceled)).toEqual([other])
  expect(found(await tools.ok('POST', 'sessions/query', { query: 'c', page_size: 1 }))).toEqual([other])
})

test('error: an agent that is disabled, and invalid bodies', async () => {
  const { call } = await furnished()
  const code = async (body: JsonObject) => (await call('POST', 'sessions', body)).body.code
  expect(await code({ message: 'x', agent_id: OTHER })).toBe('validation_error')
  expect(await code({})).toBe('validation_error')
  expect(await code({ message: 'x', session_id: AGENT })).toBe('object_not_found')
  expect(await code({ message: 'x', attachments: [{ file_upload: { id: AGENT } }] })).toBe('object_not_found')
  expect(await code({ session_id: AGENT, actions: [] })).toBe('validation_error')
  expect(await code({ message: 'x', metadata: { count: 1 } })).toBe('validation_error')
})
