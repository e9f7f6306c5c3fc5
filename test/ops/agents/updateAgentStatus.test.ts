import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { updateAgentStatus, updateAgentStatusRequest } from '../../../src/ops/agents/updateAgentStatus.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `agents/${anId(21)}/status`
const changed = {
  agent_id: anId(21),
  status: 'disabled',
  pause_reason: 'disabled_from_api',
  last_edited_time: '2026-01-02T03:04:00.000Z',
}
const params = { agent_id: anId(21), status: 'disabled' } as const

test('default: enables or disables an agent', async () => {
  answer('PATCH', path, changed)
  expect(await updateAgentStatus(aContext(), params)()).toEqual(E.right(changed))
  expect(sent[0]?.body).toEqual({ status: 'disabled' })
})

test('behavior: is repeatable', () => {
  const { kind, cache } = updateAgentStatusRequest(params)
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: not found', async () => {
  answer('PATCH', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await updateAgentStatus(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'updateAgentStatus' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await updateAgentStatus(aContext(), { ...params, agent_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'agent_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
