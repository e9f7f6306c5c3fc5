/** What an agent may do in the applications that it is connected to. */
import type { Type } from 'io-ts'
import { anyObject, list, nullable, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants } from '../../core/schema/variants.js'

/** What an agent may do with something. */
export interface AgentPermission<Target> {
  /** What it may be done with. */
  readonly target: Target
  /** Notion's words for what may be done. */
  readonly scopes: ReadonlyArray<string>
}

interface UnknownTarget {
  readonly type: UnknownType
}

/** What an agent can be let to in Notion. */
export type NotionTarget =
  | { readonly type: 'page' | 'agent'; readonly id: string }
  | { readonly type: 'database_property'; readonly data_source_id: string; readonly property_id: string }
  | { readonly type: 'workspace' | 'owner_private_pages' | 'notion_help_docs_search' }
  | {
      readonly type: 'web_search'
      /** The only sites that it may search; `null`: all. */
      readonly allowed_domains: ReadonlyArray<string> | null
    }
  | UnknownTarget

/** What an agent can be let to in Slack. */
export type SlackTarget =
  | { readonly type: 'slack_channel'; readonly id: string }
  | { readonly type: 'slack_all_public_channels' | 'slack_all_channels' }
  | UnknownTarget

/** What an agent can be let to in Discord. */
export type DiscordTarget =
  | { readonly type: 'discord_channel'; readonly id: string }
  | { readonly type: 'discord_all_channels' }
  | UnknownTarget

/** What an agent can be let to in another application. */
export interface AppTarget {
  /** The application's kind of thing. */
  readonly type: string
  /** Absent where all things of the type are meant. */
  readonly id?: string
}

interface WithId {
  readonly id: string
}

const withId: Type<WithId> = struct<WithId>({ id: string })

/** What an agent may do in Notion. */
export const NotionPermission: Type<AgentPermission<NotionTarget>> = struct<AgentPermission<NotionTarget>>({
  target: variants<NotionTarget, 'type'>('type', {
    page: withId,
    agent: withId,
    database_property: struct<{ readonly data_source_id: string; readonly property_id: string }>({
      data_source_id: string,
      property_id: string,
    }),
    workspace: anyObject,
    owner_private_pages: anyObject,
    notion_help_docs_search: anyObject,
    web_search: struct<{ readonly allowed_domains: ReadonlyArray<string> | null }>({
      allowed_domains: nullable(list(string)),
    }),
  }),
  scopes: list(string),
})

/** What an agent may do in Slack. */
export const SlackPermission: Type<AgentPermission<SlackTarget>> = struct<AgentPermission<SlackTarget>>({
  target: variants<SlackTarget, 'type'>('type', {
    slack_channel: withId,
    slack_all_public_channels: anyObject,
    slack_all_channels: anyObject,
  }),
  scopes: list(string),
})

/** What an agent may do in Discord. */
export const DiscordPermission: Type<AgentPermission<DiscordTarget>> = struct<AgentPermission<DiscordTarget>>({
  target: variants<DiscordTarget, 'type'>('type', { discord_channel: withId, discord_all_channels: anyObject }),
  scopes: list(string),
})

/** What an agent may do in another application. */
export const AppPermission: Type<AgentPermission<AppTarget>> = struct<AgentPermission<AppTarget>>({
  target: struct<AppTarget>({ type: string }, { id: string }),
  scopes: list(string),
})
