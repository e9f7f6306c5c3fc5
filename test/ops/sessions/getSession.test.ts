import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getSession, getSessionRequest } from '../../../src/ops/sessions/getSession.js'
import { aSessionInFull } from '../../support/agents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `sessions/${anId(31)}`

test('default: retrieves a session', async () => {
  answer('GET', path, aSessionInFull())
  expect(await getSession(aContext(), { session_id: anId(31) })()).toEqual(E.right(aSessionInFull()))
})

test('params: session_id can be without dashes', () => {
  expect(getSessionRequest({ session_id: anId(31).replaceAll('-', '') }).path).toBe(path)
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getSessionRequest({ session_id: anId(31) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getSession(aContext(), { session_id: anId(31) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getSession' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getSession(aContext(), { session_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'session_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
