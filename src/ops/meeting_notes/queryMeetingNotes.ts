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

/** Parameters of {@link queryMeetingNotes}. */
export interface QueryMeetingNotesParams {
  /** The meeting notes to return. Default all. */
  readonly filter?: MeetingNotesFilter | undefined
  /** The sort order of the meeting notes; later sorts break ties. */
  readonly sort?: ReadonlyArray<MeetingNotesSort> | undefined
  /** The maximum number of results. Default 50. */
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
 * Queries the meeting notes of the workspace.
 *
 * There is no pagination: if `has_more` is true, narrow the filter. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params Filter, sort and limit.
 * @returns The meeting notes. Fails with a {@link NotionError}, in particular with `ValidationError` if Notion does not
 * understand the filter.
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
