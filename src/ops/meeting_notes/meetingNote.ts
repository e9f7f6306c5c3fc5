/** Meeting notes as their own operations give them: blocks, whose parent may be left out. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { Parent } from '../../core/objects/parent.js'
import { UserOrPartial } from '../../core/objects/user.js'
import {
  boolean,
  list,
  literal,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import type { BlockBase } from '../blocks/block/base.js'
import { MeetingNotesContent } from '../blocks/block/meetingNotes.js'
import { PartialBlock } from '../blocks/block.js'

interface MeetingNoteBase extends Omit<BlockBase, 'parent'> {
  /** The block or page it is in, where Notion tells. */
  readonly parent?: Parent
}

/** A meeting note, as version 2026-03-11 names it. */
export interface NamedMeetingNote extends MeetingNoteBase {
  readonly type: 'meeting_notes'
  readonly meeting_notes: MeetingNotesContent
}

/** A meeting note, as versions before 2026-03-11 name it. */
export interface TranscriptionNote extends MeetingNoteBase {
  readonly type: 'transcription'
  readonly transcription: MeetingNotesContent
}

/**
 * A meeting note under a name that this library does not know, or one that is not what its type promises. Only its id is
 * certain: whatever else it has is as Notion sent it.
 */
export interface UnknownMeetingNote extends Unchecked<MeetingNoteBase, 'object' | 'id'> {
  readonly type: UnknownType
}

/** A meeting note: a block that holds what was said. */
export type MeetingNote = NamedMeetingNote | TranscriptionNote | UnknownMeetingNote

/** The meeting notes that a query gives; there are no further pages of them. */
export interface MeetingNotes {
  /** As many as the limit of the query, 50 where it sets none. */
  readonly results: ReadonlyArray<MeetingNote>
  /** Whether there are more than the limit of the query; only a narrower filter reaches them. */
  readonly has_more: boolean
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** A meeting note. */
export const MeetingNote: Type<MeetingNote> = tagged<MeetingNote>(
  { meeting_notes: MeetingNotesContent, transcription: MeetingNotesContent },
  struct<MeetingNoteBase>(
    {
      object: literal('block'),
      id: string,
      created_time: string,
      last_edited_time: string,
      created_by: UserOrPartial,
      last_edited_by: UserOrPartial,
      has_children: boolean,
    },
    { parent: Parent, in_trash: boolean, archived: boolean, request_id: string },
  ),
  struct<Pick<MeetingNoteBase, 'object' | 'id'>>({ object: literal('block'), id: string }),
)

/** A meeting note, whole or by its id alone. */
export const MeetingNoteOrPartial: Type<MeetingNote | PartialBlock> = discriminate(
  (value) => 'type' in value,
  MeetingNote,
  PartialBlock,
)

/** The meeting notes that a query gives. */
export const MeetingNotes: Type<MeetingNotes> = struct<MeetingNotes>(
  { results: list(MeetingNote), has_more: boolean },
  { request_id: string },
)

/** What a meeting note holds, under whichever name; `undefined` for one of an unknown name. */
export const meetingNotesIn = (note: MeetingNote): MeetingNotesContent | undefined =>
  tryTo(
    () =>
      note.type === 'meeting_notes'
        ? note.meeting_notes
        : note.type === 'transcription'
          ? note.transcription
          : undefined,
    undefined,
  )
