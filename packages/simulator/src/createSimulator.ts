import type { Hono } from 'hono'
import { type ConditionsOptions, createConditions } from './conditions/conditions.js'
import type { Fault } from './conditions/faults.js'
import type { ScriptStep } from './domain/agents/runSession.js'
import type { DeclaredWorkspace } from './domain/declare/types.js'
import { load } from './domain/load.js'
import { restoreSnapshot, takeSnapshot } from './domain/snapshot/snapshot.js'
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
import type { ClientCredentials } from './http/route.js'
import { assertKnownClient, authorize, type Consent, isActive, workspaceOfToken } from './http/routes/oauth.js'
import { createHub, type Subscription, type SubscriptionOptions } from './webhooks/hub.js'

/** What a simulator is made from; every part may be left out. */
export interface SimulatorOptions {
  /** The bearer tokens it accepts; any that begins with `ntn_` or `secret_` unless given. */
  readonly tokens?: ReadonlyArray<string>
  /** The time; the system's unless given. */
  readonly now?: () => Date | number
  /** Makes ids, as UUIDs; random ones unless given. */
  readonly newId?: () => string
  /** The bot that the token stands for. */
  readonly bot?: { readonly id?: string; readonly name?: string }
  /** The name of the workspace. */
  readonly workspaceName?: string
  /** What the connection may do; everything unless given. */
  readonly capabilities?: Capabilities
  /** The OAuth clients it knows; any id with any secret unless given. */
  readonly oauthClients?: ReadonlyArray<ClientCredentials>
  /** Rate limits, latency and faults; none unless given. */
  readonly conditions?: ConditionsOptions
  /** @deprecated The old name of `conditions`, which takes precedence. */
  readonly weather?: ConditionsOptions
}

/** How a simulator is served. */
export interface ListenOptions {
  /** Takes faults, weather, contents and the like below `/_simulator`, for tests in any language. False unless given. */
  readonly control?: boolean
}

/** A Notion API in memory. */
export interface Simulator {
  /** Answers one request. Only the path counts: the host may be any. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Serves it over HTTP on loopback, on a free port unless one is given. */
  readonly listen: (port?: number, options?: ListenOptions) => Promise<Listening>
  /**
   * Fills the workspace: with objects as the API answers them (pages, databases, data sources, blocks, users, comments,
   * views, file uploads, agents and custom emojis, in any order; siblings keep the order of the list), with a workspace
   * that is declared in few words, or with a snapshot, which takes the place of all there is. Rejects with a TypeError
   * that says what is wrong.
   */
  readonly load: (contents: Iterable<unknown> | DeclaredWorkspace | JsonObject) => Promise<void>
  /** All that the workspace holds, as JSON. The weather, the journal and the options are no part of it. */
  readonly snapshot: () => JsonObject
  /**
   * Puts a snapshot in the place of all that the workspace holds. Throws a TypeError, and changes nothing, when it is
   * none.
   */
  readonly restore: (snapshot: unknown) => void
  /** Makes a code to trade for an OAuth token, as a person does who consents in the browser. Good for ten minutes. */
  readonly authorize: (consent?: Consent) => string
  /**
   * Says what agents do the next time they are spoken to, or one agent by its id; one script for each time. Without a
   * script they say what they were told.
   */
  readonly script: (steps: ReadonlyArray<ScriptStep>, agentId?: string) => void
  /**
   * Sends webhooks, signed, to an address on loopback; first of all the verification token. Rejects with a TypeError
   * when the address is elsewhere, or nobody answers there.
   */
  readonly subscribe: (options: SubscriptionOptions) => Promise<Subscription>
  /** Done when all webhooks so far have arrived, or were given up. */
  readonly settled: () => Promise<void>
  /** Answers the next matching requests with an error. */
  readonly failNext: (fault: Fault) => void
  /**
   * Replaces the conditions. Options that are left out are reset to their defaults; rate limit windows and the random
   * numbers start over.
   */
  readonly setConditions: (conditions: ConditionsOptions) => void
  /** @deprecated The old name of `setConditions`. */
  readonly setWeather: (conditions: ConditionsOptions) => void
  /** Forgets the faults that have not struck, those of the weather too. */
  readonly clearFaults: () => void
  /** Calls a function for each request from now on, once it is answered. */
  readonly onRequest: (listener: (entry: JournalEntry) => void) => void
  /** The last 10,000 requests, in order. */
  readonly journal: ReadonlyArray<JournalEntry>
}

/** How many requests the journal keeps. */
const MAX_JOURNAL = 10_000

/** The id of a bot that was chosen; a new one when none was. */
const botIdOf = (id: string | undefined): string | undefined => {
  if (id === undefined || isId(id)) return id
  throw new TypeError(`bot.id should be a valid uuid, instead was ${JSON.stringify(id)}.`)
}

/** Makes a Notion API in memory, with one bot in an empty workspace. */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => {
  const clock = options.now ?? Date.now
  let clockOffset = 0
  const workspace = createWorkspace({
    now: () => Number(clock()) + clockOffset,
    newId: options.newId ?? (() => crypto.randomUUID()),
    workspaceName: options.workspaceName ?? 'Simulated workspace',
    botName: options.bot?.name ?? 'Simulated integration',
    botId: botIdOf(options.bot?.id),
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
    // Through JSON, so that what a caller keeps hold of cannot change it.
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
