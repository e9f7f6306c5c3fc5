import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getUser, getUserRequest } from '../../../src/ops/users/getUser.js'
import { aTag } from '../../support/dataSources.js'
import { anErrorBody, anId, aUser } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const user_id = anId(2)

test.each([aUser(), aUser({ person: {} }), { ...aUser(), type: 'bot', bot: {} }, { ...aUser(), type: 'a new type' }])(
  'default: retrieves a user (%#)',
  async (user) => {
    answer('GET', `users/${user_id}`, user)
    expect(await getUser(aContext(), { user_id })()).toEqual(E.right(user))
  },
)

test('params: user_id can be without dashes', () => {
  expect(getUserRequest({ user_id: user_id.replaceAll('-', '') }).path).toBe(`users/${user_id}`)
})

test('behavior: returns only the id without the capability to read users', async () => {
  answer('GET', `users/${user_id}`, { object: 'user', id: user_id })
  expect(await getUser(aContext(), { user_id })()).toEqual(E.right({ object: 'user', id: user_id }))
})

test('behavior: declares what it reads', () => {
  const { kind, cache, reads } = getUserRequest({ user_id })
  expect({ kind, cache, reads: reads?.(aUser()) }).toEqual({
    kind: 'read',
    cache: { resource: 'users' },
    reads: [aTag('object', 2)],
  })
})

test('error: not found', async () => {
  answer('GET', `users/${user_id}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await getUser(aContext(), { user_id })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getUser(aContext(), { user_id: 'me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'user_id', given: 'me' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid complete user is not accepted as a partial one', async () => {
  answer('GET', `users/${user_id}`, { ...aUser(), name: 1 })
  expect(await getUser(aContext(), { user_id })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'name', actual: 1 }] },
  })
})
