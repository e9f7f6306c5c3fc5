/** Observers, which see a request before it is carried out and its response, and return the events. */
import type { Node } from '../domain/state/types.js'
import type { Workspace } from '../domain/state/workspace.js'
import { dashed } from '../domain/values/id.js'
import type { JsonObject } from '../domain/values/json.js'
import type { ApiRequest } from '../http/route.js'
import type { WebhookEvent } from './nodeEvents.js'
import { captureState, changes } from './nodeState.js'

/** The events of a request. */
export type WebhookEvents = ReadonlyArray<WebhookEvent>

/** Called before a request is carried out; the function that it returns gets the response and returns the events. */
export type Observer = (request: ApiRequest) => (response: JsonObject) => WebhookEvents

/** The node with an id as a request contains it. */
export const nodeAt = (workspace: Workspace, id: unknown): Node | undefined =>
  workspace.nodes.get(typeof id === 'string' ? dashed(id) : '')

/** An observer that needs only the response. */
export const after =
  (eventsOf: (request: ApiRequest, response: JsonObject) => WebhookEvents): Observer =>
  (request) =>
  (response) =>
    eventsOf(request, response)

/** Observes the node in a path: its changes, and further events. */
export const changed =
  (name: string, more: (request: ApiRequest, node: Node, response: JsonObject) => WebhookEvents = () => []): Observer =>
  (request) => {
    const { workspace, params } = request
    const node = nodeAt(workspace, params[name])
    const old = node === undefined ? undefined : captureState(node)
    return (response) => {
      // A placeholder page may have become something else meanwhile.
      const now = nodeAt(workspace, params[name])
      if (now === undefined || old === undefined) return []
      return [...changes(workspace, now, old), ...more(request, now, response)]
    }
  }
