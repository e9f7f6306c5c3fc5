import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Session } from './session.js'
import { sessionCall } from './sessionCall.js'
import type { SessionRequest } from './sessionRequest.js'

/** What {@link updateSession} takes: a message, or answers to what the session asks for. To continue from an event is for streams alone. */
export type UpdateSessionParams = SessionRequest

/** The request that {@link updateSession} sends. */
export const updateSessionRequest = (params: UpdateSessionParams): NotionRequest<Session> => ({
  op: 'updateSession',
  ...sessionCall(params),
  decode: decodeWith(Session),
})

/**
 * Says something to an agent, in a new session or in one that goes on, or answers what a session asks for. The answer comes at
 * once, before that of the agent: `getSession` tells how far it is, and `streamSession` gives it as it comes. In public beta.
 *
 * A message or an action happens once: a failure that leaves open what became of it is not tried again. Fails with
 * `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/update-session
 * @example
 * import { type Context, updateSession } from 'notion-fp'
 *
 * const ask = (ctx: Context, message: string) => updateSession(ctx, { agent_id: 'notion_ai', message })
 */
export const updateSession = (ctx: Context, params: UpdateSessionParams): TaskEither<NotionError, Session> =>
  send(ctx, updateSessionRequest(params))
