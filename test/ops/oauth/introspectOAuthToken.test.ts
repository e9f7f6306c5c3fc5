import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { wrap } from '../../../src/core/context/wrap.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { introspectOAuthToken, introspectOAuthTokenRequest } from '../../../src/ops/oauth/introspectOAuthToken.js'
import { anErrorBody } from '../../support/fixtures.js'
import { aClient } from '../../support/oauth.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const introspection = { active: true, scope: 'read_content', iat: 1_767_322_800 }

test('default: introspects a token, authenticated as the client', async () => {
  answer('POST', 'oauth/introspect', introspection)
  expect(await introspectOAuthToken(aContext(), { ...aClient, token: 'ntn_any' })()).toEqual(E.right(introspection))
  expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('client-id:secret_of_the_client')}`)
  expect(sent[0]?.body).toEqual({ token: 'ntn_any' })
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = introspectOAuthTokenRequest({ ...aClient, token: 'ntn_any' })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('behavior: two tokens at the same time share no answer', async () => {
  answer('POST', 'oauth/introspect', (asked: number) => ({ active: asked === 1 }))
  const ctx = wrap(withDedupe({ tenant: () => 'the same' }))(aContext())
  const answers = await Promise.all(
    ['ntn_one', 'ntn_two'].map((token) => introspectOAuthToken(ctx, { ...aClient, token })()),
  )
  expect(sent.map(({ body }) => body)).toEqual([{ token: 'ntn_one' }, { token: 'ntn_two' }])
  expect(answers).toEqual([E.right({ active: true }), E.right({ active: false })])
})

test('error: the wrong secret', async () => {
  answer('POST', 'oauth/introspect', anErrorBody(401, 'unauthorized'), 401)
  expect(await introspectOAuthToken(aContext(), { ...aClient, token: 'ntn_any' })()).toMatchObject({
    left: { _tag: 'AuthenticationError', call: { op: 'introspectOAuthToken' } },
  })
})

test('error: a missing client secret is rejected before sending', async () => {
  expect(await introspectOAuthToken(aContext(), { ...aClient, client_secret: '', token: 'ntn_any' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'client_secret' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid response', async () => {
  answer('POST', 'oauth/introspect', { active: 'yes' })
  expect(await introspectOAuthToken(aContext(), { ...aClient, token: 'ntn_any' })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'active', expected: 'boolean', actual: '(hidden)' }] },
  })
})
