import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { querySessionEvents, querySessionEventsRequest } from '../../../src/ops/sessions/querySessionEvents.js'
import { eventSamples } from '../../support/agents.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `sessions/${anId(31)}/events/query`
const params = { session_id: anId(31) }

test('default: lists the events of a session', async () => {
  const list = { ...aList(eventSamples), type: 'session_event', session_event: {} }
  answer('POST', path, list)
  expect(await querySessionEvents(aContext(), params)()).toEqual(E.right(list))
  expect(sent[0]?.body).toEqual({})
})

test('params: all are sent in the body', async () => {
  answer('POST', path, aList([]))
  const body = {
    filter: {
      and: [
        { property: 'sequence', number: { greater_than: 3, less_than_or_equal_to: 9 } },
        { or: [{ and: [{ property: 'type', event_type: { in: ['agent.message', 'user.message'] } }] }] },
      ],
    },
    sorts: [{ property: 'sequence', direction: 'ascending' }],
    start_cursor: 'a cursor',
    page_size: 2,
  } as const
  await querySessionEvents(aContext(), { ...params, ...body })()
  expect(sent[0]?.body).toEqual(body)
})

test('behavior: collect follows the cursors', async () => {
  const [first, ...others] = eventSamples
  answer('POST', path, (asked: number) => (asked === 1 ? aList([first], 'next') : aList(others)))
  expect(await collect(querySessionEvents)(aContext(), params)()).toEqual(E.right(eventSamples))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = querySessionEventsRequest(params)
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('POST', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await querySessionEvents(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'querySessionEvents' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await querySessionEvents(aContext(), { session_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'session_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
