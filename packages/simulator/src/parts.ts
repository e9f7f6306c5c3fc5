/** Puts the parts together: the workspace, the conditions, HTTP, the webhooks, and the record of changes. */
import { type Conditions, createConditions } from './conditions/conditions.js'
import { createResults } from './domain/lists/results.js'
import { load, loadOwn } from './domain/load.js'
import { assertKnownClient } from './domain/oauth/client.js'
import { authorize } from './domain/oauth/consent.js'
import { isActive, workspaceOfToken } from './domain/oauth/tokens.js'
import { type Capture, capture, restoreCapture, restoreSnapshot, takeSnapshot } from './domain/snapshot/snapshot.js'
import { createWorkspace, type Workspace } from './domain/state/workspace.js'
import { isId } from './domain/values/id.js'
import { asArray, asObject, parseJson } from './domain/values/json.js'
import { tokenRule } from './http/auth.js'
import { type Change, requestOf } from './http/changes.js'
import { assertSteps } from './http/control/assertSteps.js'
import { type Controls, createControl } from './http/control/createControl.js'
import { createApp } from './http/createApp.js'
import { createJournal, entryOf, type Journal, type JournalEntry } from './http/journal.js'
import type { Listen } from './http/listen.js'
import { withoutSecondSlash } from './http/withoutSecondSlash.js'
import { createRecording, type Recording } from './recording.js'
import type { Simulator, SimulatorOptions } from './simulator.js'
import { createHub, type Hub } from './webhooks/hub.js'

/** The given id of the bot, checked; undefined when none is given. */
const botIdOf = (id: string | undefined): string | undefined => {
  if (id === undefined || isId(id)) return id
  throw new TypeError(`bot.id must be a valid uuid, not ${JSON.stringify(id)}.`)
}

/** A simulator, with the functions that only the command uses. */
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
  /** Repeats a change. Throws when the contents differ from those to which it was applied. */
  readonly repeat: (change: Change) => void
}

type App = ReturnType<typeof createApp>

const fetchOf =
  (app: App): Simulator['fetch'] =>
  async (request, init) => {
    if (typeof request === 'string' || request instanceof URL)
      return app.fetch(new Request(withoutSecondSlash(String(request)), init), {})
    const address = withoutSecondSlash(request.url)
    // A request with another URL keeps the other parts of the given one.
    const addressed = address === request.url ? request : new Request(address, request)
    return app.fetch(init === undefined ? addressed : new Request(addressed, init), {})
  }

/** The parts that both a simulator and its controls over HTTP consist of. */
interface Inner {
  readonly workspace: Workspace
  readonly conditions: Conditions
  readonly hub: Hub
  readonly journal: Journal
  readonly changing: Recording['changing']
  /** Advances the clock, in milliseconds. */
  readonly moveClock: (milliseconds: number) => void
}

const controlsOf = ({ workspace, conditions, hub, journal, changing, moveClock }: Inner): Controls => {
  const initial = capture(workspace)
  return {
    journal: journal.entries,
    clearJournal: journal.clear,
    snapshot: () => takeSnapshot(workspace),
    load: (contents) => changing(() => loadOwn(workspace, contents)),
    reset: () => changing(() => restoreCapture(workspace, initial)),
    moveClock,
    subscribe: hub.subscribe,
    settled: hub.settled,
    failNext: conditions.failNext,
    clearFaults: conditions.clearFaults,
    setConditions: conditions.set,
    script: (steps, agentId) => {
      changing(() => workspace.scripts.push({ agentId, steps }))
    },
    authorize: () => changing(() => authorize(workspace, {}).code),
  }
}

const scriptOf =
  ({ workspace, changing }: Inner): Simulator['script'] =>
  (steps, agentId) => {
    // Through JSON, so that the caller cannot change it later.
    const copied = parseJson(JSON.stringify(steps ?? null))
    assertSteps(copied)
    changing(() => workspace.scripts.push({ agentId, steps: asArray(copied).map(asObject) }))
  }

const simulatorOf = (inner: Inner, app: App, listen: Listen, onRequest: Simulator['onRequest']): Simulator => {
  const { workspace, conditions, hub, journal, changing } = inner
  return {
    fetch: fetchOf(app),
    listen: (port = 0, given = {}) => {
      const controls = given.control === true ? createControl(controlsOf(inner)) : undefined
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
    script: scriptOf(inner),
    subscribe: hub.subscribe,
    settled: hub.settled,
    failNext: conditions.failNext,
    setConditions: conditions.set,
    setWeather: conditions.set,
    clearFaults: conditions.clearFaults,
    onRequest,
    journal: journal.entries,
  }
}

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createParts = (options: SimulatorOptions, listen: Listen): Parts => {
  const clock = options.now ?? Date.now
  let clockOffset = 0
  const { sources, onChange, carryOut, changing, repeat } = createRecording({
    now: () => Number(clock()) + clockOffset,
    newId: options.newId ?? (() => crypto.randomUUID()),
  })
  const moveClock = (milliseconds: number): void => {
    clockOffset += milliseconds
  }
  const workspace = createWorkspace({
    ...sources,
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
  const results = createResults()
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
  const inner: Inner = { workspace, conditions, hub, journal, changing, moveClock }
  return {
    simulator: simulatorOf(inner, app, listen, (listener) => {
      listeners.push(listener)
    }),
    loadOwn: (contents) => changing(() => loadOwn(workspace, contents)),
    clearJournal: journal.clear,
    capture: () => capture(workspace),
    onChange,
    repeat: (change) => repeat(change, requestOf(change, workspace, results)),
  }
}
