import {
  bodyCall,
  type Context,
  decodeWith,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  optional,
  record,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { PartialBlock } from '../blocks/block.js'
import { parentTags } from '../shared/parentTags.js'
import { type MeetingNote, MeetingNoteOrPartial } from './meetingNote.js'
import type { MeetingLanguage, MeetingSourceRequest } from './meetingNoteRequest.js'

interface MeetingToNote {
  /** The title of the meeting note. */
  readonly title?: string | undefined
  /** What is spoken. Default `auto`. */
  readonly language?: MeetingLanguage | undefined
  /** What Notion is to do besides writing down what was said. */
  readonly options?:
    | {
        /** Whether Notion writes a summary once it knows what was said. */
        readonly kickoff_summary?: boolean | undefined
      }
    | undefined
}

/** What {@link createMeetingNote} takes. A block that is the source stays where it is, so there is no `parent` beside it. */
export type CreateMeetingNoteParams = MeetingToNote & MeetingSourceRequest

/** An upload is nowhere yet, so it needs a page to go into. */
const missing = ({ source, parent }: CreateMeetingNoteParams): ReadonlyArray<InvalidInput> =>
  source && source.type === 'file_upload' && parent === undefined
    ? [{ field: 'parent', given: parent, allowed: 'given beside an upload' }]
    : []

/** The request that {@link createMeetingNote} sends. */
export const createMeetingNoteRequest = (
  params: CreateMeetingNoteParams,
): NotionRequest<MeetingNote | PartialBlock> => {
  const { call, given } = bodyCall('POST', 'blocks/meeting_notes', params, { source: record, parent: optional(record) })
  const { source, parent } = given
  return {
    op: 'createMeetingNote',
    kind: 'once',
    ...refusing(call, missing(given)),
    decode: decodeWith(MeetingNoteOrPartial),
    writes: (note) => [
      ...(parent ? parentTags(parent) : []),
      ...(source.type === 'block' ? parentTags({ type: 'block_id', block_id: source.block_id }) : []),
      ...(note ? parentTags({ type: 'block_id', block_id: note.id }) : []),
    ],
  }
}

/**
 * Has Notion write down what was said in a recording, one that was uploaded or a block that is there already. The answer comes
 * at once, the words later: `getBlock` on its id tells in `status` how far it is, through `withFreshCache` where there is a
 * cache. Its id alone is given where the connection may not read.
 *
 * It happens once: a failure that leaves open what became of it is not tried again. Fails with `InvalidInputError` for a
 * malformed id, and with what every call can fail with.
 *
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
