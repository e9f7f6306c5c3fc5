/** What is said to an agent. */
import type { AbsentBesideAnotherInput } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** How far a session is. */
export type SessionStatus =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'completed'
  | 'failed'
  | 'canceled'
  | 'terminated'

/** What can happen in a session. */
export type SessionEventType =
  | 'user.message'
  | 'agent.message'
  | 'agent.thinking'
  | 'agent.tool_use'
  | 'agent.tool_result'
  | 'session.status'

/** A file that goes with a message. */
export interface SessionAttachmentRequest {
  readonly type?: 'file_upload' | undefined
  /** The upload that holds the file. */
  readonly file_upload: {
    /** The id of a file upload whose status is `uploaded`. */
    readonly id: string
  }
  /** The name that the file goes by in the session. */
  readonly name?: string | undefined
}

/** What a caller keeps with a message. */
export interface SessionMetadata {
  readonly [name: string]: string
}

/** A message; it begins a session where there is none. */
export interface SessionMessageRequest extends Without<'actions' | 'continue_from', AbsentBesideAnotherInput> {
  /** What is said to the agent. */
  readonly message: string
  /** The agent: its id, with dashes or without, or `notion_ai`. Default `notion_ai`, or the one of the session. */
  readonly agent_id?: 'notion_ai' | (string & {}) | undefined
  /** The session that it goes on with; a new one, where it is left out. */
  readonly session_id?: string | undefined
  /** The files that go with it. Default none. */
  readonly attachments?: ReadonlyArray<SessionAttachmentRequest> | undefined
  /** The caller's own notes on the message. Default none. */
  readonly metadata?: SessionMetadata | undefined
  /** What the agent is to know beside the message. */
  readonly prompt_context?: string | undefined
}

/** An answer to what a session asks for in `required_actions`. */
export interface SessionActionRequest {
  /** The id of one of the session's `required_actions`. */
  readonly action_id: string
  /** Whether the agent may go ahead with it. */
  readonly option_id: 'approve' | 'reject'
}

/** Answers to what a session asks for. */
export interface SessionActionsRequest
  extends Without<
    'message' | 'agent_id' | 'attachments' | 'prompt_context' | 'continue_from',
    AbsentBesideAnotherInput
  > {
  /** The session that waits, in status `requires_action`. */
  readonly session_id: string
  /** One answer for each action. */
  readonly actions: ReadonlyArray<SessionActionRequest>
  /** The caller's own notes on the answers. Default none. */
  readonly metadata?: SessionMetadata | undefined
}

/** Nothing new: what happened after an event. */
export interface SessionContinuationRequest
  extends Without<
    'message' | 'agent_id' | 'attachments' | 'prompt_context' | 'actions' | 'metadata',
    AbsentBesideAnotherInput
  > {
  /** The session to read on in. */
  readonly session_id: string
  /** The id of a committed event of the session. */
  readonly continue_from: string
}

/** What is sent to a session. */
export type SessionRequest = SessionMessageRequest | SessionActionsRequest | SessionContinuationRequest
