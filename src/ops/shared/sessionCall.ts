/** What goes to a session, whether its answer is wanted at once or as a stream. */
import type { CallKind } from '../../core/fetcher.js'
import { fieldIds } from '../../core/fieldIds.js'
import { bodyId, type Checked } from '../../core/ids.js'
import type { SessionAttachmentRequest, SessionRequest } from '../../core/params/session.js'
import { type Route, route } from '../../core/route.js'

/** The parts of a request that do not depend on how it is answered. */
interface SessionCall extends Route {
  /** `repeatable` where it only asks for what happened, else `once`. */
  readonly kind: CallKind
  /** What was given, its ids checked. */
  readonly body: object
}

const fileOf = (
  { file_upload, ...rest }: SessionAttachmentRequest,
  index: number,
): Checked<SessionAttachmentRequest> => {
  const field = `attachments[${index}].file_upload.id`
  const { value, issues } = bodyId(field, file_upload.id)
  return { value: { ...rest, file_upload: { id: value } }, issues }
}

/** What is sent to a session, checked. A message or an action happens once; to ask for what happened changes nothing. */
export const sessionCall = (params: SessionRequest): SessionCall => {
  const { message, actions, agent_id, session_id, attachments, metadata, prompt_context, continue_from } = params
  const ids = fieldIds('', { agent_id, session_id })
  const files = attachments ? attachments.map(fileOf) : undefined
  const issues = [...ids.issues, ...(files?.flatMap((file) => file.issues) ?? [])]
  return {
    kind: continue_from === undefined ? 'once' : 'repeatable',
    ...route('POST', 'sessions', {}, issues),
    body: {
      message,
      ...ids.value,
      attachments: files?.map(({ value }) => value),
      metadata,
      prompt_context,
      actions,
      continue_from,
    },
  }
}
