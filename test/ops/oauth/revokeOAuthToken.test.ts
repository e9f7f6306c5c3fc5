import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { revokeOAuthToken, revokeOAuthTokenRequest } from '../../../src/ops/oauth/revokeOAuthToken.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aClient } from '../../support/oauth.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const params = { ...aClient, token: 'ntn_any' }

test('default: revokes a token, authenticated as the client', async () => {
  answer('POST', 'oauth/revoke', { request_id: anId(99) })
  expect(await revokeOAuthToken(aContext(), params)()).toEqual(E.right({ request_id: anId(99) }))
  expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('client-id:secret_of_the_client')}`)
  expect(sent[0]?.body).toEqual({ token: 'ntn_any' })
})

test('behavior: is repeatable', () => {
  const { kind, cache } = revokeOAuthTokenRequest(params)
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: Notion rejects the request', async () => {
  answer('POST', 'oauth/revoke', anErrorBody(400, 'invalid_request'), 400)
  expect(await revokeOAuthToken(aContext(), params)()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'revokeOAuthToken' } },
  })
})

test('error: a missing client id is rejected before sending', async () => {
  expect(await revokeOAuthToken(aContext(), { ...params, client_id: '' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'client_id' }] },
  })
  expect(sent).toEqual([])
})
