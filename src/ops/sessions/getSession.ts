import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { SessionDetails } from './session.js'

/** Parameters of {@link getSession}. */
export interface GetSessionParams {
  /** The id of the session, with or without dashes. */
  readonly session_id: string
}

/** The request that {@link getSession} sends. */
export const getSessionRequest = (params: GetSessionParams): NotionRequest<SessionDetails> => ({
  op: 'getSession',
  kind: 'read',
  ...queryCall('GET', 'sessions/{session_id}', params, { session_id: id }).call,
  decode: decodeWith(SessionDetails),
})

/**
 * Retrieves a session: its status and required actions. In public beta.
 *
 * `querySessionEvents` returns its messages. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The session.
 * @returns The session. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/retrieve-session
 * @example
 * import { type Context, getSession } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, session_id: string) => getSession(ctx, { session_id })
 */
export const getSession = (ctx: Context, params: GetSessionParams): TaskEither<NotionError, SessionDetails> =>
  send(ctx, getSessionRequest(params))
