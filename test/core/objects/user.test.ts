import { expect, test } from 'vitest'
import { isFullUser, User, UserOrPartial } from '../../../src/core/objects/user.js'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { anId, aUser } from '../../support/fixtures.js'

const aBot = {
  object: 'user',
  id: anId(5),
  name: 'Importer',
  avatar_url: null,
  type: 'bot',
  bot: {
    owner: { type: 'workspace', workspace: true },
    workspace_id: anId(6),
    workspace_name: 'Home',
    workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
  },
}

test('default: a person and a bot are valid, also without details', () => {
  for (const user of [aUser(), aUser({ person: {} }), aBot, { ...aBot, bot: {} }]) {
    expect(decodeWith(User)(user)).toEqual({ _tag: 'Right', right: user })
  }
})

test('behavior: a user of an unknown type is accepted with any payload', () => {
  const user = { ...aBot, type: 'agent', agent: { model: 'auto' } }
  expect(decodeWith(User)(user)).toEqual({ _tag: 'Right', right: user })
})

test('behavior: a user with only an id is a partial user', () => {
  const user = { object: 'user', id: anId(5) } as const
  expect(UserOrPartial.is(user)).toBe(true)
  expect(User.is(user)).toBe(false)
  expect([isFullUser(user), isFullUser(aUser())]).toEqual([false, true])
})

test('error: an invalid full user is not accepted as a partial one', () => {
  expect(decodeWith(UserOrPartial)({ ...aUser(), person: { email: 7 } })).toMatchObject({
    left: [{ path: 'person.email', expected: 'string', actual: 7 }],
  })
})
