/** Webhook subscriptions, and the events that requests cause for them. Nothing is sent to other machines. */
import type { Sleep } from '../conditions/sleep.js'
import type { Workspace } from '../domain/state/workspace.js'
import { isLoopback } from '../domain/values/isLoopback.js'
import type { JsonObject } from '../domain/values/json.js'
import type { ApiRequest, Route } from '../http/route.js'
import { createDelivery, newSubscriber, type Subscriber } from './deliver.js'
import type { WebhookEvent } from './nodeEvents.js'
import { observe } from './observe.js'
import { sendPayload } from './sendPayload.js'
import type { Subscription, SubscriptionOptions } from './subscription.js'
import { expiredUploads } from './uploadEvents.js'

/** Sends webhooks to subscribers. */
export interface Hub {
  readonly subscribe: (options: SubscriptionOptions) => Promise<Subscription>
  /** Observes a request, and sends the events that result from it. */
  readonly observe: (route: Route, request: ApiRequest, odd?: boolean) => (response: JsonObject) => void
  /** Resolves when all webhooks have been delivered or given up. */
  readonly settled: () => Promise<void>
}

const assertLoopback = (url: string): void => {
  if (!URL.canParse(url) || !isLoopback(new URL(url).hostname))
    throw new TypeError(
      `url must be an address on loopback, such as http://127.0.0.1:3000/hook, not ${JSON.stringify(url)}.`,
    )
}

/** The parts of the simulator that a hub needs. */
interface HubOptions {
  readonly workspace: Workspace
  readonly sleep: Sleep
}

/** Creates a hub without subscribers. */
export const createHub = ({ workspace, sleep }: HubOptions): Hub => {
  const subscribers = new Map<string, Subscriber>()
  const deliver = createDelivery(({ id }) => subscribers.has(id), sleep)
  const publish = (by: Workspace, event: WebhookEvent): void => {
    for (const to of subscribers.values()) deliver(by, to, event)
  }
  let expired = new Set<string>()
  /** Uploads expire with time: their events are sent with the next one of any kind. */
  const publishExpired = (): void => {
    const now = expiredUploads(workspace)
    const before = expired
    expired = new Set(now.map(({ entity }) => entity.id))
    for (const event of now) if (!before.has(event.entity.id)) publish(workspace, event)
  }
  return {
    subscribe: async (options) => {
      assertLoopback(options.url)
      const token = options.verificationToken ?? `secret_${workspace.newId().replaceAll('-', '')}`
      const subscriber = newSubscriber({ id: workspace.newId(), options, token })
      if (!(await sendPayload(options.url, { verification_token: token }, token)))
        throw new TypeError(`${options.url} did not accept the verification token: it must respond with a 2xx status.`)
      publishExpired()
      subscribers.set(subscriber.id, subscriber)
      return { id: subscriber.id, verificationToken: token, cancel: () => subscribers.delete(subscriber.id) }
    },
    observe: (route, request, odd = false) => {
      if (subscribers.size === 0) return () => undefined
      publishExpired()
      const eventsOf = observe(route, request)
      return (response) => {
        for (const event of eventsOf(response)) publish(request.workspace, odd ? { ...event, odd } : event)
      }
    },
    settled: async () => {
      publishExpired()
      const all = [...subscribers.values()]
      await Promise.all(all.map(({ gathered }) => gathered))
      await Promise.all(all.map(({ last }) => last))
    },
  }
}
