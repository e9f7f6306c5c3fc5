/** Puts the parts together: the workspace, the conditions, HTTP, the webhooks, and the record of changes. */
import type { Hono } from 'hono'
import { createConditions } from './conditions/conditions.js'
import { createResults } from './domain/lists/results.js'
import { load, loadOwn } from './domain/load.js'
import { assertKnownClient } from './domain/oauth/client.js'
import { authorize } from './domain/oauth/consent.js'
import { isActive, workspaceOfToken } from './domain/oauth/tokens.js'
import { type Capture, capture, restoreCapture, restoreSnapshot, takeSnapshot } from './domain/snapshot/snapshot.js'
import { createWorkspace } from './domain/state/workspace.js'
import { isId } from './domain/values/id.js'
import { asArray, asObject, parseJson } from './domain/values/json.js'
import { tokenRule } from './http/auth.js'
import { type Change, requestOf } from './http/changes.js'
import { assertSteps } from './http/control/assertSteps.js'
import { createControl } from './http/control/createControl.js'
import { createApp } from './http/createApp.js'
import { createJournal, entryOf, type JournalEntry } from './http/journal.js'
import type { Listen } from './http/listen.js'
import { withoutSecondSlash } from './http/withoutSecondSlash.js'
import { createRecording } from './recording.js'
import type { Simulator, SimulatorOptions } from './simulator.js'
import { createHub } from './webhooks/hub.js'

/** The given id of the bot, checked; undefined when none is given. */
const botIdOf = (id: string | undefined): string | undefined => {
  if (id === undefined || isId(id)) return id
  throw new TypeError(`bot.id should be a valid uuid, instead was ${JSON.stringify(id)}.`)
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

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createParts = (options: SimulatorOptions, listen: Listen): Parts => {
  const clock = options.now ?? Date.now
  let clockOffset = 0
  const { sources, onChange, carryOut, changing, repeat } = createRecording({
    now: () => Number(clock()) + clockOffset,
    newId: options.newId ?? (() => crypto.randomUUID()),
  })
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
  const fetch: Simulator['fetch'] = async (request, init) => {
    if (typeof request === 'string' || request instanceof URL)
      return app.fetch(new Request(withoutSecondSlash(String(request)), init), {})
    const address = withoutSecondSlash(request.url)
    // A request with another URL keeps the other parts of the given one.
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
    onChange,
    repeat: (change) => repeat(change, requestOf(change, workspace, results)),
  }
}
