/** Agents: what answers in a session. A value that the connection may not see is the word `hidden`. */
import type { Type } from 'io-ts'
import { Icon } from '../../core/objects/icon.js'
import {
  anyObject,
  anything,
  boolean,
  list,
  literal,
  nullable,
  number,
  string,
  struct,
  type UnknownType,
  union,
} from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { type Hidden, orHidden } from '../../core/schema/hidden.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { AgentConnection } from './agentConnection.js'
import { AgentTrigger } from './agentTrigger.js'

/** The kinds of agents. */
export type AgentType = Word<'notion_ai' | 'custom_agent' | 'autofill_custom_agent' | 'external'>

/** Whether an agent works. */
export type AgentStatus = Word<'active' | 'disabled' | 'deleted'>

/** Why an agent does not work. */
export type AgentPauseReason = Word<
  | 'run_limit'
  | 'credit_limit'
  | 'runaway_credit_usage'
  | 'workspace_credit_limit'
  | 'failure_limit'
  | 'mark_session_failed_autopause'
  | 'disabled_from_workspace_settings'
  | 'disabled_from_api'
  | 'disabled_from_agent_settings'
  | 'disabled_due_to_no_members_with_access'
  | 'disabled_due_to_lack_of_editors'
  | 'disabled_by_notion'
  | 'internal_error'
  | 'needs_user_review'
  | 'tool_unavailable'
>

/** A picture of an agent, made by Notion. */
export interface AgentAvatar {
  /** The address of a still picture. */
  readonly static_url: string
  /** The address of a moving one. */
  readonly animated_url: string
}

/** The icon of an agent. */
export type AgentIcon = Icon | { readonly type: 'custom_agent_avatar'; readonly custom_agent_avatar: AgentAvatar }

/** The model that an agent runs on: the one that Notion picks, or one that was picked for it. */
export type AgentModel =
  | { readonly mode: 'auto' }
  | { readonly mode: 'pinned'; readonly id: string | null }
  | { readonly mode: UnknownType }

/** Who made an agent or a session. */
export interface Creator {
  readonly object?: 'user'
  /** A UUID with dashes. */
  readonly id: string
  /** `bot` for a connection. */
  readonly type: Word<'user' | 'bot'>
}

/** A version of an agent that was published. */
export interface AgentVersion {
  readonly id: string
  /** Greater for a later version. */
  readonly number: number
  /** ISO 8601. */
  readonly published_at: string
}

/** An agent: its model, what it is connected to, and what sets it going. */
export interface Agent {
  readonly object: 'agent'
  /** A UUID with dashes. */
  readonly id: string
  /** Queries give custom and autofill agents alone. */
  readonly agent_type: AgentType
  readonly name: string
  /** `null` where nobody wrote any. */
  readonly description: string | null
  /** The page with what it is told to do. */
  readonly instructions_page_id: string | null
  /** `null` where it has none. */
  readonly icon: AgentIcon | null
  /** What it runs on; with mode `auto`, Notion picks. */
  readonly model: AgentModel
  /** What it may use, and what it may do there. */
  readonly connections: ReadonlyArray<AgentConnection>
  /** `disabled` has its reason in `pause_reason`. */
  readonly status: AgentStatus
  /** Why it does not work; `null` where it does. */
  readonly pause_reason: AgentPauseReason | null
  /** `null` where nobody did, or it is not told. */
  readonly created_by: Creator | null
  /** The older name of `agent_version`; queries leave it out. */
  readonly version?: AgentVersion | null
  /** The published version; `null` before there is one. */
  readonly agent_version: AgentVersion | null
  /** Queries leave it out. */
  readonly has_unpublished_changes?: boolean | Hidden
  /** The older name of `last_run_at`; queries leave it out. */
  readonly last_run_time?: Word<Hidden> | null
  /** When it last ran, ISO 8601; `null` where it never did, `hidden` where that may not be seen. */
  readonly last_run_at: Word<Hidden> | null
  /** How many credits it may use; `null` for no limit. */
  readonly credit_limit: number | Hidden | null
  /** What sets it going besides a message; empty where nothing does. */
  readonly triggers: ReadonlyArray<AgentTrigger>
  /** ISO 8601. */
  readonly created_time?: string | null
  /** ISO 8601. */
  readonly last_edited_time?: string | null
  /** What it is told to do; with `verbose` alone. */
  readonly instructions?: string | null
  /** Notion's id of the request, where the agent is the whole answer. */
  readonly request_id?: string
}

/** The icon of an agent. */
export const AgentIcon: Type<AgentIcon> = union(
  'type',
  discriminate(
    (value) => 'type' in value && value.type === 'custom_agent_avatar',
    struct<Exclude<AgentIcon, Icon>>({
      type: literal('custom_agent_avatar'),
      custom_agent_avatar: struct<AgentAvatar>({ static_url: string, animated_url: string }),
    }),
    Icon,
  ),
  anything,
)

/** Who made an agent or a session. */
export const Creator: Type<Creator> = struct<Creator>({ id: string, type: string }, { object: literal('user') })

/** A version of an agent that was published. */
export const AgentVersion: Type<AgentVersion> = struct<AgentVersion>({ id: string, number, published_at: string })

const word = nullable(string)

/** An agent. */
export const Agent: Type<Agent> = struct<Agent>(
  {
    object: literal('agent'),
    id: string,
    agent_type: string,
    name: string,
    description: word,
    instructions_page_id: word,
    icon: nullable(AgentIcon),
    model: variants<AgentModel, 'mode'>('mode', {
      auto: anyObject,
      pinned: struct<{ readonly id: string | null }>({ id: word }),
    }),
    connections: list(AgentConnection),
    status: string,
    pause_reason: word,
    created_by: nullable(Creator),
    agent_version: nullable(AgentVersion),
    last_run_at: word,
    credit_limit: nullable(orHidden(number)),
    triggers: list(AgentTrigger),
  },
  {
    version: nullable(AgentVersion),
    has_unpublished_changes: orHidden(boolean),
    last_run_time: word,
    created_time: word,
    last_edited_time: word,
    instructions: word,
    request_id: string,
  },
)
