import { expect, test } from 'vitest'
import { asArray, asObject } from '../../../src/domain/values/json.js'
import { harness, PERSON } from '../../support/harness.js'

test('default: users, one user, and the bot', async () => {
  const { ok } = await harness({ bot: { name: 'Helper' }, workspaceName: 'Acme' })
  const list = await ok('GET', 'users')
  expect(list).toMatchObject({ object: 'list', type: 'user', user: {}, has_more: false })
  expect(asArray(list.results).map((user) => asObject(user).name)).toEqual(['Ada', 'Helper'])
  expect(await ok('GET', `users/${PERSON}`)).toMatchObject({
    object: 'user',
    name: 'Ada',
    type: 'person',
    person: { email: 'ada@example.com' },
  })
  expect(await ok('GET', 'users/me')).toMatchObject({
    object: 'user',
    name: 'Helper',
    type: 'bot',
    bot: {
      owner: { type: 'workspace', workspace: true },
      workspace_name: 'Acme',
      workspace_limits: { max_file_upload_size_in_bytes: 5_368_709_120 },
    },
  })
})
