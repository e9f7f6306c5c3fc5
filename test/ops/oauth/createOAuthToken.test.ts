import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import {
  type CreateOAuthTokenParams,
  createOAuthToken,
  createOAuthTokenRequest,
} from '../../../src/ops/oauth/createOAuthToken.js'
import { anErrorBody } from '../../support/fixtures.js'
import { aClient, aToken } from '../../support/oauth.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const grant = { grant_type: 'authorization_code', code: 'a_code_of_a_user' } as const
const params: CreateOAuthTokenParams = { ...aClient, ...grant }

test('default: exchanges an authorization code for a token, authenticated as the client', async () => {
  answer('POST', 'oauth/token', aToken())
  expect(await createOAuthToken(aContext(), params)()).toEqual(E.right(aToken()))
  expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('client-id:secret_of_the_client')}`)
  expect(sent[0]?.headers.get('content-type')).toBe('application/json')
  expect(sent[0]?.body).toEqual(grant)
})

test('params: all parameters of an authorization code are sent in the body', async () => {
  answer('POST', 'oauth/token', aToken())
  const more = { redirect_uri: 'https://example.com/back', external_account: { key: 'a key', name: 'Ada' } }
  await createOAuthToken(aContext(), { ...params, ...more })()
  expect(sent[0]?.body).toEqual({ ...grant, ...more })
})

test('params: a refresh token is sent in the body', async () => {
  answer('POST', 'oauth/token', aToken())
  const body = { grant_type: 'refresh_token', refresh_token: 'nrt_old' } as const
  await createOAuthToken(aContext(), { ...aClient, ...body })()
  expect(sent[0]?.body).toEqual(body)
})

test('params: the client id and secret can have any characters', async () => {
  answer('POST', 'oauth/token', aToken())
  await createOAuthToken(aContext(), { ...params, client_id: 'Zoë', client_secret: 'π:ss✓' })()
  const [, given = ''] = sent[0]?.headers.get('authorization')?.split(' ') ?? []
  expect(new TextDecoder().decode(Uint8Array.from(atob(given), (one) => one.charCodeAt(0)))).toBe('Zoë:π:ss✓')
})

test('behavior: is sent once, never cached, and no part of it is plain data', () => {
  const { kind, cache, body, query, path } = createOAuthTokenRequest(params)
  expect({ kind, cache, body, query, path }).toEqual({
    kind: 'once',
    cache: undefined,
    body: undefined,
    query: undefined,
    path: 'oauth/token',
  })
})

test('error: an authorization code that is no longer valid', async () => {
  answer('POST', 'oauth/token', anErrorBody(400, 'invalid_grant'), 400)
  expect(await createOAuthToken(aContext(), params)()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'invalid_grant', call: { op: 'createOAuthToken' } },
  })
})

test('error: the wrong secret, as an OAuth error', async () => {
  answer('POST', 'oauth/token', { error: 'invalid_client', request_id: 'x' }, 401)
  expect(await createOAuthToken(aContext(), params)()).toMatchObject({
    left: { _tag: 'AuthenticationError', code: 'invalid_client', requestId: 'x' },
  })
})

test.each([
  [{ client_id: '' }, 'client_id'],
  [{ client_id: 'a:b' }, 'client_id'],
  [{ client_secret: '' }, 'client_secret'],
])('error: %j is rejected before sending', async (over, field) => {
  expect(await createOAuthToken(aContext(), { ...params, ...over })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field }] },
  })
  expect(sent).toEqual([])
})

test('params: a secret can have any length', async () => {
  answer('POST', 'oauth/token', aToken())
  const request = createOAuthTokenRequest({ ...params, client_secret: 'x'.repeat(200_000) })
  expect(request.invalid).toBeUndefined()
  expect(atob(request.secret?.credentials ?? '')).toBe(`client-id:${'x'.repeat(200_000)}`)
})

test.each([
  [{ grant_type: undefined }, 'grant_type'],
  [{ code: undefined }, 'code'],
  [{ grant_type: 'refresh_token', code: undefined }, 'refresh_token'],
  [{ client_secret: 42 }, 'client_secret'],
  [{ code: ['a_code_of_a_user'] }, 'code'],
])('error: %j is rejected by name, without revealing a secret', async (others, field) => {
  const result = await createOAuthToken(aContext(), unsafeCast({ ...params, ...others }))()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field }] } })
  expect(JSON.stringify(result)).not.toMatch(/a_code_of_a_user|secret_of_the_client/)
  expect(sent).toEqual([])
})
