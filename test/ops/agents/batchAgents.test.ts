import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { batchAgents, batchAgentsRequest } from '../../../src/ops/agents/batchAgents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = 'agents/batch'
const task = {
  object: 'async_task',
  id: anId(20),
  status_url: `https://api.notion.com/v1/async_tasks/${anId(20)}`,
  created_time: '2026-01-02T03:04:00.000Z',
  operation: { surface: 'rest', name: 'agents_batch' },
  status: 'queued',
  poll_after_seconds: 2,
}
const deletion = { action: 'delete', agent_id: anId(21) } as const

test('default: runs a batch of operations on agents', async () => {
  answer('POST', path, task, 202)
  const operations = [
    { action: 'update_status', agent_id: anId(21), fields: { status: 'active' } },
    { action: 'update_credit_limit', agent_id: 'notion_ai', fields: { credit_limit: null } },
    deletion,
  ] as const
  expect(await batchAgents(aContext(), { operations })()).toEqual(E.right(task))
  expect(sent[0]?.body).toEqual({ operations })
})

test('params: ids are sent as given, and URLs as the ids in them', () => {
  const compact = anId(21).replaceAll('-', '')
  const given = [compact, `https://www.notion.so/${compact}`]
  expect(batchAgentsRequest({ operations: given.map((agent_id) => ({ action: 'delete', agent_id })) }).body).toEqual({
    operations: [compact, anId(21)].map((agent_id) => ({ action: 'delete', agent_id })),
  })
})

test('behavior: is sent once, since each request creates a task', () => {
  const { kind, cache } = batchAgentsRequest({ operations: [deletion] })
  expect({ kind, cache }).toEqual({ kind: 'once', cache: undefined })
})

test('error: no operations, or more than 100, are rejected before sending', async () => {
  expect(batchAgentsRequest({ operations: Array.from({ length: 100 }, () => deletion) }).invalid).toBeUndefined()
  for (const length of [0, 101]) {
    expect(await batchAgents(aContext(), { operations: Array.from({ length }, () => deletion) })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'operations', allowed: '1 to 100 elements' }] },
    })
  }
  expect(sent).toEqual([])
})

test('error: a malformed id is reported by field', () => {
  expect(batchAgentsRequest({ operations: [deletion, { action: 'delete', agent_id: 'me' }] }).invalid).toMatchObject([
    { field: 'operations[1].agent_id', given: 'me' },
  ])
})

test('error: a capability is missing', async () => {
  answer('POST', path, anErrorBody(403, 'restricted_resource'), 403)
  expect(await batchAgents(aContext(), { operations: [deletion] })()).toMatchObject({
    left: { _tag: 'PermissionError', code: 'restricted_resource', call: { op: 'batchAgents' } },
  })
})
