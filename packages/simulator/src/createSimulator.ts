import type { Hono } from 'hono'
import { type ConditionsOptions, createConditions } from './conditions/conditions.js'
import type { Fault } from './conditions/faults.js'
import type { ScriptStep } from './domain/agents/runSession.js'
import type { DeclaredWorkspace } from './domain/declare/types.js'
import { load } from './domain/load.js'
import type { ClientCredentials } from './domain/oauth/client.js'
import { assertKnownClient } from './domain/oauth/client.js'
import { authorize, type Consent } from './domain/oauth/consent.js'
import { isActive, workspaceOfToken } from './domain/oauth/tokens.js'
import { restoreSnapshot, takeSnapshot } from './domain/snapshot/snapshot.js'
import type { Quirks } from './domain/state/quirks.js'
import { createWorkspace } from './domain/state/workspace.js'
import { isId } from './domain/values/id.js'
import { asArray, asObject, type JsonObject, parseJson } from './domain/values/json.js'
import { createApp } from './http/app.js'
import { tokenRule } from './http/auth.js'
import type { Capabilities } from './http/capabilities.js'
import { createControl } from './http/control/app.js'
import { assertSteps } from './http/control/steps.js'
import type { JournalEntry } from './http/journal.js'
import { type Listening, listen } from './http/listen.js'
import { createHub, type Subscription, type SubscriptionOptions } from './webhooks/hub.js'

/** The options of a simulator, all of them optional. */
export interface SimulatorOptions {
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

/** The options of a server. */
export interface ListenOptions {
  /**
   * Whether it has controls below `/_simulator`, for tests in any language: faults, conditions, contents and more.
   * False by default.
   */
  readonly control?: boolean
}

/** A Notion API in memory. */
export interface Simulator {
  /** Handles one request. Only the path matters: the host may be any. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Serves it over HTTP on loopback, by default on any free port. */
  readonly listen: (port?: number, options?: ListenOptions) => Promise<Listening>
  /**
   * Loads contents: objects as the API returns them (pages, databases, data sources, blocks, users, comments, views,
   * file uploads, agents and custom emojis, in any order; siblings keep the order of the list), a declared workspace,
   * or a snapshot, which replaces everything. Rejects with a TypeError that says what is wrong.
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
   * Defines what the next agent session does, of any agent or of the one with the given id; each call is for one
   * session. An agent without a script echoes the message.
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
  /** The last 10,000 requests, in order. */
  readonly journal: ReadonlyArray<JournalEntry>
}

/** The number of requests that the journal contains at most. */
const MAX_JOURNAL = 10_000

/** The given id of the bot, checked; undefined when none is given. */
const botIdOf = (id: string | undefined): string | undefined => {
  if (id === undefined || isId(id)) return id
  throw new TypeError(`bot.id should be a valid uuid, instead was ${JSON.stringify(id)}.`)
}

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => {
  const clock = options.now ?? Date.now
  let clockOffset = 0
  const workspace = createWorkspace({
    now: () => Number(clock()) + clockOffset,
    newId: options.newId ?? (() => crypto.randomUUID()),
    workspaceName: options.workspaceName ?? 'Simulated workspace',
    botName: options.bot?.name ?? 'Simulated integration',
    botId: botIdOf(options.bot?.id),
    quirks: options.quirks,
  })
  const conditions = createConditions(options.conditions ?? options.weather)
  const hub = createHub({ workspace, sleep: conditions.sleep })
  const journal: Array<JournalEntry> = []
  const listeners: Array<(entry: JournalEntry) => void> = []
  const accepts = tokenRule(options.tokens)
  const app = createApp({
    workspaceFor: (token) => workspaceOfToken(workspace, token),
    accepts: (token) => isActive(workspace, token) ?? accepts(token),
    assertClient: (client) => assertKnownClient(options.oauthClients, client),
    capabilities: options.capabilities ?? {},
    conditions: conditions,
    record: (entry) => {
      journal.push(entry)
      if (journal.length > MAX_JOURNAL) journal.shift()
      for (const listener of listeners) listener(entry)
    },
    observe: hub.observe,
  })
  const fetch: Simulator['fetch'] = async (request, init) =>
    app.fetch(request instanceof Request && init === undefined ? request : new Request(request, init), {})
  const script: Simulator['script'] = (steps, agentId) => {
    // Through JSON, so that the caller cannot change it later.
    const copied = parseJson(JSON.stringify(steps ?? null))
    assertSteps(copied)
    workspace.scripts.push({ agentId, steps: asArray(copied).map(asObject) })
  }
  const createControlApp = (): Hono => {
    const initial = takeSnapshot(workspace)
    return createControl({
      journal,
      clearJournal: () => {
        journal.length = 0
      },
      snapshot: () => takeSnapshot(workspace),
      load: (contents) => load(workspace, contents),
      reset: () => restoreSnapshot(workspace, initial),
      moveClock: (milliseconds) => {
        clockOffset += milliseconds
      },
      subscribe: hub.subscribe,
      settled: hub.settled,
      failNext: conditions.failNext,
      clearFaults: conditions.clearFaults,
      setConditions: conditions.set,
      script: (steps, agentId) => {
        workspace.scripts.push({ agentId, steps })
      },
      authorize: () => authorize(workspace, {}).code,
    })
  }
  return {
    fetch,
    listen: (port = 0, { control = false } = {}) => {
      const controls = control ? createControlApp() : undefined
      return listen(
        async (request, connection) =>
          controls !== undefined && /^\/_simulator(\/|$)/.test(new URL(request.url).pathname)
            ? controls.fetch(request)
            : app.fetch(request, { connection }),
        port,
      )
    },
    load: async (contents) => load(workspace, contents),
    snapshot: () => takeSnapshot(workspace),
    restore: (snapshot) => restoreSnapshot(workspace, snapshot),
    authorize: (consent = {}) => authorize(workspace, consent).code,
    script,
    subscribe: hub.subscribe,
    settled: hub.settled,
    failNext: conditions.failNext,
    setConditions: conditions.set,
    setWeather: conditions.set,
    clearFaults: conditions.clearFaults,
    onRequest: (listener) => {
      listeners.push(listener)
    },
    journal,
  }
}
