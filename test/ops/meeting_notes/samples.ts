/** What the operations on meeting notes take and are answered, so that what they declare can be seen. */
import { createMeetingNoteRequest } from '../../../src/ops/meeting_notes/createMeetingNote.js'
import { queryMeetingNotesRequest } from '../../../src/ops/meeting_notes/queryMeetingNotes.js'
import { aMeetingNote } from '../../support/meetingNotes.js'
import { block_id, file_upload_id, pageParent } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(
    createMeetingNoteRequest,
    [{ source: { type: 'file_upload', file_upload_id }, parent: pageParent }, aMeetingNote({ id: block_id })],
    [{ source: { type: 'block', block_id } }, aMeetingNote({ id: block_id })],
  ),
  seen(queryMeetingNotesRequest, [{}]),
]
