import type { Hono } from 'hono'
import { type ConditionsOptions, createConditions } from './conditions/conditions.js'
import type { Fault } from './conditions/faults.js'
import type { ScriptStep } from './domain/agents/runSession.js'
import type { DeclaredWorkspace } from './domain/declare/types.js'
import { Refusal } from './domain/errors.js'
import { createResults } from './domain/lists/results.js'
import { load, loadOwn } from './domain/load.js'
import type { ClientCredentials } from './domain/oauth/client.js'
import { assertKnownClient } from './domain/oauth/client.js'
import { authorize, type Consent } from './domain/oauth/consent.js'
import { isActive, workspaceOfToken } from './domain/oauth/tokens.js'
import { type Capture, capture, restoreCapture, restoreSnapshot, takeSnapshot } from './domain/snapshot/snapshot.js'
import type { Quirks } from './domain/state/quirks.js'
import { createWorkspace } from './domain/state/workspace.js'
import { isId } from './domain/values/id.js'
import { asArray, asObject, type JsonObject, parseJson } from './domain/values/json.js'
import { createApp } from './http/app.js'
import { tokenRule } from './http/auth.js'
import type { Capabilities } from './http/capabilities.js'
import { type Change, changeOf, isRead, requestOf, routeName } from './http/changes.js'
import { createControl } from './http/control/app.js'
import { assertSteps } from './http/control/steps.js'
import type { AppOptions } from './http/exchange.js'
import { createJournal, entryOf, type JournalEntry, type JournalOptions } from './http/journal.js'
import type { Listen, Listening, ListenOptions } from './http/listen.js'
import { withoutSecondSlash } from './http/paths.js'
import { routes } from './http/routeTable.js'
import { createHub, type Subscription, type SubscriptionOptions } from './webhooks/hub.js'

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
  /** Handles one request. Only the path matters: the host may be any. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Serves it over HTTP, by default on any free port of loopback. Only in Node, Deno and Bun: a browser and a worker have
   * no servers.
   */
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
  /** The latest requests, in order: 10,000 at most, and no more than `journalBytes` allow. */
  readonly journal: ReadonlyArray<JournalEntry>
}

/** The given id of the bot, checked; undefined when none is given. */
const botIdOf = (id: string | undefined): string | undefined => {
  if (id === undefined || isId(id)) return id
  throw new TypeError(`bot.id should be a valid uuid, instead was ${JSON.stringify(id)}.`)
}

/** A simulator, and what only the command may do with it. */
export interface Parts {
  readonly simulator: Simulator
  /** Loads contents that nothing else refers to, such as parsed JSON, without copying them. */
  readonly loadOwn: (contents: unknown) => void
  readonly clearJournal: () => void
  readonly capture: () => Capture
  /**
   * Calls a function for each change from now on. One that cannot be repeated, such as contents that are loaded, is
   * undefined.
   */
  readonly onChange: (listener: (change: Change | undefined) => void) => void
  /** Makes a change again. Throws when the contents are not those that it was made to. */
  readonly repeat: (change: Change) => void
}

