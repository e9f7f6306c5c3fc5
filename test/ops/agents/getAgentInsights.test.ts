import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getAgentInsights, getAgentInsightsRequest } from '../../../src/ops/agents/getAgentInsights.js'
import { someInsights } from '../../support/agents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `agents/${anId(21)}/insights`
const insights = someInsights()

test('default: retrieves the usage of an agent', async () => {
  answer('GET', path, insights)
  expect(await getAgentInsights(aContext(), { agent_id: anId(21) })()).toEqual(E.right(insights))
})

test('params: start_time and end_time are sent in the query', async () => {
  answer('GET', path, insights)
  await getAgentInsights(aContext(), { agent_id: anId(21), start_time: 0, end_time: 1_767_225_600 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ start_time: '0', end_time: '1767225600' })
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getAgentInsightsRequest({ agent_id: anId(21) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getAgentInsights(aContext(), { agent_id: anId(21) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getAgentInsights' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getAgentInsights(aContext(), { agent_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'agent_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
