import {
  bodyCall,
  type Context,
  decodeWith,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  once,
  optional,
  record,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import type { PartialBlock } from '../blocks/block.js'
import { parentTags } from '../shared/parentTags.js'
import { type MeetingNote, MeetingNoteOrPartial } from './meetingNote.js'
import type { MeetingLanguage, MeetingSourceRequest } from './meetingNoteRequest.js'

interface MeetingNoteOptions {
  /** The title of the meeting note. */
  readonly title?: string | undefined
  /** The spoken language. Default `auto`. */
  readonly language?: MeetingLanguage | undefined
  /** Options of the transcription. */
  readonly options?:
    | {
        /** Whether to write a summary after the transcription. */
        readonly kickoff_summary?: boolean | undefined
      }
    | undefined
}

/** Parameters of {@link createMeetingNote}. With a `block` as the source, `parent` is not allowed: the block is not moved. */
export type CreateMeetingNoteParams = MeetingNoteOptions & MeetingSourceRequest

/** The issue of a file upload without a parent: it is not in a page yet. */
const missingParent = ({ source, parent }: CreateMeetingNoteParams): ReadonlyArray<InvalidInput> =>
  source && source.type === 'file_upload' && parent === undefined
    ? [{ field: 'parent', given: parent, allowed: 'given if source is a file_upload' }]
    : []

/** The request that {@link createMeetingNote} sends. */
export const createMeetingNoteRequest = (
  params: CreateMeetingNoteParams,
): NotionRequest<MeetingNote | PartialBlock> => {
  const { call, given } = bodyCall('POST', 'blocks/meeting_notes', params, { source: record, parent: optional(record) })
  const { source, parent } = given
  return {
    op: 'createMeetingNote',
    ...once,
    ...withIssues(call, missingParent(given)),
    decode: decodeWith(MeetingNoteOrPartial),
    writes: (note) => [
      ...(parent ? parentTags(parent) : []),
      ...(source.type === 'block' ? parentTags({ type: 'block_id', block_id: source.block_id }) : []),
      ...(note ? parentTags({ type: 'block_id', block_id: note.id }) : []),
    ],
  }
}

/**
 * Transcribes a recording into a meeting note.
 *
 * Notion transcribes in the background: poll `getBlock` with the id of the note for its `status`, through
 * `withFreshCache` if there is a cache. Not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The recording: a file upload and the page for the note, or an existing block.
 * @returns The meeting note, before its transcript is complete; only its id if the connection can write but not read.
 * Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/create-meeting-note
 * @example
 * import { type Context, createMeetingNote } from 'notion-fp'
 *
 * const writeDown = (ctx: Context, page_id: string, file_upload_id: string) =>
 *   createMeetingNote(ctx, {
 *     title: 'What we agreed on',
 *     source: { type: 'file_upload', file_upload_id },
 *     parent: { type: 'page_id', page_id },
 *   })
 */
export const createMeetingNote = (
  ctx: Context,
  params: CreateMeetingNoteParams,
): TaskEither<NotionError, MeetingNote | PartialBlock> => send(ctx, createMeetingNoteRequest(params))
