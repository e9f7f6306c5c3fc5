import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { queryMeetingNotes, queryMeetingNotesRequest } from '../../../src/ops/meeting_notes/queryMeetingNotes.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aMeetingNote } from '../../support/meetingNotes.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = 'blocks/meeting_notes/query'

test('default: finds all meeting notes', async () => {
  const notes = { results: [aMeetingNote()], has_more: false, request_id: anId(98) }
  answer('POST', path, notes)
  expect(await queryMeetingNotes(aContext(), {})()).toEqual(E.right(notes))
  expect(sent[0]?.body).toEqual({})
})

test('params: all are sent in the body', async () => {
  answer('POST', path, { results: [], has_more: true })
  const body = {
    filter: {
      operator: 'and',
      filters: [
        { property: 'title', filter: { operator: 'string_contains', value: { type: 'exact', value: 'plan' } } },
        {
          operator: 'or',
          filters: [
            {
              property: 'created_time',
              filter: {
                operator: 'date_is_within',
                value: { type: 'relative', value: 'custom', direction: 'past', unit: 'week', count: 2 },
              },
            },
            { operator: 'and', filters: [{ property: 'attendees', filter: { operator: 'is_not_empty' } }] },
          ],
        },
      ],
    },
    sort: [{ property: 'created_time', direction: 'descending' }],
    limit: 10,
  } as const
  await queryMeetingNotes(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = queryMeetingNotesRequest({ limit: 1 })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: Notion rejects the request', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  expect(await queryMeetingNotes(aContext(), {})()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'validation_error', call: { op: 'queryMeetingNotes' } },
  })
})

test('error: a response of another shape reports the path', async () => {
  answer('POST', path, { results: [{ ...aMeetingNote(), meeting_notes: { status: 7 } }], has_more: false })
  expect(await queryMeetingNotes(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[0].meeting_notes.status', expected: 'string' }] },
  })
})
