/** Meeting notes as their own operations return them: blocks, possibly without a parent. */

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
  /** The block or page that contains it, if Notion returns it. */
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
 * A meeting note of an unknown type, or one that does not match its type. Only its id is checked; everything else is as
 * Notion sent it.
 */
export interface UnknownMeetingNote extends Unchecked<MeetingNoteBase, 'object' | 'id'> {
  readonly type: UnknownType
}

/** A meeting note: a block with the transcript of a meeting. */
export type MeetingNote = NamedMeetingNote | TranscriptionNote | UnknownMeetingNote

/** The meeting notes that match a query; there is no pagination. */
export interface MeetingNotes {
  /** At most as many as the limit of the query. */
  readonly results: ReadonlyArray<MeetingNote>
  /** Whether the limit cut off results; narrow the filter to find them. */
  readonly has_more: boolean
  /** The id of the request. */
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

/** A meeting note, complete or partial. */
export const MeetingNoteOrPartial: Type<MeetingNote | PartialBlock> = discriminate(
  (value) => 'type' in value,
  MeetingNote,
  PartialBlock,
)

/** The meeting notes that match a query. */
export const MeetingNotes: Type<MeetingNotes> = struct<MeetingNotes>(
  { results: list(MeetingNote), has_more: boolean },
  { request_id: string },
)

/**
 * The content of a meeting note, under either name; `undefined` if its type is unknown.
 *
 * @example
 * import { type Context, meetingNotesIn, queryMeetingNotes } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const contents = (ctx: Context) =>
 *   pipe(
 *     queryMeetingNotes(ctx, {}),
 *     TE.map(({ results }) => results.map(meetingNotesIn)),
 *   )
 */
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
