/** What happened in a session, as queries tell it. */
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

/** What all events have. */
export interface SessionEventBase {
  readonly object: 'session_event'
  /** What `continue_from` takes. */
  readonly id: string
  /** The session that it happened in. */
  readonly session_id: string
  /** Its place among the events of the session: a later one has a greater number. */
  readonly sequence: number
  /** ISO 8601. */
  readonly created_at: string
}

/** Words. */
export interface SessionText {
  readonly type: 'text'
  /** The words as they were written. */
  readonly text: string
}

/** A file that went with a message. */
export interface SessionFile {
  readonly type: 'file'
  /** The name of the file, with its extension. */
  readonly name: string
  /** The media type, such as `application/pdf`. */
  readonly content_type: string
  /** A signed address that works until `expiry_time`. */
  readonly url: string
  /** When the address stops working, ISO 8601. */
  readonly expiry_time?: string
}

/** A part of a message. */
export type SessionContent = SessionText | SessionFile | { readonly type: UnknownType }

/** A person said something. */
export interface UserMessageEvent extends SessionEventBase {
  readonly type: 'user.message'
  /** Its parts in order. */
  readonly content: ReadonlyArray<SessionContent>
  /** Who said it; `null` where it is not told. */
  readonly created_by: Creator | null
  /** What the caller kept with it. */
  readonly metadata: SessionMetadata | null
}

/** The agent said something. */
export interface AgentMessageEvent extends SessionEventBase {
  readonly type: 'agent.message'
  /** Its parts in order. */
  readonly content: ReadonlyArray<SessionContent>
  /** `null` where it is not told. */
  readonly created_by: Creator | null
  /** The model that wrote it, where that is told. */
  readonly metadata: { readonly model?: string } | null
}

/** The agent thought something. */
export interface AgentThinkingEvent extends SessionEventBase {
  readonly type: 'agent.thinking'
  /** Its parts in order. */
  readonly content: ReadonlyArray<SessionContent>
}

/** The agent began to use a tool. */
export interface AgentToolUseEvent extends SessionEventBase {
  readonly type: 'agent.tool_use'
  /** The tool that is used. */
  readonly tool_name: string
}

/** A tool came to an end. */
export interface AgentToolResultEvent extends SessionEventBase {
  readonly type: 'agent.tool_result'
  /** The id of the event that began to use it. */
  readonly tool_use_id: string
  /** The tool that was used. */
  readonly tool_name: string
  /** Whether the tool failed. */
  readonly is_error: boolean
}

/** The session is further than it was. */
export interface SessionStatusEvent extends SessionEventBase {
  readonly type: 'session.status'
  /** The status from then on. */
  readonly status: Word<SessionStatus>
  /** What it asks for, where its status is `requires_action`. */
  readonly required_actions?: ReadonlyArray<RequiredAction>
  /** What went wrong, where its status is `failed`. */
  readonly error?: SessionFailure
}

/** An event of a type that this library does not know. */
export interface UnknownSessionEvent extends SessionEventBase {
  readonly type: UnknownType
}

/** Something that happened in a session. */
export type SessionEvent =
  | UserMessageEvent
  | AgentMessageEvent
  | AgentThinkingEvent
  | AgentToolUseEvent
  | AgentToolResultEvent
  | SessionStatusEvent
  | UnknownSessionEvent

/** What one type of event has, besides its type and what all events have. */
export type EventContent<Event> = Omit<Event, keyof SessionEventBase | 'type'>

/** What all events have. */
export const SessionEventBase: Type<SessionEventBase> = struct<SessionEventBase>({
  object: literal('session_event'),
  id: string,
  session_id: string,
  sequence: number,
  created_at: string,
})

/**
 * Words, without their type.
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

/** The agent began to use a tool, without what all events have. */
export const ToolUseContent: Type<EventContent<AgentToolUseEvent>> = struct<EventContent<AgentToolUseEvent>>({
  tool_name: string,
})

/** A tool came to an end, without what all events have. */
export const ToolResultContent: Type<EventContent<AgentToolResultEvent>> = struct<EventContent<AgentToolResultEvent>>({
  tool_use_id: string,
  tool_name: string,
  is_error: boolean,
})

/** Something that happened in a session. */
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
