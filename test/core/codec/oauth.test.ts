import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/codec/decode.js'
import { OAuthIntrospection, OAuthRevocation, OAuthToken } from '../../../src/core/codec/oauth.js'
import { anId } from '../../support/fixtures.js'
import { aToken } from '../../support/oauth.js'

const decode = decodeWith(OAuthToken)

test.each([
  ['of a user', aToken()],
  ['of a user of whom only the id is told', aToken({ owner: { type: 'user', user: { object: 'user', id: anId(2) } } })],
  ['of a workspace', aToken({ owner: { type: 'workspace', workspace: true } })],
  ['without a refresh token', aToken({ refresh_token: null })],
  ['with an owner and a field to come', { ...aToken(), owner: { type: 'agent' }, expires_in: 3600 }],
])('default: a token %s is given as it came', (_what, token) => {
  const answer: unknown = token
  const decoded = decode(answer)
  expect(E.isRight(decoded) && decoded.right).toBe(answer)
})

test.each([
  ['access_token', { access_token: undefined }],
  ['workspace_name', { workspace_name: 1 }],
  ['owner.workspace', { owner: { type: 'workspace', workspace: false } }],
  ['owner.type', { owner: {} }],
])('error: a token that is broken at %s', (path, over) => {
  expect(decode({ ...aToken(), ...over })).toMatchObject({ left: [{ path }] })
})

test.each([
  [OAuthIntrospection, { active: true, scope: 'read_content', iat: 1_767_322_800 }],
  [OAuthIntrospection, { active: false, request_id: anId(99) }],
  [OAuthRevocation, {}],
  [OAuthRevocation, { request_id: anId(99) }],
])('default: what is told of a token: %#', (codec, answer) => {
  expect(codec.is(answer)).toBe(true)
})

test('error: an introspection that tells nothing', () => {
  expect(decodeWith(OAuthIntrospection)({ scope: 'read_content' })).toMatchObject({ left: [{ path: 'active' }] })
  expect(decodeWith(OAuthRevocation)(null)).toMatchObject({ left: [{ path: '', expected: 'object' }] })
})

test('behavior: nothing throws, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(E.isRight(decode(value))).toBe(OAuthToken.is(value))
    }),
  )
})
