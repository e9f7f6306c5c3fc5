import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { querySessions, querySessionsRequest } from '../../../src/ops/sessions/querySessions.js'
import { aSessionInFull } from '../../support/agents.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = 'sessions/query'

test('default: finds all sessions', async () => {
  const list = { ...aList([aSessionInFull()]), type: 'session', session: {} }
  answer('POST', path, list)
  expect(await querySessions(aContext(), {})()).toEqual(E.right(list))
  expect(sent[0]?.body).toEqual({})
})

test('params: all are sent in the body', async () => {
  answer('POST', path, aList([]))
  const body = {
    query: 'where',
    filter: {
      and: [
        { property: 'agent_id', string: { equals: 'notion_ai' } },
        { property: 'updated_at', timestamp: { on_or_after: '2026-01-01' } },
        { or: [{ property: 'status', status: { in: ['queued', 'in_progress'] } }] },
      ],
    },
    sorts: [{ property: 'updated_at', direction: 'descending' }],
    start_cursor: 'a cursor',
    page_size: 2,
  } as const
  await querySessions(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('behavior: collect follows the cursors', async () => {
  const second = aSessionInFull({ id: anId(34) })
  answer('POST', path, (asked: number) => (asked === 1 ? aList([aSessionInFull()], 'next') : aList([second])))
  expect(await collect(querySessions)(aContext(), {})()).toEqual(E.right([aSessionInFull(), second]))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = querySessionsRequest({ query: anId(31) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: a capability is missing', async () => {
  answer('POST', path, anErrorBody(403, 'restricted_resource'), 403)
  expect(await querySessions(aContext(), {})()).toMatchObject({
    left: { _tag: 'PermissionError', code: 'restricted_resource', call: { op: 'querySessions' } },
  })
})
