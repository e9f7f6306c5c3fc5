/** Events of sessions, as queries return them. */
import type { Type } from 'io-ts'
import {
  boolean,
  dict,
  list,
  literal,
  nullable,
  number,
  string,
  struct,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { Creator } from '../agents/agent.js'
import { RequiredAction, SessionFailure } from './session.js'
import type { SessionMetadata, SessionStatus } from './sessionRequest.js'

/** The fields that all events have. */
export interface SessionEventBase {
  readonly object: 'session_event'
  /** The id for `continue_from`. */
  readonly id: string
  /** The session of the event. */
  readonly session_id: string
  /** The position of the event in the session; increases with each event. */
  readonly sequence: number
  /** ISO 8601. */
  readonly created_at: string
}

/** A text. */
export interface SessionText {
  readonly type: 'text'
  /** The text. */
  readonly text: string
}

/** A file attached to a message. */
export interface SessionFile {
  readonly type: 'file'
  /** The name of the file, with its extension. */
  readonly name: string
  /** The media type, such as `application/pdf`. */
  readonly content_type: string
  /** A signed URL, valid until `expiry_time`. */
  readonly url: string
  /** When the URL expires, ISO 8601. */
  readonly expiry_time?: string
}

/** A part of a message. */
export type SessionContent = SessionText | SessionFile | { readonly type: UnknownType }

/** A message of a user. */
export interface UserMessageEvent extends SessionEventBase {
  readonly type: 'user.message'
  /** The parts of the message, in order. */
  readonly content: ReadonlyArray<SessionContent>
  /** The author; `null` if it is not available. */
  readonly created_by: Creator | null
  /** The metadata that the caller attached. */
  readonly metadata: SessionMetadata | null
}

/** A message of the agent. */
export interface AgentMessageEvent extends SessionEventBase {
  readonly type: 'agent.message'
  /** The parts of the message, in order. */
  readonly content: ReadonlyArray<SessionContent>
  /** `null` if it is not available. */
  readonly created_by: Creator | null
  /** The model that generated it, if available. */
  readonly metadata: { readonly model?: string } | null
}

/** A thought of the agent. */
export interface AgentThinkingEvent extends SessionEventBase {
  readonly type: 'agent.thinking'
  /** The parts of the message, in order. */
  readonly content: ReadonlyArray<SessionContent>
}

/** The start of a tool use. */
export interface AgentToolUseEvent extends SessionEventBase {
  readonly type: 'agent.tool_use'
  /** The tool. */
  readonly tool_name: string
}

/** The result of a tool use. */
export interface AgentToolResultEvent extends SessionEventBase {
  readonly type: 'agent.tool_result'
  /** The id of the event that started the tool use. */
  readonly tool_use_id: string
  /** The tool. */
  readonly tool_name: string
  /** Whether the tool failed. */
  readonly is_error: boolean
}

/** A change of the status of the session. */
export interface SessionStatusEvent extends SessionEventBase {
  readonly type: 'session.status'
  /** The new status. */
  readonly status: Word<SessionStatus>
  /** The required actions, if the status is `requires_action`. */
  readonly required_actions?: ReadonlyArray<RequiredAction>
  /** The error, if the status is `failed`. */
  readonly error?: SessionFailure
}

/** An event of an unknown type. */
export interface UnknownSessionEvent extends SessionEventBase {
  readonly type: UnknownType
}

/** An event of a session. */
export type SessionEvent =
  | UserMessageEvent
  | AgentMessageEvent
  | AgentThinkingEvent
  | AgentToolUseEvent
  | AgentToolResultEvent
  | SessionStatusEvent
  | UnknownSessionEvent

/** The fields of one type of event, without those that all events have. */
export type EventContent<Event> = Omit<Event, keyof SessionEventBase | 'type'>

/** The fields that all events have. */
export const SessionEventBase: Type<SessionEventBase> = struct<SessionEventBase>({
  object: literal('session_event'),
  id: string,
  session_id: string,
  sequence: number,
  created_at: string,
})

/**
 * A text, without its type.
 *
 * @internal
 */
export const SessionTextContent: Type<Omit<SessionText, 'type'>> = struct<Omit<SessionText, 'type'>>({ text: string })

const Content: Type<ReadonlyArray<SessionContent>> = list(
  variants<SessionContent, 'type'>('type', {
    text: SessionTextContent,
    file: struct<Omit<SessionFile, 'type'>>(
      { name: string, content_type: string, url: string },
      { expiry_time: string },
    ),
  }),
)

/** The start of a tool use, without the fields that all events have. */
export const ToolUseContent: Type<EventContent<AgentToolUseEvent>> = struct<EventContent<AgentToolUseEvent>>({
  tool_name: string,
})

/** The result of a tool use, without the fields that all events have. */
export const ToolResultContent: Type<EventContent<AgentToolResultEvent>> = struct<EventContent<AgentToolResultEvent>>({
  tool_use_id: string,
  tool_name: string,
  is_error: boolean,
})

/** An event of a session. */
export const SessionEvent: Type<SessionEvent> = variants<SessionEvent, 'type', SessionEventBase>(
  'type',
  {
    'user.message': struct<EventContent<UserMessageEvent>>({
      content: Content,
      created_by: nullable(Creator),
      metadata: nullable(dict(string)),
    }),
    'agent.message': struct<EventContent<AgentMessageEvent>>({
      content: Content,
      created_by: nullable(Creator),
      metadata: nullable(struct<NonNullable<AgentMessageEvent['metadata']>>({}, { model: string })),
    }),
    'agent.thinking': struct<EventContent<AgentThinkingEvent>>({ content: Content }),
    'agent.tool_use': ToolUseContent,
    'agent.tool_result': ToolResultContent,
    'session.status': struct<EventContent<SessionStatusEvent>>(
      { status: string },
      { required_actions: list(RequiredAction), error: SessionFailure },
    ),
  },
  SessionEventBase,
)
