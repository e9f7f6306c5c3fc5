import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import {
  updateAgentCreditLimit,
  updateAgentCreditLimitRequest,
} from '../../../src/ops/agents/updateAgentCreditLimit.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `agents/${anId(21)}/credit_limit`
const limit = { agent_id: anId(21), credit_limit: null, last_edited_time: '2026-01-02T03:04:00.000Z' }
const params = { agent_id: anId(21), credit_limit: null }

test('default: sets or removes the limit', async () => {
  answer('PATCH', path, limit)
  expect(await updateAgentCreditLimit(aContext(), params)()).toEqual(E.right(limit))
  expect(sent[0]?.body).toEqual({ credit_limit: null })
  expect(updateAgentCreditLimitRequest({ ...params, credit_limit: 0 }).body).toEqual({ credit_limit: 0 })
})

test('behavior: is repeatable', () => {
  const { kind, cache } = updateAgentCreditLimitRequest(params)
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: not found', async () => {
  answer('PATCH', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await updateAgentCreditLimit(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'updateAgentCreditLimit' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await updateAgentCreditLimit(aContext(), { ...params, agent_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'agent_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
