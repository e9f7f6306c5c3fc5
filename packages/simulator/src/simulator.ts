/** The type of a simulator, and its options. */
import type { ConditionsOptions } from './conditions/conditions.js'
import type { Fault } from './conditions/faults.js'
import type { ScriptStep } from './domain/agents/runSession.js'
import type { DeclaredWorkspace } from './domain/declare/types.js'
import type { ClientCredentials } from './domain/oauth/client.js'
import type { Consent } from './domain/oauth/consent.js'
import type { Quirks } from './domain/state/quirks.js'
import type { JsonObject } from './domain/values/json.js'
import type { Capabilities } from './http/capabilities.js'
import type { JournalEntry, JournalOptions } from './http/journal.js'
import type { Listening, ListenOptions } from './http/listen.js'
import type { Subscription, SubscriptionOptions } from './webhooks/subscription.js'

/** The options of a simulator, all of them optional. */
export interface SimulatorOptions extends JournalOptions {
  /** The accepted bearer tokens; by default any that starts with `ntn_` or `secret_`. */
  readonly tokens?: ReadonlyArray<string>
  /** The current time; the system's by default. */
  readonly now?: () => Date | number
  /** Creates ids, which must be UUIDs; random ones by default. */
  readonly newId?: () => string
  /** The bot that the token stands for. */
  readonly bot?: { readonly id?: string; readonly name?: string }
  /** The name of the workspace. */
  readonly workspaceName?: string
  /** What the connection is allowed to do; everything by default. */
  readonly capabilities?: Capabilities
  /** Behavior on which reports about the API disagree; none of it by default. */
  readonly quirks?: Quirks
  /** The known OAuth clients; by default any id with any secret is accepted. */
  readonly oauthClients?: ReadonlyArray<ClientCredentials>
  /** Rate limits, latency and faults; none by default. */
  readonly conditions?: ConditionsOptions
  /** @deprecated The old name of `conditions`, which takes precedence. */
  readonly weather?: ConditionsOptions
}

/** A Notion API in memory. */
export interface Simulator {
  /** Handles one request. Only the path is used; any host is accepted. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Serves it over HTTP, by default on any free port of loopback. Only in Node, Deno and Bun: a browser and a worker have
   * no servers.
   */
  readonly listen: (port?: number, options?: ListenOptions) => Promise<Listening>
  /**
   * Loads contents: objects as the API returns them (pages, databases, data sources, blocks, users, comments, views, file uploads, agents
   * and custom emojis, in any order; siblings keep the order of the list), a declared workspace, or a snapshot, which replaces everything.
   * Rejects with a TypeError for invalid contents.
   */
  readonly load: (contents: Iterable<unknown> | DeclaredWorkspace | JsonObject) => Promise<void>
  /** The whole workspace as JSON, without the conditions, the journal and the options. */
  readonly snapshot: () => JsonObject
  /** Replaces the whole workspace by a snapshot. Throws a TypeError, and changes nothing, when it is invalid. */
  readonly restore: (snapshot: unknown) => void
  /**
   * Creates an authorization code to exchange for an OAuth token, as a user's consent in the browser does. Valid for
   * ten minutes.
   */
  readonly authorize: (consent?: Consent) => string
  /**
   * Defines the steps of the next agent session, with any agent or with the one with the given id; each call is for one session. An agent
   * without a script echoes the message.
   */
  readonly script: (steps: ReadonlyArray<ScriptStep>, agentId?: string) => void
  /**
   * Sends signed webhooks to an address on loopback, starting with the verification token. Rejects with a TypeError
   * when the address is not on loopback, or does not accept the token.
   */
  readonly subscribe: (options: SubscriptionOptions) => Promise<Subscription>
  /** Resolves when all webhooks so far have been delivered or given up. */
  readonly settled: () => Promise<void>
  /** Makes the next matching requests fail. */
  readonly failNext: (fault: Fault) => void
  /**
   * Replaces the conditions. Options that are left out are reset to their defaults; rate limit windows and the random
   * numbers start over.
   */
  readonly setConditions: (conditions: ConditionsOptions) => void
  /** @deprecated The old name of `setConditions`. */
  readonly setWeather: (conditions: ConditionsOptions) => void
  /** Removes all faults: those of `failNext` and those of the conditions. */
  readonly clearFaults: () => void
  /** Calls a function for each future request, after its response. */
  readonly onRequest: (listener: (entry: JournalEntry) => void) => void
  /** The latest requests, in order: at most 10,000, within the limit of `journalBytes`. */
  readonly journal: ReadonlyArray<JournalEntry>
}
