/**
 * The content of meeting notes, which appears step by step after they are created: first the transcript, then the
 * summary.
 */
import type { BlockNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, isObject, type JsonObject } from '../values/json.js'

/** How long each step of a transcription takes, in milliseconds. */
const STEP = 5000

/** The current content of a meeting note: a transcription progresses with time. */
export const meetingPayload = (workspace: Workspace, block: BlockNode): JsonObject => {
  const began = workspace.transcriptions.get(block.id)
  if (began === undefined) return block.payload
  const step = Math.floor((workspace.now() - began) / STEP)
  const { children, ...rest } = block.payload
  const { transcript_block_id: transcript = '', ...summed } = asObject(children)
  if (step < 1) return { ...rest, status: 'transcription_in_progress' }
  if (step < 2) return { ...rest, status: 'summary_in_progress', children: { transcript_block_id: transcript } }
  return { ...rest, status: 'notes_ready', children: { ...summed, transcript_block_id: transcript } }
}

/** Whether a block is a meeting note. */
export const isMeeting = (block: { readonly kind: string; readonly type?: string }): boolean =>
  block.kind === 'block' && block.type === 'meeting_notes'

/** The attendees, by id. */
export const attendeesOf = (payload: JsonObject): ReadonlyArray<string> => {
  const event = payload.calendar_event
  const listed = isObject(event) ? event.attendees : undefined
  return Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : []
}
