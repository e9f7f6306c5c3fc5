/** Sessions: talks with an agent. */
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

/** An answer that a session takes to what it asks for. */
export interface ActionOption {
  /** What the answer to the action names. */
  readonly id: Word<'approve' | 'reject'>
  /** What people see. */
  readonly label: string
}

/** Something that a session asks for before it goes on. */
export interface RequiredAction {
  /** What the answer names. */
  readonly action_id: string
  /** What is asked, for people. */
  readonly title: string
  /** The answers that it takes. */
  readonly options: ReadonlyArray<ActionOption>
}

/** Why a session failed. */
export interface SessionFailure {
  /** A word for programs. */
  readonly code: string
  /** A sentence for people; it may change. */
  readonly message: string
  /** Whether it may work another time. */
  readonly retryable: boolean
}

/** A talk with an agent, and how far it is. What was said is in its events. */
export interface Session {
  readonly object: 'session'
  /** `updateSession` carries the talk on by it. */
  readonly id: string
  /** The agent that answers. */
  readonly agent_id: string
  readonly title: string
  /** How far it is. A word that this library does not know is one of a session that goes on. */
  readonly status: Word<SessionStatus>
  /** ISO 8601. */
  readonly created_at: string
  /** ISO 8601. */
  readonly updated_at: string
  /** What it asks for, where its status is `requires_action`. */
  readonly required_actions?: ReadonlyArray<RequiredAction>
  /** What went wrong, where its status is `failed`. */
  readonly error?: SessionFailure
  /** Notion's id of the request, where the session is the whole answer. */
  readonly request_id?: string
}

/** The models that a session ran on: those that Notion picked, or those that were picked for it. */
export type SessionModels =
  | { readonly type: 'auto' }
  | { readonly type: 'pinned'; readonly ids: ReadonlyArray<string | null> }
  | { readonly type: UnknownType }

/** A session with who began it and what it took. */
export interface SessionDetails extends Session {
  /** Who began it. */
  readonly created_by: Creator
  /** The published version that answers; `null` where there is none. */
  readonly agent_version: AgentVersion | null
  /** What it ran on. */
  readonly models: SessionModels
  /** What set the agent going, where that was no person. */
  readonly trigger_type?: string | null
  readonly type_labels?: ReadonlyArray<string> | null
  /** The email addresses of the people in it. */
  readonly chat_user_emails?: ReadonlyArray<string> | null
  /** The kinds of tools that were used. */
  readonly tool_types?: ReadonlyArray<string> | null
  /** How often tools were used. */
  readonly tool_call_count?: number | null
  /** How many credits it took so far. */
  readonly credits_used?: number | null
  /** How often the agent ran to an end. */
  readonly runs_completed?: number | null
  /** How many messages there are. */
  readonly message_count?: number | null
}

/** Something that a session asks for before it goes on. */
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

/** A talk with an agent, and how far it is. */
export const Session: Type<Session> = struct<Session>(base(), maybe())

const words = nullable(list(string))

const count = nullable(number)

/** A session with who began it and what it took. */
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
