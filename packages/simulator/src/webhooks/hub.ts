/**
 * Webhook subscriptions. Events are delivered to each receiver in order, and retried; nothing is sent to other
 * machines.
 */
import type { Sleep } from '../conditions/sleep.js'
import { spaceOf, type Workspace } from '../domain/state/workspace.js'
import { isLoopback } from '../domain/values/isLoopback.js'
import { asObject, isObject, type JsonObject } from '../domain/values/json.js'
import { NEWEST } from '../domain/version.js'
import type { ApiRequest, Route } from '../http/route.js'
import { isGathered, merge } from './gather.js'
import type { WebhookEvent } from './nodeEvents.js'
import { observe } from './observe.js'
import { expiredUploads } from './uploadEvents.js'
import { inVersion, type WebhookVersion } from './version.js'

/** The receiver of webhooks. */
export interface SubscriptionOptions {
  /** An address on loopback: nothing is sent anywhere else. */
  readonly url: string
  /** The types of events to send, such as `page.created`; all by default. */
  readonly events?: ReadonlyArray<string>
  /** The version of the payloads, independent of the version of requests; the newest by default. */
  readonly apiVersion?: WebhookVersion
  /** The secret for the signature; a new one by default. */
  readonly verificationToken?: string
  /**
   * How long changes to the content, the properties or the schema of one thing are gathered into one event, in
   * milliseconds, as Notion does: 0 by default.
   */
  readonly gatherMs?: number
  /** The delays before further attempts, in milliseconds: 1 s and then 10 s by default. */
  readonly retryDelaysMs?: ReadonlyArray<number>
}

/** An active subscription, which has received its verification token. */
export interface Subscription {
  readonly id: string
  readonly verificationToken: string
  /** Ends the subscription. */
  readonly cancel: () => void
}

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
      `Webhooks are sent only to loopback, such as http://127.0.0.1:3000/hook; received ${JSON.stringify(url)}.`,
    )
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

