import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { OAuthIntrospection, OAuthRevocation, OAuthToken } from '../../../src/ops/oauth/oauth.js'
import { anyDamage } from '../../support/damage.js'
import { anId } from '../../support/fixtures.js'
import { aToken } from '../../support/oauth.js'

const decode = decodeWith(OAuthToken)

test.each([
  ['of a user', aToken()],
  ['of a user of whom only the id is told', aToken({ owner: { type: 'user', user: { object: 'user', id: anId(2) } } })],
  ['of a workspace', aToken({ owner: { type: 'workspace', workspace: true } })],
  ['without a refresh token', aToken({ refresh_token: null })],
  ['with an owner and a field to come', { ...aToken(), owner: { type: 'agent' }, expires_in: 3600 }],
])('default: a token %s is returned unchanged', (_what, token) => {
  const answer: unknown = token
  const decoded = decode(answer)
  expect(E.isRight(decoded) && decoded.right).toBe(answer)
})

test.each([undefined, null, 7, {}])('error: a token is missing: %j', (access_token) => {
  expect(decode({ ...aToken(), access_token })).toMatchObject({ left: [{ path: 'access_token' }] })
})

test('behavior: an owner without a type, as published, is an unknown one', () => {
  expect(decode({ access_token: 'a', owner: { workspace: true } })).toEqual(
    E.right({ access_token: 'a', owner: { type: 'unknown:', workspace: true } }),
  )
  const owner = { type: 'user', user: { object: 'user', id: anId(2), type: 'person', person: {} } }
  expect(decode({ access_token: 'a', owner })).toEqual(E.right({ access_token: 'a', owner }))
})

test('behavior: only access_token is required, and no other field is lost', () => {
  const answer = { access_token: 'a', refresh_token: { value: 'b' }, bot_id: 7, owner: 'me', workspace_name: null }
  expect(decode(answer)).toEqual(
    E.right({
      access_token: 'a',
      workspace_name: null,
      'unknown:refresh_token': { value: 'b' },
      'unknown:bot_id': 7,
      'unknown:owner': 'me',
    }),
  )
  fc.assert(
    fc.property(anyDamage([aToken()]), ({ path, damaged }) => {
      const fits = path.length > 0 && path[0] !== 'access_token'
      const decoded = decode(damaged)
      if (fits) expect(E.isRight(decoded)).toBe(true)
      expect(OAuthToken.is(damaged)).toBe(E.isRight(decoded))
      if (fits) expect(JSON.stringify(decoded)).toContain('ntn_access_token')
    }),
  )
})

test.each([
  [OAuthIntrospection, { active: true, scope: 'read_content', iat: 1_767_322_800 }],
  [OAuthIntrospection, { active: false, request_id: anId(99) }],
  [OAuthRevocation, {}],
  [OAuthRevocation, { request_id: anId(99) }],
])('default: an introspection: %#', (codec, answer) => {
  expect(codec.is(answer)).toBe(true)
})

test('error: an empty introspection', () => {
  expect(decodeWith(OAuthIntrospection)({ scope: 'read_content' })).toMatchObject({ left: [{ path: 'active' }] })
  expect(decodeWith(OAuthRevocation)(null)).toMatchObject({ left: [{ path: '', expected: 'object' }] })
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const fits = E.isRight(decode(value))
      expect(OAuthToken.is(value)).toBe(fits)
    }),
  )
})
