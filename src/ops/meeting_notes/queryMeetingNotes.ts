import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { MeetingNotes } from './meetingNote.js'
import type { MeetingNotesFilter, MeetingNotesSort } from './meetingNotesFilter.js'

/** What {@link queryMeetingNotes} takes. */
export interface QueryMeetingNotesParams {
  /** Which meeting notes; all, where it is left out. */
  readonly filter?: MeetingNotesFilter | undefined
  /** The order of the meeting notes; the first sort decides, and the next among equals. */
  readonly sort?: ReadonlyArray<MeetingNotesSort> | undefined
  /** How many are given at most. Default 50. */
  readonly limit?: number | undefined
}

/** The request that {@link queryMeetingNotes} sends. */
export const queryMeetingNotesRequest = (params: QueryMeetingNotesParams): NotionRequest<MeetingNotes> => ({
  op: 'queryMeetingNotes',
  kind: 'read',
  ...bodyCall('POST', 'blocks/meeting_notes/query', params).call,
  decode: decodeWith(MeetingNotes),
})

/**
 * Finds the meeting notes of the workspace. There are no further pages: where `has_more` says that there are more than the
 * limit, a narrower filter reaches them. Never cached, as they change while a meeting goes on.
 *
 * Fails with `ValidationError` for a filter that Notion does not understand, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/query-meeting-notes
 * @example
 * import { type Context, queryMeetingNotes } from 'notion-fp'
 *
 * const notesOn = (ctx: Context, subject: string) =>
 *   queryMeetingNotes(ctx, {
 *     filter: {
 *       operator: 'and',
 *       filters: [{ property: 'title', filter: { operator: 'string_contains', value: { type: 'exact', value: subject } } }],
 *     },
 *     sort: [{ property: 'created_time', direction: 'descending' }],
 *   })
 */
export const queryMeetingNotes = (
  ctx: Context,
  params: QueryMeetingNotesParams,
): TaskEither<NotionError, MeetingNotes> => send(ctx, queryMeetingNotesRequest(params))
