import { expect, test } from 'vitest'
import {
  batchAgentsRequest,
  getAgentRequest,
  type SessionRequest,
  updateAgentStatusRequest,
  updateSessionRequest,
} from '../../../src/index.js'

const ID = '0123456789abcdef0123456789abcdef'
const DASHED = '01234567-89ab-cdef-0123-456789abcdef'

const operations = (agent_id: string) => ({ operations: [{ action: 'delete', agent_id } as const] })

test('default: the built-in agent is named in place of an id, in a path and in a body', () => {
  expect(getAgentRequest({ agent_id: 'notion_ai' })).toMatchObject({ path: 'agents/notion_ai' })
  expect(updateAgentStatusRequest({ agent_id: 'notion_ai', status: 'active' }).path).toBe('agents/notion_ai/status')
  expect(updateSessionRequest({ agent_id: 'notion_ai', message: 'Hello' }).body).toMatchObject({
    agent_id: 'notion_ai',
  })
  expect(batchAgentsRequest(operations('notion_ai')).body).toEqual(operations('notion_ai'))
})

test('behavior: a URL of an agent is sent as its id', () => {
  const url = `https://www.notion.so/agent/${ID}`
  expect(getAgentRequest({ agent_id: url }).path).toBe(`agents/${DASHED}`)
  expect(updateAgentStatusRequest({ agent_id: url, status: 'active' }).path).toBe(`agents/${DASHED}/status`)
  expect(batchAgentsRequest(operations(url)).body).toEqual(operations(DASHED))
})

test('error: any other word is refused, with the place of it', () => {
  expect(getAgentRequest({ agent_id: 'me' }).invalid).toMatchObject([{ field: 'agent_id', given: 'me' }])
  expect(updateAgentStatusRequest({ agent_id: 'me', status: 'active' }).invalid).toMatchObject([{ field: 'agent_id' }])
  expect(batchAgentsRequest(operations('me')).invalid).toMatchObject([{ field: 'operations[0].agent_id', given: 'me' }])
  const session: SessionRequest = { agent_id: 'me', message: 'Hello' }
  expect(updateSessionRequest(session).invalid).toMatchObject([{ field: 'agent_id', given: 'me' }])
})

test('behavior: a key that a user chose is no id', () => {
  const session: SessionRequest = { message: 'Hello', metadata: { agent_id: 'mine' } }
  expect(updateSessionRequest(session)).toMatchObject({ body: session })
  expect(updateSessionRequest(session).invalid).toBeUndefined()
})