/** The clock and the ids of a change while it is made. */
interface Tape {
  readonly at: number
  readonly newId: () => string
}

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createParts = (options: SimulatorOptions, listen: Listen): Parts => {
  const clock = options.now ?? Date.now
  let clockOffset = 0
  let tape: Tape | undefined
  let onChange: ((change: Change | undefined) => void) | undefined
  const anyId = options.newId ?? (() => crypto.randomUUID())
  const workspace = createWorkspace({
    now: () => tape?.at ?? Number(clock()) + clockOffset,
    newId: () => (tape === undefined ? anyId() : tape.newId()),
    workspaceName: options.workspaceName ?? 'Simulated workspace',
    botName: options.bot?.name ?? 'Simulated integration',
    botId: botIdOf(options.bot?.id),
    quirks: options.quirks,
  })
  const conditions = createConditions(options.conditions ?? options.weather)
  const hub = createHub({ workspace, sleep: conditions.sleep })
  const journal = createJournal(options)
  const listeners: Array<(entry: JournalEntry) => void> = []
  const accepts = tokenRule(options.tokens)
  const during = <A>(made: Tape, work: () => A): A => {
    tape = made
    try {
      return work()
    } finally {
      tape = undefined
    }
  }
  const carryOut: AppOptions['carryOut'] = (route, request, stream, work) => {
    if (onChange === undefined || isRead(route)) return work()
    const at = workspace.now()
    const ids: Array<string> = []
    const newId = (): string => {
      const id = anyId()
      ids.push(id)
      return id
    }
    try {
      const response = during({ at, newId }, work)
      onChange(changeOf(route, request, { stream, at, ids }))
      return response
    } catch (reason) {
      // A refused request has changed nothing; one that failed may have.
      if (!(reason instanceof Refusal)) onChange(undefined)
      throw reason
    }
  }
  /** Changes everything, in a way that is not repeated. */
  const changing = <A>(work: () => A): A => {
    try {
      return work()
    } finally {
      onChange?.(undefined)
    }
  }
  const results = createResults()
  const repeat: Parts['repeat'] = (change) => {
    const route = routes.find((each) => routeName(each) === change.route)
    if (route === undefined) throw new TypeError(`There is no route ${change.route}.`)
    const left = [...change.ids]
    const request = requestOf(change, workspace, results)
    const newId = (): string => left.shift() ?? anyId()
    during({ at: change.at, newId }, () => (change.stream ? route.stream?.(request) : route.handler(request)))
  }
  const app = createApp({
    workspaceFor: (token) => workspaceOfToken(workspace, token),
    accepts: (token) => isActive(workspace, token) ?? accepts(token),
    assertClient: (client) => assertKnownClient(options.oauthClients, client),
    capabilities: options.capabilities ?? {},
    conditions,
    results,
    carryOut,
    reading: { bytes: 0 },
    record: (recorded) => {
      journal.add(recorded)
      if (listeners.length === 0) return
      const entry = entryOf(recorded)
      for (const listener of listeners) listener(entry)
    },
    observe: hub.observe,
  })
  const fetch: Simulator['fetch'] = async (request, init) => {
    if (typeof request === 'string' || request instanceof URL)
      return app.fetch(new Request(withoutSecondSlash(String(request)), init), {})
    const address = withoutSecondSlash(request.url)
    // A request with another address takes the rest of the given one.
    const addressed = address === request.url ? request : new Request(address, request)
    return app.fetch(init === undefined ? addressed : new Request(addressed, init), {})
  }
  const script: Simulator['script'] = (steps, agentId) => {
    // Through JSON, so that the caller cannot change it later.
    const copied = parseJson(JSON.stringify(steps ?? null))
    assertSteps(copied)
    changing(() => workspace.scripts.push({ agentId, steps: asArray(copied).map(asObject) }))
  }
  const createControlApp = (): Hono => {
    const initial = capture(workspace)
    return createControl({
      journal: journal.entries,
      clearJournal: journal.clear,
      snapshot: () => takeSnapshot(workspace),
      load: (contents) => changing(() => loadOwn(workspace, contents)),
      reset: () => changing(() => restoreCapture(workspace, initial)),
      moveClock: (milliseconds) => {
        clockOffset += milliseconds
      },
      subscribe: hub.subscribe,
      settled: hub.settled,
      failNext: conditions.failNext,
      clearFaults: conditions.clearFaults,
      setConditions: conditions.set,
      script: (steps, agentId) => {
        changing(() => workspace.scripts.push({ agentId, steps }))
      },
      authorize: () => changing(() => authorize(workspace, {}).code),
    })
  }
  const simulator: Simulator = {
    fetch,
    listen: (port = 0, given = {}) => {
      const controls = given.control === true ? createControlApp() : undefined
      return listen(
        { api: async (request, connection) => app.fetch(request, { connection }), controls: controls?.fetch },
        port,
        given,
      )
    },
    load: async (contents) => changing(() => load(workspace, contents)),
    snapshot: () => takeSnapshot(workspace),
    restore: (snapshot) => changing(() => restoreSnapshot(workspace, snapshot)),
    authorize: (consent = {}) => changing(() => authorize(workspace, consent).code),
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
    journal: journal.entries,
  }
  return {
    simulator,
    loadOwn: (contents) => changing(() => loadOwn(workspace, contents)),
    clearJournal: journal.clear,
    capture: () => capture(workspace),
    onChange: (listener) => {
      onChange = listener
    },
    repeat,
  }
}
