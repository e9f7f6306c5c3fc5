import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { cancelSession, cancelSessionRequest } from '../../../src/ops/sessions/cancelSession.js'
import { aSession } from '../../support/agents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `sessions/${anId(31)}/cancel`

test('default: cancels the run of a session', async () => {
  answer('POST', path, aSession({ status: 'canceled' }))
  expect(await cancelSession(aContext(), { session_id: anId(31) })()).toEqual(E.right(aSession({ status: 'canceled' })))
  expect(sent[0]?.body).toEqual({})
})

test('params: event_id is sent in the body unchanged', async () => {
  answer('POST', path, aSession())
  await cancelSession(aContext(), { session_id: anId(31), event_id: 'event-1' })()
  expect(sent[0]?.body).toEqual({ event_id: 'event-1' })
})

test('behavior: is repeatable', () => {
  const { kind, cache } = cancelSessionRequest({ session_id: anId(31) })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: not found', async () => {
  answer('POST', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await cancelSession(aContext(), { session_id: anId(31) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'cancelSession' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await cancelSession(aContext(), { session_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'session_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
