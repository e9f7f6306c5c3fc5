/** Requests to an agent. */
import type { AbsentBesideAnotherInput } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** The status of a session. */
export type SessionStatus =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'completed'
  | 'failed'
  | 'canceled'
  | 'terminated'

/** The types of session events. */
export type SessionEventType =
  | 'user.message'
  | 'agent.message'
  | 'agent.thinking'
  | 'agent.tool_use'
  | 'agent.tool_result'
  | 'session.status'

/** A file attached to a message. */
export interface SessionAttachmentRequest {
  readonly type?: 'file_upload' | undefined
  /** The file upload. */
  readonly file_upload: {
    /** The id of a file upload whose status is `uploaded`. */
    readonly id: string
  }
  /** The display name of the file in the session. */
  readonly name?: string | undefined
}

/** Metadata that a caller attaches to a message. */
export interface SessionMetadata {
  readonly [name: string]: string
}

/** A message; it starts a new session unless `session_id` is given. */
export interface SessionMessageRequest extends Without<'actions' | 'continue_from', AbsentBesideAnotherInput> {
  /** The message to the agent. */
  readonly message: string
  /** The agent: its id, with or without dashes, or `notion_ai`. Default that of the session, or `notion_ai` in a new one. */
  readonly agent_id?: 'notion_ai' | (string & {}) | undefined
  /** The session to continue. Default a new one. */
  readonly session_id?: string | undefined
  /** The attached files. Default none. */
  readonly attachments?: ReadonlyArray<SessionAttachmentRequest> | undefined
  /** Metadata of the message. Default none. */
  readonly metadata?: SessionMetadata | undefined
  /** Additional context for the agent. */
  readonly prompt_context?: string | undefined
}

/** An answer to one of the `required_actions` of a session. */
export interface SessionActionRequest {
  /** The id of one of the session's `required_actions`. */
  readonly action_id: string
  /** Whether to approve or reject the action. */
  readonly option_id: 'approve' | 'reject'
}

/** Answers to the required actions of a session. */
export interface SessionActionsRequest
  extends Without<
    'message' | 'agent_id' | 'attachments' | 'prompt_context' | 'continue_from',
    AbsentBesideAnotherInput
  > {
  /** The session, with the status `requires_action`. */
  readonly session_id: string
  /** One answer per action. */
  readonly actions: ReadonlyArray<SessionActionRequest>
  /** Metadata of the answers. Default none. */
  readonly metadata?: SessionMetadata | undefined
}

/** Continues from an event without sending anything new. */
export interface SessionContinuationRequest
  extends Without<
    'message' | 'agent_id' | 'attachments' | 'prompt_context' | 'actions' | 'metadata',
    AbsentBesideAnotherInput
  > {
  /** The session to continue. */
  readonly session_id: string
  /** The id of a committed event of the session. */
  readonly continue_from: string
}

/** A request to a session. */
export type SessionRequest = SessionMessageRequest | SessionActionsRequest | SessionContinuationRequest
