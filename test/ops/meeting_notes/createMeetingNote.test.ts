import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { createMeetingNote, createMeetingNoteRequest } from '../../../src/ops/meeting_notes/createMeetingNote.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aMeetingNote } from '../../support/meetingNotes.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = 'blocks/meeting_notes'
const uploaded = {
  source: { type: 'file_upload', file_upload_id: anId(33) },
  parent: { type: 'page_id', page_id: anId(5) },
} as const
const recorded = { source: { type: 'block', block_id: anId(6) } } as const

test('default: transcribes an uploaded recording into a page', async () => {
  answer('POST', path, aMeetingNote())
  expect(await createMeetingNote(aContext(), uploaded)()).toEqual(E.right(aMeetingNote()))
  expect(sent[0]?.body).toEqual(uploaded)
})

test('params: all are sent in the body', async () => {
  answer('POST', path, aMeetingNote())
  const body = { ...recorded, title: 'Plans', language: 'zh-TW', options: { kickoff_summary: true } } as const
  await createMeetingNote(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('params: URLs become the ids in them', () => {
  const compact = (number: number): string => anId(number).replaceAll('-', '')
  const page_id = `https://www.notion.so/A-page-${compact(5)}`
  const { body } = createMeetingNoteRequest({ ...uploaded, parent: { type: 'page_id', page_id } })
  expect(body).toMatchObject({ parent: { page_id: anId(5) } })
  const block_id = `${page_id}#${compact(6)}`
  expect(createMeetingNoteRequest({ source: { type: 'block', block_id } }).body).toMatchObject(recorded)
})

test('behavior: can be only the id', async () => {
  const partial = { object: 'block', id: anId(7) }
  answer('POST', path, partial)
  expect(await createMeetingNote(aContext(), uploaded)()).toEqual(E.right(partial))
})

test('behavior: is sent once, and invalidates its page, or its source block', () => {
  const tags = (number: number) =>
    [`object:${anId(number)}`, `children:${anId(number)}`].map((tag) => tag.replaceAll('-', ''))
  const { kind, writes } = createMeetingNoteRequest(uploaded)
  expect({ kind, unknown: writes?.(undefined), known: writes?.(aMeetingNote()) }).toEqual({
    kind: 'once',
    unknown: tags(5),
    known: [...tags(5), ...tags(7)],
  })
  expect(createMeetingNoteRequest(recorded).writes?.(undefined)).toEqual(tags(6))
})

test('error: malformed ids are rejected before sending', async () => {
  const source = { type: 'file_upload', file_upload_id: 'a' } as const
  expect(await createMeetingNote(aContext(), { source, parent: { type: 'page_id', page_id: 'b' } })()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'source.file_upload_id', given: 'a' },
        { field: 'parent.page_id', given: 'b' },
      ],
    },
  })
  expect(sent).toEqual([])
})

test('error: an invalid complete note is not accepted as a partial one', async () => {
  answer('POST', path, { ...aMeetingNote(), created_time: undefined })
  expect(await createMeetingNote(aContext(), uploaded)()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'created_time' }] },
  })
})

test('error: Notion rejects the request', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  expect(await createMeetingNote(aContext(), uploaded)()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'validation_error', call: { op: 'createMeetingNote' } },
  })
})
