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

/** What {@link getSession} takes. */
export interface GetSessionParams {
  /** The id of the session, with dashes or without. */
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
 * Retrieves a session: how far it is, and what it asks for. What was said is in its events, which `querySessionEvents` gives. In
 * public beta; never cached.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/retrieve-session
 * @example
 * import { type Context, getSession } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, session_id: string) => getSession(ctx, { session_id })
 */
export const getSession = (ctx: Context, params: GetSessionParams): TaskEither<NotionError, SessionDetails> =>
  send(ctx, getSessionRequest(params))
