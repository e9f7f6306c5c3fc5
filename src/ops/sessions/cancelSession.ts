import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Session } from './session.js'

/** What {@link cancelSession} takes. */
export interface CancelSessionParams {
  /** The id of the session, with dashes or without. */
  readonly session_id: string
  /** The id of the message whose answer is no longer wanted; the current one, where it is left out. */
  readonly event_id?: string | undefined
}

/** The request that {@link cancelSession} sends. */
export const cancelSessionRequest = (params: CancelSessionParams): NotionRequest<Session> => ({
  op: 'cancelSession',
  kind: 'repeatable',
  ...bodyCall('POST', 'sessions/{session_id}/cancel', params).call,
  decode: decodeWith(Session),
})

/**
 * Has the agent of a session stop what it is doing. In public beta.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/cancel-session
 * @example
 * import { cancelSession, type Context } from 'notion-fp'
 *
 * const stop = (ctx: Context, session_id: string) => cancelSession(ctx, { session_id })
 */
export const cancelSession = (ctx: Context, params: CancelSessionParams): TaskEither<NotionError, Session> =>
  send(ctx, cancelSessionRequest(params))
