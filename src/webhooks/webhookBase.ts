/** The common fields of all events, and references to objects. */
import type { Type } from 'io-ts'
import { list, nullable, number, string, struct } from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'

/** The author of an event, or somebody who can see its entity. */
export interface WebhookActor {
  /** A UUID with dashes. */
  readonly id: string
  /** `bot` for a connection. */
  readonly type: Word<'person' | 'bot' | 'agent'>
}

/** The object that an event is about. A database may be a `block`, since it is a block of its page. */
export interface WebhookEntity {
  /** The id to read the object with. */
  readonly id: string
  readonly type: Word<'page' | 'block' | 'database' | 'data_source' | 'view' | 'comment' | 'file_upload'>
}

/** Another object that an event refers to, such as the parent. */
export interface WebhookReference {
  readonly id: string
  /** `space` is the workspace, `team` a teamspace. Absent from the parents of some rows. */
  readonly type?: Word<'page' | 'block' | 'database' | 'space' | 'team' | 'agent'>
  /** The data source that contains the row. */
  readonly data_source_id?: string
}

/** The fields that all events have. */
export interface WebhookEventBase {
  /** The id of the event; the same for repeated deliveries. */
  readonly id: string
  /** The time of the event, ISO 8601. Events may be delivered in another order. */
  readonly timestamp: string
  /** The workspace of the event. */
  readonly workspace_id: string
  /** The name of the workspace; `null` or absent if it is not available. */
  readonly workspace_name?: string | null
  /** The subscription that the event was delivered to. */
  readonly subscription_id: string
  /** The connection of the subscription. */
  readonly integration_id: string
  /** The authors, several if changes were aggregated; `null` or absent if they are not available. */
  readonly authors?: ReadonlyArray<WebhookActor> | null
  /** The people and bots of the connection that can see the entity; only for connections that several users authorized. */
  readonly accessible_by?: ReadonlyArray<WebhookActor> | null
  /** 1 for the first delivery attempt, at most 8. */
  readonly attempt_number: number
  /** The API version of the subscription, which is independent of that of your requests. */
  readonly api_version?: string | null
  /** The object that the event is about; only its id and type. */
  readonly entity: WebhookEntity
}

/** The data of most events. */
export interface WebhookParent {
  /** The parent of the entity. */
  readonly parent: WebhookReference
}

/** The author of an event. */
const WebhookActor: Type<WebhookActor> = struct<WebhookActor>({ id: string, type: string })

/** Another object that an event refers to. */
export const WebhookReference: Type<WebhookReference> = struct<WebhookReference>(
  { id: string },
  { type: string, data_source_id: string },
)

/** The fields that all events have. */
export const WebhookEventBase: Type<WebhookEventBase> = struct<WebhookEventBase>(
  {
    id: string,
    timestamp: string,
    workspace_id: string,
    subscription_id: string,
    integration_id: string,
    attempt_number: number,
    entity: struct<WebhookEntity>({ id: string, type: string }),
  },
  {
    workspace_name: nullable(string),
    authors: nullable(list(WebhookActor)),
    accessible_by: nullable(list(WebhookActor)),
    api_version: nullable(string),
  },
)