const signatureOf = async (body: string, token: string): Promise<string> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(token), algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, bytesOf(body))
  return `sha256=${[...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** How long a receiver may take to respond, in milliseconds. */
const TIMEOUT = 10_000

const sendPayload = async (url: string, content: JsonObject, token: string): Promise<boolean> => {
  const body = JSON.stringify(content)
  const headers = { 'content-type': 'application/json', 'x-notion-signature': await signatureOf(body, token) }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

interface Subscriber {
  readonly id: string
  readonly options: SubscriptionOptions
  readonly token: string
  /** Resolves when earlier deliveries are done. */
  last: Promise<void>
  /** The number of deliveries that are not done. */
  waiting: number
  /** The events that are being gathered, by type and entity. */
  readonly gathering: Map<string, WebhookEvent>
  /** Resolves when gathered events have been sent. */
  gathered: Promise<unknown>
}

/**
 * A payload in an unusual shape that Notion has sent: without the type of the parent, without authors, and with nulls.
 */
const oddPayload = ({ authors: _, data, ...rest }: JsonObject): JsonObject => {
  const { parent, updated_blocks: __, page_id: page, ...others } = asObject(data)
  const { type: ___, ...bareParent } = asObject(parent)
  return {
    ...rest,
    workspace_name: null,
    data:
      data === undefined
        ? null
        : {
            ...others,
            ...(isObject(parent) ? { parent: bareParent } : {}),
            ...(page === undefined ? {} : { page_id: null }),
          },
  }
}

const payloadOf = (workspace: Workspace, to: Subscriber, { type, entity, data, odd }: WebhookEvent): JsonObject => {
  const space = spaceOf(workspace)
  const payload: JsonObject = {
    id: workspace.newId(),
    timestamp: new Date(workspace.now()).toISOString(),
    workspace_id: space.id,
    workspace_name: space.name,
    subscription_id: to.id,
    integration_id: workspace.botId,
    authors: [{ id: workspace.botId, type: 'bot' }],
    api_version: to.options.apiVersion ?? NEWEST,
    type,
    entity: { ...entity },
    ...(data === undefined ? {} : { data }),
  }
  return odd === true ? oddPayload(payload) : payload
}

/** The number of deliveries that wait for a receiver that is slow; further events are lost. */
const MAX_WAITING = 10_000

/** The state of a new subscriber. */
const nothingSent = (): Pick<Subscriber, 'last' | 'waiting' | 'gathering' | 'gathered'> => ({
  last: Promise.resolve(),
  waiting: 0,
  gathering: new Map(),
  gathered: Promise.resolve(),
})

/** The parts of the simulator that a hub needs. */
interface HubOptions {
  readonly workspace: Workspace
  readonly sleep: Sleep
}

/** Creates a hub without subscribers. */
export const createHub = ({ workspace, sleep }: HubOptions): Hub => {
  const subscribers = new Map<string, Subscriber>()
  const send = async (to: Subscriber, payload: JsonObject): Promise<void> => {
    const delays = [0, ...(to.options.retryDelaysMs ?? [1000, 10_000])]
    for (const [index, delay] of delays.entries()) {
      if (delay > 0) await sleep(delay)
      if (!subscribers.has(to.id)) return
      if (await sendPayload(to.options.url, { ...payload, attempt_number: index + 1 }, to.token)) return
    }
  }
  const deliver = (by: Workspace, to: Subscriber, event: WebhookEvent): void => {
    if (to.waiting >= MAX_WAITING) return
    const payload = payloadOf(by, to, event)
    to.waiting += 1
    to.last = to.last
      .then(() => send(to, payload))
      .finally(() => {
        to.waiting -= 1
      })
  }
  const gather = (by: Workspace, to: Subscriber, event: WebhookEvent): void => {
    const key = `${event.type} ${event.entity.id}`
    const earlier = to.gathering.get(key)
    to.gathering.set(key, earlier === undefined ? event : merge(earlier, event))
    if (earlier !== undefined) return
    const waited = sleep(to.options.gatherMs ?? 0).then(() => {
      deliver(by, to, to.gathering.get(key) ?? event)
      to.gathering.delete(key)
    })
    to.gathered = Promise.all([to.gathered, waited])
  }
  const enqueue = (by: Workspace, newest: WebhookEvent): void => {
    for (const to of subscribers.values()) {
      const event = inVersion(by, to.options.apiVersion ?? NEWEST, newest)
      if (event === undefined || to.options.events?.includes(event.type) === false) continue
      if ((to.options.gatherMs ?? 0) > 0 && isGathered(event)) gather(by, to, event)
      else deliver(by, to, event)
    }
  }
  let expired = new Set<string>()
  /** Uploads expire with time: their events are sent with the next one of any kind. */
  const deliverExpired = (): void => {
    const now = expiredUploads(workspace)
    const before = expired
    expired = new Set(now.map(({ entity }) => entity.id))
    for (const event of now) if (!before.has(event.entity.id)) enqueue(workspace, event)
  }
  return {
    subscribe: async (options) => {
      assertLoopback(options.url)
      const token = options.verificationToken ?? `secret_${workspace.newId().replaceAll('-', '')}`
      const subscriber: Subscriber = { id: workspace.newId(), options, token, ...nothingSent() }
      if (!(await sendPayload(options.url, { verification_token: token }, token)))
        throw new TypeError(
          `${options.url} did not accept the verification token: it should respond with a 2xx status.`,
        )
      deliverExpired()
      subscribers.set(subscriber.id, subscriber)
      return { id: subscriber.id, verificationToken: token, cancel: () => subscribers.delete(subscriber.id) }
    },
    observe: (route, request, odd = false) => {
      if (subscribers.size === 0) return () => undefined
      deliverExpired()
      const eventsOf = observe(route, request)
      return (response) => {
        for (const event of eventsOf(response)) enqueue(request.workspace, odd ? { ...event, odd } : event)
      }
    },
    settled: async () => {
      deliverExpired()
      const all = [...subscribers.values()]
      await Promise.all(all.map(({ gathered }) => gathered))
      await Promise.all(all.map(({ last }) => last))
    },
  }
}
