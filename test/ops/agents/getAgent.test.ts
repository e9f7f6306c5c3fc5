import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getAgent, getAgentRequest } from '../../../src/ops/agents/getAgent.js'
import { anAgent, theNotionAgent } from '../../support/agents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `agents/${anId(21)}`

test('default: retrieves an agent', async () => {
  answer('GET', path, anAgent())
  expect(await getAgent(aContext(), { agent_id: anId(21) })()).toEqual(E.right(anAgent()))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: the default agent is given by name', async () => {
  answer('GET', 'agents/notion_ai', theNotionAgent())
  expect(await getAgent(aContext(), { agent_id: 'notion_ai' })()).toEqual(E.right(theNotionAgent()))
})

test('params: agent_id can be without dashes', () => {
  expect(getAgentRequest({ agent_id: anId(21).replaceAll('-', '') }).path).toBe(path)
})

test('params: verbose is sent in the query', async () => {
  answer('GET', path, anAgent())
  await getAgent(aContext(), { agent_id: anId(21), verbose: true })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ verbose: 'true' })
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getAgentRequest({ agent_id: anId(21) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getAgent(aContext(), { agent_id: anId(21) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getAgent' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getAgent(aContext(), { agent_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'agent_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})

test('error: a response of another shape reports the path', async () => {
  answer('GET', path, { ...anAgent(), model: { mode: 'pinned' } })
  expect(await getAgent(aContext(), { agent_id: anId(21) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'model.id', expected: 'string | null' }] },
  })
})
