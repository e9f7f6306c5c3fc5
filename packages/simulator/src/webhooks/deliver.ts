/** Delivers events to subscribers: to each of them in order, with further attempts when one fails. */
import type { Sleep } from '../conditions/sleep.js'
import type { Workspace } from '../domain/state/workspace.js'
import type { JsonObject } from '../domain/values/json.js'
import { NEWEST } from '../domain/version.js'
import { isGathered, merge } from './gather.js'
import type { WebhookEvent } from './nodeEvents.js'
import { payloadOf } from './payload.js'
import { sendPayload } from './sendPayload.js'
import type { SubscriptionOptions } from './subscription.js'
import { inVersion } from './version.js'

/** A receiver, and what has not been delivered to it yet. */
export interface Subscriber {
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

/** A subscriber to which nothing was sent. */
export const newSubscriber = (own: Pick<Subscriber, 'id' | 'options' | 'token'>): Subscriber => ({
  ...own,
  last: Promise.resolve(),
  waiting: 0,
  gathering: new Map(),
  gathered: Promise.resolve(),
})

/** The number of deliveries that wait for a receiver that is slow; further events are lost. */
const MAX_WAITING = 10_000

/** Delivers an event of the newest version to a subscriber, if it subscribes to such events; `by` is whose change it reports. */
type Deliver = (by: Workspace, to: Subscriber, newest: WebhookEvent) => void

/** Creates the delivery to subscribers, which ends for one that is not active any more. */
export const createDelivery = (isActive: (to: Subscriber) => boolean, sleep: Sleep): Deliver => {
  const send = async (to: Subscriber, payload: JsonObject): Promise<void> => {
    const delays = [0, ...(to.options.retryDelaysMs ?? [1000, 10_000])]
    for (const [index, delay] of delays.entries()) {
      if (delay > 0) await sleep(delay)
      if (!isActive(to)) return
      if (await sendPayload(to.options.url, { ...payload, attempt_number: index + 1 }, to.token)) return
    }
  }
  const enqueue = (by: Workspace, to: Subscriber, event: WebhookEvent): void => {
    if (to.waiting >= MAX_WAITING) return
    const payload = payloadOf(by, to.id, to.options.apiVersion ?? NEWEST, event)
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
      enqueue(by, to, to.gathering.get(key) ?? event)
      to.gathering.delete(key)
    })
    to.gathered = Promise.all([to.gathered, waited])
  }
  return (by, to, newest) => {
    const event = inVersion(by, to.options.apiVersion ?? NEWEST, newest)
    if (event === undefined || to.options.events?.includes(event.type) === false) return
    if ((to.options.gatherMs ?? 0) > 0 && isGathered(event)) gather(by, to, event)
    else enqueue(by, to, event)
  }
}
