/** The notes of a meeting, and blocks that the API does not show. */
import type { Type } from 'io-ts'
import { RichText } from '../../../core/objects/richText.js'
import { list, string, struct } from '../../../core/schema/combinators.js'
import type { BlockBase } from './base.js'

/** The blocks that the parts of meeting notes are in. */
export interface MeetingNotesChildren {
  /** The block with the summary; absent before there is one. */
  readonly summary_block_id?: string
  /** The block with what people wrote; absent before there is one. */
  readonly notes_block_id?: string
  /** The block with what was said; absent before there is one. */
  readonly transcript_block_id?: string
}

/** The event of the calendar that meeting notes belong to. */
export interface CalendarEvent {
  /** ISO 8601. */
  readonly start_time: string
  /** ISO 8601. */
  readonly end_time: string
  /** The ids of the users. */
  readonly attendees?: ReadonlyArray<string>
}

/** When a meeting was recorded. */
export interface Recording {
  /** ISO 8601. */
  readonly start_time?: string
  /** ISO 8601; absent while it goes on. */
  readonly end_time?: string
}

/** What meeting notes hold; each part appears once it is there. */
export interface MeetingNotesContent {
  /** The title of the notes. */
  readonly title?: RichText
  /** How far the transcription is. */
  readonly status?:
    | 'transcription_not_started'
    | 'transcription_paused'
    | 'transcription_in_progress'
    | 'transcription_failed'
    | 'summary_in_progress'
    | 'notes_ready'
    | (string & {})
  /** The ids of the blocks that its parts are in; `getBlockChildren` reads them. */
  readonly children?: MeetingNotesChildren
  /** Absent where no event of a calendar belongs to it. */
  readonly calendar_event?: CalendarEvent
  /** Absent before anything was recorded. */
  readonly recording?: Recording
}

/** The notes of a meeting, as version 2026-03-11 names them. */
export interface MeetingNotesBlock extends BlockBase {
  readonly type: 'meeting_notes'
  readonly meeting_notes: MeetingNotesContent
}

/** The notes of a meeting, as versions before 2026-03-11 name them. */
export interface TranscriptionBlock extends BlockBase {
  readonly type: 'transcription'
  readonly transcription: MeetingNotesContent
}

/** What is told of a block that the API does not show. */
export interface UnsupportedContent {
  /** What it is in Notion's own app, such as `button`. */
  readonly block_type?: string
}

/** A block that the API does not show. */
export interface UnsupportedBlock extends BlockBase {
  readonly type: 'unsupported'
  /** What Notion tells of it; it cannot be made or changed by the API. */
  readonly unsupported: UnsupportedContent
}

/** What meeting notes hold. */
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

/** What is told of a block that the API does not show. */
export const UnsupportedContent: Type<UnsupportedContent> = struct<UnsupportedContent>({}, { block_type: string })
