/** Meeting notes, and blocks that the API does not support. */
import type { Type } from 'io-ts'
import { RichText } from '../../../core/objects/richText.js'
import { list, string, struct } from '../../../core/schema/combinators.js'
import type { BlockBase } from './base.js'

/** The blocks that hold the sections of a meeting note. */
export interface MeetingNotesChildren {
  /** The block with the summary; absent until there is one. */
  readonly summary_block_id?: string
  /** The block with the notes that people wrote; absent until there is one. */
  readonly notes_block_id?: string
  /** The block with the transcript; absent until there is one. */
  readonly transcript_block_id?: string
}

/** The calendar event of a meeting note. */
export interface CalendarEvent {
  /** ISO 8601. */
  readonly start_time: string
  /** ISO 8601. */
  readonly end_time: string
  /** The ids of the attending users. */
  readonly attendees?: ReadonlyArray<string>
}

/** The start and end of a recording. */
export interface Recording {
  /** ISO 8601. */
  readonly start_time?: string
  /** ISO 8601; absent while it goes on. */
  readonly end_time?: string
}

/** The content of a meeting note; each field is absent until it is available. */
export interface MeetingNotesContent {
  /** The title of the notes. */
  readonly title?: RichText
  /** The status of the transcription. */
  readonly status?:
    | 'transcription_not_started'
    | 'transcription_paused'
    | 'transcription_in_progress'
    | 'transcription_failed'
    | 'summary_in_progress'
    | 'notes_ready'
    | (string & {})
  /** The ids of the blocks with the sections; `getBlockChildren` reads them. */
  readonly children?: MeetingNotesChildren
  /** Absent if the note has no calendar event. */
  readonly calendar_event?: CalendarEvent
  /** Absent until something was recorded. */
  readonly recording?: Recording
}

/** A meeting note, as version 2026-03-11 names it. */
export interface MeetingNotesBlock extends BlockBase {
  readonly type: 'meeting_notes'
  readonly meeting_notes: MeetingNotesContent
}

/** A meeting note, as versions before 2026-03-11 name it. */
export interface TranscriptionBlock extends BlockBase {
  readonly type: 'transcription'
  readonly transcription: MeetingNotesContent
}

/** What the API returns of an unsupported block. */
export interface UnsupportedContent {
  /** The type of the block in the Notion app, such as `button`. */
  readonly block_type?: string
}

/** A block that the API does not support. */
export interface UnsupportedBlock extends BlockBase {
  readonly type: 'unsupported'
  /** What the API returns of it; it cannot be created or updated by the API. */
  readonly unsupported: UnsupportedContent
}

/** The content of a meeting note. */
export const MeetingNotesContent: Type<MeetingNotesContent> = struct<MeetingNotesContent>(
  {},
  {
    title: RichText,
    status: string,
    children: struct<MeetingNotesChildren>(
      {},
      { summary_block_id: string, notes_block_id: string, transcript_block_id: string },
    ),
    calendar_event: struct<CalendarEvent>({ start_time: string, end_time: string }, { attendees: list(string) }),
    recording: struct<Recording>({}, { start_time: string, end_time: string }),
  },
)

/** What the API returns of an unsupported block. */
export const UnsupportedContent: Type<UnsupportedContent> = struct<UnsupportedContent>({}, { block_type: string })
