import type { TaskEither } from 'fp-ts/TaskEither'
import type { PartialBlock } from '../../core/codec/block.js'
import { decodeWith } from '../../core/codec/decode.js'
import { type MeetingNote, MeetingNoteOrPartial } from '../../core/codec/meetingNote.js'
import type { Context } from '../../core/context.js'
import type { NotionError } from '../../core/error.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { fieldIds } from '../../core/fieldIds.js'
import type { MeetingLanguage, MeetingSourceRequest } from '../../core/params/meetingNote.js'
import { parentTags } from '../../core/parentTags.js'
import { route } from '../../core/route.js'
import { send } from '../../core/send.js'

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

/** The request that {@link createMeetingNote} sends. */
export const createMeetingNoteRequest = (
  params: CreateMeetingNoteParams,
): NotionRequest<MeetingNote | PartialBlock> => {
  const { title, language, options } = params
  const source = fieldIds('source', params.source)
  const parent = params.parent ? fieldIds('parent', params.parent) : undefined
  const { value } = source
  return {
    op: 'createMeetingNote',
    kind: 'once',
    ...route('POST', 'blocks/meeting_notes', {}, [...source.issues, ...(parent?.issues ?? [])]),
    body: { title, language, options, source: value, parent: parent?.value },
    decode: decodeWith(MeetingNoteOrPartial),
    writes: (note) => [
      ...(parent ? parentTags(parent.value) : []),
      ...(value.type === 'block' ? parentTags({ type: 'block_id', block_id: value.block_id }) : []),
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
