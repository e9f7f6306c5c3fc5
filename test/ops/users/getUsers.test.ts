import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getUsers, getUsersRequest } from '../../../src/ops/users/getUsers.js'
import { aTag } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aUser } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const bob = aUser({ id: anId(6), name: 'Bob' })

test('default: lists users', async () => {
  answer('GET', 'users', aList([aUser()]))
  expect(await getUsers(aContext(), {})()).toEqual(E.right(aList([aUser()])))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: start_cursor and page_size are sent in the query', async () => {
  answer('GET', 'users', aList([]))
  await getUsers(aContext(), { start_cursor: 'a cursor', page_size: 10 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ start_cursor: 'a cursor', page_size: '10' })
})

test('behavior: collect follows the cursors', async () => {
  answer('GET', 'users', (asked: number) => (asked === 1 ? aList([aUser()], 'next') : aList([bob])))
  expect(await collect(getUsers)(aContext(), {})()).toEqual(E.right([aUser(), bob]))
  expect(sent[1]?.search.get('start_cursor')).toBe('next')
})

test('behavior: declares that it reads the list and each user', () => {
  const { kind, cache, reads } = getUsersRequest({})
  expect({ kind, cache, reads: reads?.(aList([aUser(), bob])) }).toEqual({
    kind: 'read',
    cache: { resource: 'users' },
    reads: ['users', aTag('object', 2), aTag('object', 6)],
  })
})

test('error: a connection without the capability to read users', async () => {
  answer('GET', 'users', anErrorBody(403, 'restricted_resource'), 403)
  expect(await getUsers(aContext(), {})()).toMatchObject({
    left: { _tag: 'PermissionError', call: { op: 'getUsers' } },
  })
})

test('error: a response of another shape', async () => {
  answer('GET', 'users', aList([{ ...aUser(), person: { email: 1 } }]))
  expect(await getUsers(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[0].person.email' }] },
  })
})
