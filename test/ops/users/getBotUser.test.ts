import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getBotUser, getBotUserRequest } from '../../../src/ops/users/getBotUser.js'
import { aTag } from '../../support/dataSources.js'
import { anErrorBody, anId, aUser } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const bot = {
  object: 'user',
  id: anId(2),
  name: 'A connection',
  avatar_url: null,
  type: 'bot',
  bot: {
    owner: { type: 'workspace', workspace: true },
    workspace_id: anId(7),
    workspace_name: 'A workspace',
    workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
  },
}

test('default: retrieves the user of the token', async () => {
  answer('GET', 'users/me', bot)
  expect(await getBotUser(aContext())()).toEqual(E.right(bot))
  expect(await getBotUser(aContext(), {})()).toEqual(E.right(bot))
  expect(sent).toHaveLength(2)
})

test('behavior: a token can be that of a user', async () => {
  const owned = { ...bot, bot: { ...bot.bot, owner: { type: 'user', user: aUser() }, workspace_name: null } }
  for (const user of [owned, aUser(), { ...bot, bot: {} }]) {
    answer('GET', 'users/me', user)
    expect(await getBotUser(aContext())()).toEqual(E.right(user))
  }
})

test('behavior: declares what it reads', () => {
  const { kind, cache, reads } = getBotUserRequest()
  expect({ kind, cache, reads: reads?.(aUser()) }).toEqual({
    kind: 'read',
    cache: { resource: 'users' },
    reads: [aTag('object', 2)],
  })
})

test('error: an invalid token', async () => {
  answer('GET', 'users/me', anErrorBody(401, 'unauthorized'), 401)
  expect(await getBotUser(aContext())()).toMatchObject({
    left: { _tag: 'AuthenticationError', call: { op: 'getBotUser' } },
  })
})

test('error: a response of another shape', async () => {
  answer('GET', 'users/me', { object: 'user', id: anId(2) })
  expect(await getBotUser(aContext())()).toMatchObject({ left: { _tag: 'DecodeError' } })
})
