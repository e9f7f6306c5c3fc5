import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { deleteAgent, deleteAgentRequest } from '../../../src/ops/agents/deleteAgent.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `agents/${anId(21)}`

test('default: deletes an agent', async () => {
  const deleted = { agent_id: anId(21), status: 'deleted', deleted_at: '2026-01-02T03:04:00.000Z' }
  answer('DELETE', path, deleted)
  expect(await deleteAgent(aContext(), { agent_id: anId(21) })()).toEqual(E.right(deleted))
})

test('behavior: is repeatable', () => {
  const { kind, cache } = deleteAgentRequest({ agent_id: anId(21) })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: not found', async () => {
  answer('DELETE', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await deleteAgent(aContext(), { agent_id: anId(21) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'deleteAgent' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await deleteAgent(aContext(), { agent_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'agent_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
