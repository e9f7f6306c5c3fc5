import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Session } from './session.js'

/** Parameters of {@link cancelSession}. */
export interface CancelSessionParams {
  /** The id of the session, with or without dashes. */
  readonly session_id: string
  /** The id of the message to cancel. Default the current one. */
  readonly event_id?: string | undefined
}

/** The request that {@link cancelSession} sends. */
export const cancelSessionRequest = (params: CancelSessionParams): NotionRequest<Session> => ({
  op: 'cancelSession',
  ...repeatable,
  ...bodyCall('POST', 'sessions/{session_id}/cancel', params).call,
  decode: decodeWith(Session),
})

/**
 * Cancels the current run of a session. In public beta.
 *
 * @param ctx The context to send the request with.
 * @param params The session, and optionally the message to cancel.
 * @returns The session. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/cancel-session
 * @example
 * import { cancelSession, type Context } from 'notion-fp'
 *
 * const stop = (ctx: Context, session_id: string) => cancelSession(ctx, { session_id })
 */
export const cancelSession = (ctx: Context, params: CancelSessionParams): TaskEither<NotionError, Session> =>
  send(ctx, cancelSessionRequest(params))
