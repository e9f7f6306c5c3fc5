import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import {
  MeetingNote,
  MeetingNoteOrPartial,
  MeetingNotes,
  meetingNotesIn,
} from '../../../src/ops/meeting_notes/meetingNote.js'
import { anId } from '../../support/fixtures.js'
import { aMeetingNote } from '../../support/meetingNotes.js'
import { spoiled } from '../../support/spoil.js'

const { type: _type, meeting_notes, ...base } = aMeetingNote()

test('default: a note under either name is returned unchanged, with or without its parent', () => {
  const transcription = { ...base, type: 'transcription', transcription: meeting_notes } as const
  const placed = aMeetingNote({ parent: { type: 'page_id', page_id: anId(5) } })
  for (const note of [aMeetingNote(), placed, transcription])
    expect(decodeWith(MeetingNote)(note)).toEqual(E.right(note))
  expect([aMeetingNote(), transcription].map(meetingNotesIn)).toEqual([meeting_notes, meeting_notes])
})

test('behavior: an unknown name is passed through', () => {
  const note = { ...base, type: 'unknown:minutes', minutes: 7 } as const
  expect(decodeWith(MeetingNote)(note)).toEqual(E.right(note))
  expect(meetingNotesIn(note)).toBeUndefined()
})

test('behavior: sections that are not available yet are absent', () => {
  expect(MeetingNote.is(aMeetingNote({ meeting_notes: {} }))).toBe(true)
})

test('default: a note can be only its id', () => {
  expect(MeetingNoteOrPartial.is({ object: 'block', id: anId(7) })).toBe(true)
  expect(MeetingNoteOrPartial.is({ object: 'page', id: anId(7) })).toBe(false)
})

test('error: an invalid value anywhere is rejected', () => {
  for (const bad of spoiled(aMeetingNote({ meeting_notes: { ...meeting_notes, title: [] } }))) {
    expect([bad, MeetingNoteOrPartial.is(bad)]).toEqual([bad, false])
  }
  expect(decodeWith(MeetingNotes)({ results: [aMeetingNote()] })).toMatchObject({ left: [{ path: 'has_more' }] })
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ results: fc.anything(), has_more: fc.boolean() })), (value) => {
      expect(decodeWith(MeetingNotes)(value)._tag === 'Right').toBe(MeetingNotes.is(value))
      expect(decodeWith(MeetingNoteOrPartial)(value)._tag === 'Right').toBe(MeetingNoteOrPartial.is(value))
    }),
  )
})
