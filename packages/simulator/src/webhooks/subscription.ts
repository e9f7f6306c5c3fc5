/** What a receiver of webhooks subscribes to, and the subscription that results. */
import type { WebhookVersion } from './version.js'

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
