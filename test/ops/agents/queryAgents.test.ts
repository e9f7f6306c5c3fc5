import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { queryAgents, queryAgentsRequest } from '../../../src/ops/agents/queryAgents.js'
import { aHiddenAgent, anAgent, theNotionAgent } from '../../support/agents.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = 'agents/query'

test('default: finds all agents', async () => {
  const list = { ...aList([anAgent(), aHiddenAgent(), theNotionAgent()]), type: 'agent' }
  answer('POST', path, list)
  expect(await queryAgents(aContext(), {})()).toEqual(E.right(list))
  expect(sent[0]?.body).toEqual({})
})

test('params: all are sent in the body', async () => {
  answer('POST', path, aList([]))
  const body = {
    query: 'lib',
    filter: {
      and: [
        { property: 'status', status: { in: ['active', 'disabled'] } },
        {
          or: [
            { property: 'created_by', people: { contains: anId(2) } },
            { property: 'favorited', checkbox: { equals: true } },
          ],
        },
      ],
    },
    sorts: [{ property: 'last_run_at', direction: 'descending' }],
    start_cursor: 'a cursor',
    page_size: 2,
    verbose: true,
    include_deleted: true,
  } as const
  await queryAgents(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('behavior: collect follows the cursors', async () => {
  answer('POST', path, (asked: number) => (asked === 1 ? aList([anAgent()], 'next') : aList([theNotionAgent()])))
  expect(await collect(queryAgents)(aContext(), {})()).toEqual(E.right([anAgent(), theNotionAgent()]))
  expect(sent.map(({ body }) => body)).toEqual([{}, { start_cursor: 'next' }])
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = queryAgentsRequest({ query: anId(21) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: a capability is missing', async () => {
  answer('POST', path, anErrorBody(403, 'restricted_resource'), 403)
  expect(await queryAgents(aContext(), {})()).toMatchObject({
    left: { _tag: 'PermissionError', code: 'restricted_resource', call: { op: 'queryAgents' } },
  })
})
