/** Samples of meeting notes as the API returns them, created anew by each call. */
import type { NamedMeetingNote } from '../../src/ops/meeting_notes/meetingNote.js'
import { anId, aText } from './fixtures.js'

/** A meeting note with its transcript. */
export const aMeetingNote = (over: Partial<NamedMeetingNote> = {}): NamedMeetingNote => ({
  object: 'block',
  id: anId(7),
  type: 'meeting_notes',
  meeting_notes: {
    title: [aText('Plans')],
    status: 'notes_ready',
    children: { summary_block_id: anId(41), notes_block_id: anId(42), transcript_block_id: anId(43) },
    calendar_event: {
      start_time: '2026-01-02T03:00:00.000Z',
      end_time: '2026-01-02T04:00:00.000Z',
      attendees: [anId(2)],
    },
    recording: { start_time: '2026-01-02T03:00:00.000Z', end_time: '2026-01-02T03:55:00.000Z' },
  },
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  last_edited_by: { object: 'user', id: anId(2) },
  has_children: true,
  in_trash: false,
  archived: false,
  ...over,
})
