/** The connections of an agent, with its permissions. */
import type { Type } from 'io-ts'
import {
  anything,
  boolean,
  list,
  literal,
  nullable,
  string,
  struct,
  type UnknownType,
  union,
} from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { variants } from '../../core/schema/variants.js'
import {
  type AgentPermission,
  AppPermission,
  type AppTarget,
  DiscordPermission,
  type DiscordTarget,
  NotionPermission,
  type NotionTarget,
  SlackPermission,
  type SlackTarget,
} from './agentPermission.js'
import { type Hidden, orHidden } from './hidden.js'

/** A connection to Notion itself. */
export interface NotionConnection {
  readonly type: 'notion'
  readonly name: string
  /** Always `null`: Notion does not need an account. */
  readonly account: null
  /** The permissions, by page, database or other part of Notion. */
  readonly permissions: ReadonlyArray<AgentPermission<NotionTarget>>
}

/** A Slack workspace. */
export interface SlackWorkspace {
  readonly type: 'slack_workspace'
  /** The id of the workspace in Slack. */
  readonly team_id: string
}

/** A connection to Slack. */
export interface SlackConnection {
  readonly type: 'slack'
  readonly name: string
  /** `hidden` if it is not visible to the connection; `null` if there is none. */
  readonly account: SlackWorkspace | Hidden | null
  /** The permissions, by channel. */
  readonly permissions: ReadonlyArray<AgentPermission<SlackTarget>>
}

/** A Discord server. */
export interface DiscordServer {
  readonly type: 'discord_server'
  /** The id of the server in Discord. */
  readonly id: string
}

/** A connection to Discord. */
export interface DiscordConnection {
  readonly type: 'discord'
  readonly name: string
  /** `hidden` if it is not visible to the connection; `null` if there is none. */
  readonly account: DiscordServer | Hidden | null
  /** The permissions, by channel. */
  readonly permissions: ReadonlyArray<AgentPermission<DiscordTarget>>
}

/** The location of an MCP server. */
export interface McpServer {
  readonly type: 'mcp_server'
  /** The host name of its URL. */
  readonly server_host: string
}

/** A tool of an MCP server. */
export interface McpTool {
  /** The name by which the agent calls it. */
  readonly name: string
  /** The display name; `null` if the server has none. */
  readonly title: string | null
}

/** A connection to an MCP server, either offered by Notion or custom. */
export interface McpConnection {
  /** `custom_mcp_server` for a custom server of the workspace. */
  readonly type: 'mcp_server' | 'custom_mcp_server'
  readonly name: string
  /** `hidden` if it is not visible to the connection; `null` if there is none. */
  readonly account: McpServer | Hidden | null
  /** The enabled tools; `hidden` if they are not visible to the connection. */
  readonly enabled_tools: ReadonlyArray<McpTool> | Hidden | null
  /** Whether read tools and write tools run without confirmation. */
  readonly run_tools_automatically: { readonly read: boolean; readonly write: boolean }
}

const APPS = [
  'asana',
  'box',
  'browser',
  'calendar',
  'computer',
  'confluence',
  'cursor',
  'files',
  'fs',
  'github',
  'gmail',
  'google_calendar',
  'google_drive',
  'google_drive_oauth',
  'gtm',
  'helpdocs',
  'images',
  'jira',
  'linear',
  'mail',
  'marketplace',
  'memory',
  'microsoft_teams',
  'outlook',
  'salesforce',
  'search',
  'security',
  'sharepoint',
  'skills',
  'system',
  'test',
  'web',
  'webhooks',
  'worker',
  'workers',
] as const

/** The applications that agents can be connected to, besides those with their own connection type. */
export type AgentApp = (typeof APPS)[number]

/** A connection to another application. */
export interface AppConnection {
  readonly type: AgentApp
  readonly name: string
  /** The account; `null` if there is none. */
  readonly account: string | null
  /** The permissions, by resource of the application. */
  readonly permissions: ReadonlyArray<AgentPermission<AppTarget>>
}

/** A connection of an agent to an application. */
export type AgentConnection =
  | NotionConnection
  | SlackConnection
  | DiscordConnection
  | McpConnection
  | AppConnection
  | { readonly type: UnknownType }

const account = <A>(known: Type<A>): Type<A | Hidden | null> => nullable(orHidden(known))

const notion = () =>
  struct<Omit<NotionConnection, 'type'>>({ name: string, account: literal(null), permissions: list(NotionPermission) })

const slack = () =>
  struct<Omit<SlackConnection, 'type'>>({
    name: string,
    account: account(struct<SlackWorkspace>({ type: literal('slack_workspace'), team_id: string })),
    permissions: list(SlackPermission),
  })

const discord = () =>
  struct<Omit<DiscordConnection, 'type'>>({
    name: string,
    account: account(struct<DiscordServer>({ type: literal('discord_server'), id: string })),
    permissions: list(DiscordPermission),
  })

const mcp = () =>
  struct<Omit<McpConnection, 'type'>>({
    name: string,
    account: account(struct<McpServer>({ type: literal('mcp_server'), server_host: string })),
    enabled_tools: nullable(orHidden(list(struct<McpTool>({ name: string, title: nullable(string) })))),
    run_tools_automatically: struct<McpConnection['run_tools_automatically']>({ read: boolean, write: boolean }),
  })

const app = struct<AppConnection>({
  type: literal(...APPS),
  name: string,
  account: nullable(string),
  permissions: list(AppPermission),
})

const other = variants<Exclude<AgentConnection, AppConnection>, 'type'>('type', {
  notion: notion(),
  slack: slack(),
  discord: discord(),
  mcp_server: mcp(),
  custom_mcp_server: mcp(),
})

const apps = new Set<unknown>(APPS)

/** A connection of an agent to an application. */
export const AgentConnection: Type<AgentConnection> = union(
  'type',
  discriminate((value) => 'type' in value && apps.has(value.type), app, other),
  anything,
)
