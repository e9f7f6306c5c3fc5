/** What happens in a session, as its stream tells it. */
import type { Type } from 'io-ts'
import { dict, list, literal, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { RequiredAction, SessionFailure } from './session.js'
import {
  type AgentToolResultEvent,
  type AgentToolUseEvent,
  type EventContent,
  SessionEventBase,
  type SessionText,
  SessionTextContent,
  ToolResultContent,
  ToolUseContent,
} from './sessionEvent.js'
import type { SessionMetadata, SessionStatus } from './sessionRequest.js'

/** A file that went with a message. */
export interface StreamedFile {
  readonly type: 'file'
  /** The file, by an id; queries of events give its address. */
  readonly file_id: string
}

/** A part of a message. */
export type StreamedContent = SessionText | StreamedFile | { readonly type: UnknownType }

/** A person said something. */
export interface StreamedUserMessage extends SessionEventBase {
  readonly type: 'user.message'
  /** Its parts in order. */
  readonly content: ReadonlyArray<StreamedContent>
  /** What the caller kept with it. */
  readonly metadata?: SessionMetadata
}

/** The agent said something. */
export interface StreamedAgentMessage extends SessionEventBase {
  readonly type: 'agent.message'
  /** Its parts in order. */
  readonly content: ReadonlyArray<StreamedContent>
}

/** How much a session used. */
export interface SessionUsage {
  /** What the model read. */
  readonly input_tokens?: number
  /** What the model wrote. */
  readonly output_tokens?: number
  /** All tokens that were used. */
  readonly total_tokens: number
}

/** Something that a session made. */
export type SessionArtifact =
  | { readonly type: 'page'; readonly url: string; readonly title: string }
  | { readonly type: 'html_artifact'; readonly url: string; readonly page_url: string }
  | { readonly type: UnknownType }

/** The session is further than it was. */
export interface StreamedStatus extends SessionEventBase {
  readonly type: 'session.status'
  /** The status from then on. */
  readonly status: Word<SessionStatus>
  /** What it asks for, where its status is `requires_action`. */
  readonly required_actions?: ReadonlyArray<RequiredAction>
  /** What went wrong, where its status is `failed`. */
  readonly error?: SessionFailure
  /** Absent where it is not told. */
  readonly usage?: SessionUsage
  /** What the session made, such as pages. */
  readonly artifacts?: ReadonlyArray<SessionArtifact>
}

/** An event of a type that this library does not know. */
export interface UnknownStreamedEvent extends SessionEventBase {
  readonly type: UnknownType
}

/** Something that happened in a session and stays so. */
export type CommittedSessionEvent =
  | StreamedUserMessage
  | StreamedAgentMessage
  | AgentToolUseEvent
  | AgentToolResultEvent
  | StreamedStatus
  | UnknownStreamedEvent

/** What all events have that may still change. */
export interface ProvisionalEventBase extends Omit<SessionEventBase, 'sequence'> {}

/** The agent is saying something. */
export interface ProvisionalAgentMessage extends ProvisionalEventBase {
  readonly type: 'agent.message'
  /** What is said so far. */
  readonly content: ReadonlyArray<StreamedContent>
}

/** The agent is about to use a tool. */
export interface ProvisionalToolUse extends ProvisionalEventBase {
  readonly type: 'agent.tool_use'
  /** The tool that is about to be used. */
  readonly tool_name: string
}

/** An event of a type that this library does not know, which may still change. */
export interface UnknownProvisionalEvent extends ProvisionalEventBase {
  readonly type: UnknownType
}

/** Something that happens in a session and may still change: a later one, or a committed one, takes its place. */
export type ProvisionalSessionEvent = ProvisionalAgentMessage | ProvisionalToolUse | UnknownProvisionalEvent

const Content: Type<ReadonlyArray<StreamedContent>> = list(
  variants<StreamedContent, 'type'>('type', {
    text: SessionTextContent,
    file: struct<Omit<StreamedFile, 'type'>>({ file_id: string }),
  }),
)

const Message = struct<{ readonly content: ReadonlyArray<StreamedContent> }>({ content: Content })

const Status: Type<EventContent<StreamedStatus>> = struct<EventContent<StreamedStatus>>(
  { status: string },
  {
    required_actions: list(RequiredAction),
    error: SessionFailure,
    usage: struct<SessionUsage>({ total_tokens: number }, { input_tokens: number, output_tokens: number }),
    artifacts: list(
      variants<SessionArtifact, 'type'>('type', {
        page: struct<{ readonly url: string; readonly title: string }>({ url: string, title: string }),
        html_artifact: struct<{ readonly url: string; readonly page_url: string }>({ url: string, page_url: string }),
      }),
    ),
  },
)

/** Something that happened in a session and stays so. */
export const CommittedSessionEvent: Type<CommittedSessionEvent> = variants<
  CommittedSessionEvent,
  'type',
  SessionEventBase
>(
  'type',
  {
    'user.message': struct<EventContent<StreamedUserMessage>>({ content: Content }, { metadata: dict(string) }),
    'agent.message': Message,
    'agent.tool_use': ToolUseContent,
    'agent.tool_result': ToolResultContent,
    'session.status': Status,
  },
  SessionEventBase,
)

/** Something that happens in a session and may still change. */
export const ProvisionalSessionEvent: Type<ProvisionalSessionEvent> = variants<
  ProvisionalSessionEvent,
  'type',
  ProvisionalEventBase
>(
  'type',
  {
    'agent.message': Message,
    'agent.tool_use': ToolUseContent,
  },
  struct<ProvisionalEventBase>({
    object: literal('session_event'),
    id: string,
    session_id: string,
    created_at: string,
  }),
)
