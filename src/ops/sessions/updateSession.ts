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

/**
 * Parameters of {@link updateSession}: a message, or answers to required actions. Use `streamSession` to continue from
 * an event.
 */
export type UpdateSessionParams = SessionRequest

/** The request that {@link updateSession} sends. */
export const updateSessionRequest = (params: UpdateSessionParams): NotionRequest<Session> => ({
  op: 'updateSession',
  ...sessionCall(params),
  decode: decodeWith(Session),
})

/**
 * Sends a message to an agent, in a new or an existing session, or answers the required actions of a session. In public
 * beta.
 *
 * `getSession` returns the status, and `streamSession` streams the reply. Not idempotent: not retried if the outcome is
 * unknown.
 *
 * @param ctx The context to send the request with.
 * @param params A message or answers to required actions.
 * @returns The session, before the agent has replied. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/update-session
 * @example
 * import { type Context, updateSession } from 'notion-fp'
 *
 * const ask = (ctx: Context, message: string) => updateSession(ctx, { agent_id: 'notion_ai', message })
 */
export const updateSession = (ctx: Context, params: UpdateSessionParams): TaskEither<NotionError, Session> =>
  send(ctx, updateSessionRequest(params))
