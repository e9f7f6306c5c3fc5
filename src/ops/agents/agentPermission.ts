/** The permissions of an agent in the applications that it is connected to. */
import type { Type } from 'io-ts'
import { anyObject, list, nullable, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants } from '../../core/schema/variants.js'

/** A permission of an agent. */
export interface AgentPermission<Target> {
  /** The resource that the permission applies to. */
  readonly target: Target
  /** The permitted actions, as named by Notion. */
  readonly scopes: ReadonlyArray<string>
}

interface UnknownTarget {
  readonly type: UnknownType
}

/** A Notion resource that a permission can apply to. */
export type NotionTarget =
  | { readonly type: 'page' | 'agent'; readonly id: string }
  | { readonly type: 'database_property'; readonly data_source_id: string; readonly property_id: string }
  | { readonly type: 'workspace' | 'owner_private_pages' | 'notion_help_docs_search' }
  | {
      readonly type: 'web_search'
      /** The only domains that it can search; `null` for all. */
      readonly allowed_domains: ReadonlyArray<string> | null
    }
  | UnknownTarget

/** A Slack resource that a permission can apply to. */
export type SlackTarget =
  | { readonly type: 'slack_channel'; readonly id: string }
  | { readonly type: 'slack_all_public_channels' | 'slack_all_channels' }
  | UnknownTarget

/** A Discord resource that a permission can apply to. */
export type DiscordTarget =
  | { readonly type: 'discord_channel'; readonly id: string }
  | { readonly type: 'discord_all_channels' }
  | UnknownTarget

/** A resource of another application that a permission can apply to. */
export interface AppTarget {
  /** The type of the resource, as named by the application. */
  readonly type: string
  /** Absent if the permission applies to all resources of the type. */
  readonly id?: string
}

interface WithId {
  readonly id: string
}

const withId: Type<WithId> = struct<WithId>({ id: string })

/** A permission in Notion. */
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

/** A permission in Slack. */
export const SlackPermission: Type<AgentPermission<SlackTarget>> = struct<AgentPermission<SlackTarget>>({
  target: variants<SlackTarget, 'type'>('type', {
    slack_channel: withId,
    slack_all_public_channels: anyObject,
    slack_all_channels: anyObject,
  }),
  scopes: list(string),
})

/** A permission in Discord. */
export const DiscordPermission: Type<AgentPermission<DiscordTarget>> = struct<AgentPermission<DiscordTarget>>({
  target: variants<DiscordTarget, 'type'>('type', { discord_channel: withId, discord_all_channels: anyObject }),
  scopes: list(string),
})

/** A permission in another application. */
export const AppPermission: Type<AgentPermission<AppTarget>> = struct<AgentPermission<AppTarget>>({
  target: struct<AppTarget>({ type: string }, { id: string }),
  scopes: list(string),
})
