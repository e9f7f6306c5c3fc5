/** Sessions: conversations with an agent. */
import type { Type } from 'io-ts'
import {
  anyObject,
  boolean,
  list,
  literal,
  nullable,
  number,
  string,
  struct,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { AgentVersion, Creator } from '../agents/agent.js'
import type { SessionStatus } from './sessionRequest.js'

/** A possible answer to a required action. */
export interface ActionOption {
  /** The `option_id` of the answer. */
  readonly id: Word<'approve' | 'reject'>
  /** The label. */
  readonly label: string
}

/** An action that a session requires before it continues. */
export interface RequiredAction {
  /** The `action_id` of the answer. */
  readonly action_id: string
  /** The question. */
  readonly title: string
  /** The possible answers. */
  readonly options: ReadonlyArray<ActionOption>
}

/** Why a session failed. */
export interface SessionFailure {
  /** A machine-readable code. */
  readonly code: string
  /** A human-readable message; its wording may change. */
  readonly message: string
  /** Whether a retry may succeed. */
  readonly retryable: boolean
}

/** A conversation with an agent and its status. `querySessionEvents` returns its messages. */
export interface Session {
  readonly object: 'session'
  /** Pass it to `updateSession` to continue the conversation. */
  readonly id: string
  /** The agent of the session. */
  readonly agent_id: string
  readonly title: string
  /** The status; treat an unknown one as in progress. */
  readonly status: Word<SessionStatus>
  /** ISO 8601. */
  readonly created_at: string
  /** ISO 8601. */
  readonly updated_at: string
  /** The required actions, if the status is `requires_action`. */
  readonly required_actions?: ReadonlyArray<RequiredAction>
  /** The error, if the status is `failed`. */
  readonly error?: SessionFailure
  /** The id of the request, if the session is the whole response. */
  readonly request_id?: string
}

/** The models of a session: chosen by Notion (`auto`) or fixed (`pinned`). */
export type SessionModels =
  | { readonly type: 'auto' }
  | { readonly type: 'pinned'; readonly ids: ReadonlyArray<string | null> }
  | { readonly type: UnknownType }

/** A session with its creator and usage. */
export interface SessionDetails extends Session {
  /** The creator of the session. */
  readonly created_by: Creator
  /** The published version of the agent; `null` if there is none. */
  readonly agent_version: AgentVersion | null
  /** The models of the session. */
  readonly models: SessionModels
  /** The trigger that started the session, if it was not a person. */
  readonly trigger_type?: string | null
  readonly type_labels?: ReadonlyArray<string> | null
  /** The email addresses of the participants. */
  readonly chat_user_emails?: ReadonlyArray<string> | null
  /** The types of tools used. */
  readonly tool_types?: ReadonlyArray<string> | null
  /** The number of tool calls. */
  readonly tool_call_count?: number | null
  /** The credits used so far. */
  readonly credits_used?: number | null
  /** The number of completed runs. */
  readonly runs_completed?: number | null
  /** The number of messages. */
  readonly message_count?: number | null
}

/** An action that a session requires before it continues. */
export const RequiredAction: Type<RequiredAction> = struct<RequiredAction>({
  action_id: string,
  title: string,
  options: list(struct<ActionOption>({ id: string, label: string })),
})

/** Why a session failed. */
export const SessionFailure: Type<SessionFailure> = struct<SessionFailure>({
  code: string,
  message: string,
  retryable: boolean,
})

const base = () =>
  ({
    object: literal('session'),
    id: string,
    agent_id: string,
    title: string,
    status: string,
    created_at: string,
    updated_at: string,
  }) as const

const maybe = () => ({ required_actions: list(RequiredAction), error: SessionFailure, request_id: string }) as const

/** A conversation with an agent and its status. */
export const Session: Type<Session> = struct<Session>(base(), maybe())

const words = nullable(list(string))

const count = nullable(number)

/** A session with its creator and usage. */
export const SessionDetails: Type<SessionDetails> = struct<SessionDetails>(
  {
    ...base(),
    created_by: Creator,
    agent_version: nullable(AgentVersion),
    models: variants<SessionModels, 'type'>('type', {
      auto: anyObject,
      pinned: struct<{ readonly ids: ReadonlyArray<string | null> }>({ ids: list(nullable(string)) }),
    }),
  },
  {
    ...maybe(),
    trigger_type: nullable(string),
    type_labels: words,
    chat_user_emails: words,
    tool_types: words,
    tool_call_count: count,
    credits_used: count,
    runs_completed: count,
    message_count: count,
  },
)
